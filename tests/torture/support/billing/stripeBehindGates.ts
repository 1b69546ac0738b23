import Stripe from 'stripe';
import { sandboxKey } from '#shared/billing/sandboxKey.ts';
import type { Engine } from '#server/billing/sandbox/engine.ts';
import { keepEndpoint } from '#server/billing/sandbox/resources/webhookEndpoints.ts';
import { startSandbox } from '#server/billing/sandbox/sandbox.ts';
import { openGate, type Watch } from './gate.ts';

export interface StripeBehindGatesOptions {
  /** Where the server is; null while it is down. */
  readonly server: () => string | null;
  /** What the server asks of Stripe. */
  readonly outward: Watch;
  /** What Stripe delivers to the server. */
  readonly inward: Watch;
  /** What the account has before anything is delivered. */
  readonly seed?: (engine: Engine) => void;
}

/** A sandbox and a server that meet through gates only, both ways. */
export interface StripeBehindGates {
  readonly stripe: Stripe;
  readonly engine: Engine;
  /** The sandbox's own, behind the gate: `http://127.0.0.1:N`. */
  readonly address: string;
  /** What the server has to find in its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** What went wrong within the sandbox. */
  readonly troubles: readonly unknown[];
  /** Stripe waits five minutes and more before it tries an endpoint again: here it does now. */
  deliverNow(): Promise<void>;
  /** Deliveries that have not been taken. */
  waiting(): number;
  close(): Promise<void>;
}

const KEY_SECRET = 'tortureTorture16';
const WEBHOOK_SECRET = 'whsec_0123456789abcdef0123456789abcdef';

export async function openStripeBehindGates(options: StripeBehindGatesOptions): Promise<StripeBehindGates> {
  const { server, outward, inward, seed = () => undefined } = options;
  const troubles: unknown[] = [];
  const sandbox = await startSandbox({ port: 0, onFault: (error) => void troubles.push(error) });
  const { engine, address } = sandbox;
  seed(engine);
  const toStripe = await openGate({ to: () => address, ...outward });
  const toServer = await openGate({ to: server, ...inward });
  engine.transact(() => keepEndpoint(engine.world, `${toServer.address}/webhooks/stripe`, WEBHOOK_SECRET));

  const { database, clock } = engine.world;
  const hurry = database.prepare(`UPDATE delivery SET due_at = ? WHERE state = 'waiting'`);
  const count = database.prepare(`SELECT count(*) FROM delivery WHERE state = 'waiting'`).pluck();
  return {
    stripe: new Stripe('sk_test_torture', { host: '127.0.0.1', port: new URL(address).port, protocol: 'http' }),
    engine,
    address,
    environment: {
      OPTIMALIQ_STRIPE_KEY: sandboxKey(toStripe.port, KEY_SECRET),
      OPTIMALIQ_STRIPE_WEBHOOK_SECRETS: WEBHOOK_SECRET,
    },
    troubles,
    deliverNow: () => {
      hurry.run(clock.now());
      return engine.deliverer.settled();
    },
    waiting: () => Number(count.get()),
    close: async () => {
      await Promise.all([toStripe.close(), toServer.close()]);
      await sandbox.close();
    },
  };
}
