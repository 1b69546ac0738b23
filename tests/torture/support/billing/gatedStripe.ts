import Stripe from 'stripe';
import { sandboxKey } from '#shared/billing/sandboxKey.ts';
import { keepEndpoint } from '#server/billing/sandbox/resources/webhookEndpoints.ts';
import { startSandbox } from '#server/billing/sandbox/sandbox.ts';
import { seedWorld } from '#server/billing/sandbox/seed/seedWorld.ts';
import { openGate, type Passage } from './gate.ts';
import type { Stage, Work } from './killPlan.ts';

export interface GatedStripeOptions {
  readonly seed: number;
  /** Payments that the account has from the beginning. */
  readonly payments: number;
  /** Where the server is; null while it is down. */
  readonly server: () => string | null;
  /** The server's work has come so far. @returns false when it has been killed, and nothing of this goes further. */
  readonly come: (work: Work, stage: Stage) => Promise<boolean>;
}

/** A sandbox and a server that meet through gates only, both ways. */
export interface GatedStripe {
  readonly stripe: Stripe;
  /** What the server has to find in its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Unix seconds: since then events are delivered. */
  readonly since: number;
  /** Payment requests for which the server has asked Stripe. */
  readonly reached: ReadonlySet<string>;
  /** Events by id that the server has answered with 200, as often as it has. */
  readonly acknowledged: readonly string[];
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
const DAY = 86_400;
const DAYS = 20;

const requestIn = (body: Buffer): string | null =>
  new URLSearchParams(body.toString()).get('metadata[optimaliq_request]');

/** What a request of the server's at Stripe is part of; null for what no kill waits for. */
function workOf({ method, path, body }: Passage): Work | null {
  if (method === 'POST') return requestIn(body) === null ? null : 'request';
  const { pathname, searchParams } = new URL(path, 'http://127.0.0.1');
  return searchParams.get('limit') === '100' && pathname !== '/v1/events' ? 'backfill' : null;
}

export async function openGatedStripe({ seed, payments, server, come }: GatedStripeOptions): Promise<GatedStripe> {
  const troubles: unknown[] = [];
  const reached = new Set<string>();
  const acknowledged: string[] = [];
  const sandbox = await startSandbox({ port: 0, onFault: (error) => void troubles.push(error) });
  const { engine, address } = sandbox;
  const since = Math.floor(Date.now() / 1_000) - 1;
  seedWorld(engine, { seed, days: DAYS, payments, until: since - (since % DAY) });

  const comeTo = async (work: Work | null, stage: Stage): Promise<boolean> => work === null || come(work, stage);
  const toStripe = await openGate({
    to: () => address,
    onAsked: (passage) => {
      const request = passage.method === 'POST' ? requestIn(passage.body) : null;
      if (request !== null) reached.add(request);
      return comeTo(workOf(passage), 'asked');
    },
    onAnswered: (passage) => comeTo(workOf(passage), 'answered'),
    onRelayed: (passage) => void comeTo(workOf(passage), 'relayed'),
  });
  const toServer = await openGate({
    to: server,
    onAsked: () => come('webhooks', 'asked'),
    onAnswered: ({ body }, { status }) => {
      if (status === 200) acknowledged.push((JSON.parse(body.toString()) as { readonly id: string }).id);
      return come('webhooks', 'answered');
    },
    onRelayed: () => void come('webhooks', 'relayed'),
  });
  engine.transact(() => keepEndpoint(engine.world, `${toServer.address}/webhooks/stripe`, WEBHOOK_SECRET));

  const { database, clock } = engine.world;
  const hurry = database.prepare(`UPDATE delivery SET due_at = ? WHERE state = 'waiting'`);
  const count = database.prepare(`SELECT count(*) FROM delivery WHERE state = 'waiting'`).pluck();
  return {
    stripe: new Stripe('sk_test_torture', { host: '127.0.0.1', port: new URL(address).port, protocol: 'http' }),
    environment: {
      OPTIMALIQ_STRIPE_KEY: sandboxKey(toStripe.port, KEY_SECRET),
      OPTIMALIQ_STRIPE_WEBHOOK_SECRETS: WEBHOOK_SECRET,
    },
    since,
    reached,
    acknowledged,
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
