import { parentPort, workerData } from 'node:worker_threads';
import { sandboxKey } from '#shared/billing/sandboxKey.ts';
import { placeOrder } from '#server/billing/sandbox/seed/orders.ts';
import { moveEndpoint } from '#server/billing/sandbox/resources/webhookEndpoints.ts';
import { startSandbox } from '#server/billing/sandbox/sandbox.ts';
import { stepBack } from '#server/core/stepBack.ts';
import { orderOfToday } from '#server/demo/orders.ts';
import { createRandom } from '#server/demo/random.ts';
import { openStore } from './store.ts';

/** What the demo's sandbox is started with. */
export interface DemoSandboxData {
  /** Its own, within the demo's data directory. */
  readonly directory: string;
  readonly port: number;
  /** Of the key: 16 to 64 letters and digits. */
  readonly secret: string;
  readonly webhook: { readonly url: string; readonly secret: string };
  /** Whether somebody buys something now and then. */
  readonly isLively: boolean;
}
export type FromDemoSandbox = { readonly ready: true } | { readonly fault: string };
export interface ToDemoSandbox {
  readonly close: true;
}

/** Milliseconds from one order to the next. */
const PULSE = { least: 40_000, most: 120_000 };

const own = parentPort;
if (own === null) throw new Error('server/entry/demoSandbox/thread.ts runs as a thread of the server');
const { directory, port, secret, webhook, isLively } = workerData as DemoSandboxData;

stepBack();
const tell = (message: FromDemoSandbox): void => {
  own.postMessage(message);
};
const sandbox = await startSandbox({
  port,
  file: await openStore(directory, `http://127.0.0.1:${String(port)}`, Date.now()),
  key: sandboxKey(port, secret),
  onFault: (error) => tell({ fault: String(error) }),
});
const { engine } = sandbox;
engine.transact(() => moveEndpoint(engine.world, webhook.url, webhook.secret));
engine.catchUp();

let pulse: NodeJS.Timeout | undefined;
if (isLively) {
  const random = createRandom(Date.now());
  const next = (): void => {
    pulse = setTimeout(
      () => {
        placeOrder(engine, orderOfToday(Date.now(), random));
        next();
      },
      random.between(PULSE.least, PULSE.most),
    );
  };
  next();
}

own.on('message', (_: ToDemoSandbox) => {
  clearTimeout(pulse);
  void sandbox.close().then(() => own.close());
});
tell({ ready: true });
