import Stripe from 'stripe';
import { API_VERSION } from '#shared/billing/apiVersion.ts';
import { sandboxPort } from '#shared/billing/sandboxKey.ts';
import type { BillingMode, Capability } from '#shared/billing/connection/contract.ts';
import type { MirroredKind } from '#shared/billing/objects.ts';
import { isForbidden, isMissing, isOutage, providerFailure, worthRetrying } from './failures.ts';
import { expansionsOf, flatten, type FetchedObject } from './flatten.ts';
import { createPacer, withRetries, type Pacing } from './pacing.ts';

/** A span of creation times, Unix seconds, both ends included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Page {
  /** The oldest first: so the mirror takes them in the order in which they were made, also within one second. */
  readonly objects: readonly FetchedObject[];
  readonly hasMore: boolean;
  /** Of the last of the page itself, the oldest; null for an empty one. */
  readonly last: { readonly id: string; readonly created: number } | null;
  /** Unix seconds of Stripe's clock: all that happened before is in it. */
  readonly asOf: number;
}

export type StripeEvent = Stripe.Event;

export interface AccountFacts {
  readonly accountId: string;
  readonly accountName: string | null;
  /** UTC milliseconds. */
  readonly accountCreatedAt: number | null;
}

/** An account at Stripe, or in the sandbox that its key belongs to, through the official SDK. All errors are AppErrors. */
export interface StripeAccount {
  readonly mode: BillingMode;
  readonly isRestricted: boolean;
  facts(): Promise<AccountFacts>;
  probe(): Promise<Capability[]>;
  /** One page after another goes back in time. Kinds that Stripe lists without times come whole, whatever the span. */
  page(kind: MirroredKind, span: Span, startingAfter: string | null): Promise<Page>;
  /** With what was put in whole; `gone` when Stripe does not have it. */
  object(kind: MirroredKind, id: string): Promise<readonly FetchedObject[] | 'gone'>;
  /** Events created at or after a second: one page after another goes back in time, each with its oldest first. Stripe keeps them for 30 days. */
  eventPages(created: number): AsyncIterable<readonly StripeEvent[]>;
  /** Runs a call of the SDK under the same limits; with `idempotencyKey` in its options a repeat has no second effect. */
  call<Result>(run: (stripe: Stripe) => Promise<Result>): Promise<Result>;
  /** The same, where the answer must be an object of this type: an answer of anybody else's counts as trouble. */
  asked<Result extends object>(object: string, run: (stripe: Stripe) => Promise<Result>): Promise<Result>;
}

/** Hears of every call that is made, also of those that are made again. `failure`: why Stripe did not answer it, in words. */
export type CallWatch = (call: { readonly failure: string | null; readonly seconds: number }) => void;

const PAGE = 100;

interface ListParameters {
  limit: number;
  created?: { gte: number; lte: number };
  starting_after?: string;
  expand: string[];
}
type Lister = (stripe: Stripe, parameters: ListParameters) => Promise<Stripe.ApiList<{ id: string }>>;
type Getter = (stripe: Stripe, id: string, expand: string[]) => Promise<object>;

const LISTS: Readonly<Record<MirroredKind, Lister>> = {
  customer: (stripe, parameters) => stripe.customers.list(parameters),
  payment_intent: (stripe, parameters) => stripe.paymentIntents.list(parameters),
  charge: (stripe, parameters) => stripe.charges.list(parameters),
  refund: (stripe, parameters) => stripe.refunds.list(parameters),
  dispute: (stripe, parameters) => stripe.disputes.list(parameters),
  balance_transaction: (stripe, parameters) => stripe.balanceTransactions.list(parameters),
  payout: (stripe, parameters) => stripe.payouts.list(parameters),
  'checkout.session': (stripe, parameters) => stripe.checkout.sessions.list(parameters),
  payment_link: (stripe, { created: _, ...parameters }) => stripe.paymentLinks.list(parameters),
};

const GETS: Readonly<Record<MirroredKind, Getter>> = {
  customer: (stripe, id) => stripe.customers.retrieve(id),
  payment_intent: (stripe, id, expand) => stripe.paymentIntents.retrieve(id, { expand }),
  charge: (stripe, id, expand) => stripe.charges.retrieve(id, { expand }),
  refund: (stripe, id, expand) => stripe.refunds.retrieve(id, { expand }),
  dispute: (stripe, id) => stripe.disputes.retrieve(id),
  balance_transaction: (stripe, id) => stripe.balanceTransactions.retrieve(id),
  payout: (stripe, id) => stripe.payouts.retrieve(id),
  'checkout.session': (stripe, id) => stripe.checkout.sessions.retrieve(id),
  payment_link: (stripe, id) => stripe.paymentLinks.retrieve(id),
};

/** One small read each, which tells whether the key may read it. Writing cannot be probed without doing it. */
const PROBES: readonly (readonly [Capability['resource'], (stripe: Stripe) => Promise<unknown>])[] = [
  ['charges', (stripe) => stripe.charges.list({ limit: 1 })],
  ['customers', (stripe) => stripe.customers.list({ limit: 1 })],
  ['disputes', (stripe) => stripe.disputes.list({ limit: 1 })],
  ['events', (stripe) => stripe.events.list({ limit: 1 })],
  ['paymentIntents', (stripe) => stripe.paymentIntents.list({ limit: 1 })],
  ['refunds', (stripe) => stripe.refunds.list({ limit: 1 })],
  ['payouts', (stripe) => stripe.payouts.list({ limit: 1 })],
  ['balance', (stripe) => stripe.balanceTransactions.list({ limit: 1 })],
  ['checkoutSessions', (stripe) => stripe.checkout.sessions.list({ limit: 1 })],
  ['paymentLinks', (stripe) => stripe.paymentLinks.list({ limit: 1 })],
];

