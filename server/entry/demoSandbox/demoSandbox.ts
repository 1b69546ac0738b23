import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import { sandboxKey } from '#shared/billing/sandboxKey.ts';
import { sandboxSecrets } from '#server/billing/outside.ts';
import type { OwnSandbox } from '#server/wiring/ownSandbox.ts';
import { choosePort } from './port.ts';
import type { DemoSandboxData, FromDemoSandbox, ToDemoSandbox } from './thread.ts';
import type { DemoTrade } from './trades.ts';

export interface DemoSandboxOptions {
  /** demoSandbox/thread.ts, or its bundle. */
  readonly threadEntry: URL;
  readonly trade: Exclude<DemoTrade, 'none'>;
  readonly logger: Logger;
}

/** Until it is started again after it was lost, in milliseconds. */
const AGAIN = { first: 1_000, most: 60_000 };
const CLOSE_WITHIN_MS = 5_000;
/** More than a demo's shop will ever need: what it does wrong takes no memory from the server. */
const HEAP_MEGABYTES = 256;

const newSecret = (): string => randomBytes(16).toString('hex');

/** The demo's own sandbox: a thread of this process, so that it ends with it however it ends, started again when it is lost. */
export function createDemoSandbox({ threadEntry, trade, logger }: DemoSandboxOptions): OwnSandbox {
  const secret = newSecret();
  const signing = `whsec_${newSecret()}`;
  let key: string | null = null;
  let worker: Worker | null = null;
  let again: NodeJS.Timeout | undefined;
  let delay = AGAIN.first;
  let isStopping = false;

  function launch(data: DemoSandboxData, onReady: () => void): void {
    const mine = new Worker(threadEntry, {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES },
    });
    worker = mine;
    mine.on('message', (message: FromDemoSandbox) => {
      if ('fault' in message) {
        logger.error({ fault: message.fault }, 'the demo’s sandbox failed at something');
        return;
      }
      delay = AGAIN.first;
      logger.info({ port: data.port }, 'the demo’s sandbox is ready');
      onReady();
    });
    mine.on('error', (error) => {
      logger.error({ err: error }, 'the demo’s sandbox was lost');
    });
    mine.on('exit', () => {
      if (worker === mine) worker = null;
      if (isStopping) return;
      again = setTimeout(() => launch(data, onReady), delay).unref();
      delay = Math.min(delay * 2, AGAIN.most);
    });
  }

  return {
    secrets: sandboxSecrets(() => key, signing, Date.now()),
    hasRefunds: trade === 'lively',
    start: async ({ dataDirectory, webhookUrl }) => {
      const directory = path.join(dataDirectory, 'sandbox');
      const port = await choosePort(directory);
      if (isStopping) return;
      const webhook = { url: webhookUrl, secret: signing };
      await new Promise<void>((resolve) => {
        launch({ directory, port, secret, webhook, isLively: trade === 'lively' }, resolve);
      });
      key = sandboxKey(port, secret);
    },
    stop: async () => {
      isStopping = true;
      clearTimeout(again);
      const ending = worker;
      if (ending === null) return;
      const ended = new Promise((resolve) => ending.once('exit', resolve));
      ending.postMessage({ close: true } satisfies ToDemoSandbox);
      const late = setTimeout(() => void ending.terminate(), CLOSE_WITHIN_MS).unref();
      await ended;
      clearTimeout(late);
    },
  };
}
