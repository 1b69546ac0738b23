import { seedWorld } from '#server/billing/sandbox/seed/seedWorld.ts';
import type { Passage } from './gate.ts';
import type { Stage, Work } from './killPlan.ts';
import { openStripeBehindGates, type StripeBehindGates } from './stripeBehindGates.ts';

export interface GatedStripeOptions {
  readonly seed: number;
  /** Payments that the account has from the beginning. */
  readonly payments: number;
  /** Where the server is; null while it is down. */
  readonly server: () => string | null;
  /** The server's work has come so far. @returns false when it has been killed, and nothing of this goes further. */
  readonly come: (work: Work, stage: Stage) => Promise<boolean>;
}

/** A sandbox and a server that meet through gates, where back-fills, deliveries and payment requests are watched. */
export interface GatedStripe extends Omit<StripeBehindGates, 'engine' | 'address'> {
  /** Unix seconds: since then events are delivered. */
  readonly since: number;
  /** Payment requests for which the server has asked Stripe. */
  readonly reached: ReadonlySet<string>;
  /** Events by id that the server has answered with 200, as often as it has. */
  readonly acknowledged: readonly string[];
}

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
  const reached = new Set<string>();
  const acknowledged: string[] = [];
  const since = Math.floor(Date.now() / 1_000) - 1;
  const comeTo = async (work: Work | null, stage: Stage): Promise<boolean> => work === null || come(work, stage);
  const gates = await openStripeBehindGates({
    server,
    seed: (engine) => {
      seedWorld(engine, { seed, days: DAYS, payments, until: since - (since % DAY) });
    },
    outward: {
      onAsked: (passage) => {
        const request = passage.method === 'POST' ? requestIn(passage.body) : null;
        if (request !== null) reached.add(request);
        return comeTo(workOf(passage), 'asked');
      },
      onAnswered: (passage) => comeTo(workOf(passage), 'answered'),
      onRelayed: (passage) => void comeTo(workOf(passage), 'relayed'),
    },
    inward: {
      onAsked: () => come('webhooks', 'asked'),
      onAnswered: ({ body }, { status }) => {
        if (status === 200) acknowledged.push((JSON.parse(body.toString()) as { readonly id: string }).id);
        return come('webhooks', 'answered');
      },
      onRelayed: () => void come('webhooks', 'relayed'),
    },
  });
  return { ...gates, since, reached, acknowledged };
}