/** The only two places that a key is ever sent to: the sandbox it names, on this machine, or Stripe. */
function openSdk(key: string): Stripe {
  const port = sandboxPort(key);
  const shared = { apiVersion: API_VERSION, maxNetworkRetries: 0, telemetry: false, timeout: 30_000 } as const;
  return port === null
    ? new Stripe(key, shared)
    : new Stripe(key, { ...shared, host: '127.0.0.1', port, protocol: 'http' });
}

export function modeOf(key: string): BillingMode {
  if (sandboxPort(key) !== null) return 'demo';
  return /^[sr]k_live_/.test(key) ? 'live' : 'test';
}

/** Unix seconds of Stripe's clock when it gave this answer; 0 where it did not say. */
export const answeredAt = (response: unknown): number => {
  const headers = (response as { lastResponse?: { headers?: Record<string, string> } }).lastResponse?.headers;
  const at = Date.parse(headers?.['date'] ?? '');
  return Number.isNaN(at) ? 0 : Math.floor(at / 1_000);
};

/** @param key of a secret or restricted key; kept in memory only. */
export function openStripeAccount(key: string, pacing: Pacing, watch?: CallWatch): StripeAccount {
  const stripe = openSdk(key);
  const pace = createPacer(pacing);
  const isRestricted = key.startsWith('rk_');

  async function watched<Result>(run: (sdk: Stripe) => Promise<Result>): Promise<Result> {
    const before = pacing.now();
    const heard = (failure: string | null): void => watch?.({ failure, seconds: (pacing.now() - before) / 1_000 });
    try {
      const result = await run(stripe);
      heard(null);
      return result;
    } catch (error) {
      heard(isOutage(error) ? providerFailure(error).message : null);
      throw error;
    }
  }

  /** @throws what the SDK throws. */
  const ask = <Result>(run: (sdk: Stripe) => Promise<Result>): Promise<Result> =>
    withRetries(
      async () => {
        await pace();
        return watched(run);
      },
      worthRetrying,
      pacing,
    );

  const call = async <Result>(run: (sdk: Stripe) => Promise<Result>): Promise<Result> => {
    try {
      return await ask(run);
    } catch (error) {
      throw providerFailure(error);
    }
  };

  /** A 404 without Stripe's error body is not thrown by the SDK: what comes back must be what was asked for. */
  async function read<Result extends object>(object: string, run: (sdk: Stripe) => Promise<Result>) {
    const before = pacing.now();
    const result = await run(stripe);
    if ((result as { object?: unknown }).object !== object && !('deleted' in result))
      throw providerFailure(
        new Stripe.errors.StripeAPIError({ message: `no ${object} came back`, type: 'api_error' } as never),
      );
    // The answer may be as old as the request, and its date says whole seconds.
    const asOf = answeredAt(result) - Math.ceil((pacing.now() - before) / 1_000);
    return { result, asOf };
  }

  const asked = <Result extends object>(object: string, run: (sdk: Stripe) => Promise<Result>): Promise<Result> =>
    call(async () => (await read(object, run)).result);

  return {
    mode: modeOf(key),
    isRestricted,
    facts: () =>
      call(async () => {
        const { result } = await read('account', (sdk) => sdk.accounts.retrieveCurrent());
        const { id, created, business_profile: profile, settings } = result;
        const name = settings?.dashboard.display_name ?? profile?.name ?? null;
        return { accountId: id, accountName: name, accountCreatedAt: created === undefined ? null : created * 1_000 };
      }),
    probe: async () => {
      const found: Capability[] = [];
      for (const [resource, run] of PROBES) {
        try {
          await ask(run);
          found.push({ resource, access: isRestricted ? 'read' : 'write' });
        } catch (error) {
          if (!isForbidden(error)) throw providerFailure(error);
          found.push({ resource, access: 'none' });
        }
      }
      return found;
    },
    page: (kind, { from, to }, startingAfter) =>
      call(async () => {
        const parameters: ListParameters = {
          limit: PAGE,
          created: { gte: from, lte: to },
          expand: expansionsOf(kind, true),
          ...(startingAfter === null ? {} : { starting_after: startingAfter }),
        };
        const { result, asOf } = await read('list', (sdk) => LISTS[kind](sdk, parameters));
        const last = result.data.at(-1) as { id: string; created?: number } | undefined;
        return {
          objects: result.data.toReversed().flatMap((object) => flatten(kind, object, asOf)),
          hasMore: result.has_more,
          last: last === undefined ? null : { id: last.id, created: last.created ?? to },
          asOf,
        };
      }),
    object: async (kind, id) => {
      try {
        return await ask(async () => {
          const { result, asOf } = await read(kind, (sdk) => GETS[kind](sdk, id, expansionsOf(kind, false)));
          return flatten(kind, result, asOf);
        });
      } catch (error) {
        if (isMissing(error)) return 'gone';
        throw providerFailure(error);
      }
    },
    eventPages: async function* (created) {
      let place: { readonly starting_after?: string } = {};
      for (;;) {
        const parameters = { limit: PAGE, created: { gte: created }, ...place };
        const { data, has_more: hasMore } = await asked('list', (sdk) => sdk.events.list(parameters));
        yield data.toReversed();
        const last = data.at(-1);
        if (!hasMore || last === undefined) return;
        place = { starting_after: last.id };
      }
    },
    asked,
    call,
  };
}
