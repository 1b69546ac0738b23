import { isDeepStrictEqual } from 'node:util';
import { sandboxKey } from '#shared/billing/sandboxKey.ts';
import { MIRRORED_KINDS, type MirroredKind } from '#shared/billing/objects.ts';
import type { Engine } from '#server/billing/sandbox/engine.ts';
import { startSandbox } from '#server/billing/sandbox/sandbox.ts';
import { signatureOf } from '#server/billing/sandbox/webhooks/signature.ts';
import { createRandom, type Random } from '#server/demo/random.ts';
import { request } from '#tests/server/billing/sandbox/support/history.ts';
import { SECRET, startMirror, type MirrorUnderTest } from './mirrorUnderTest.ts';
import { createTrade, passTime } from './trade.ts';
import { createVirtualTime, type VirtualTime } from './virtualTime.ts';

export interface MirrorTorture {
  readonly seed: number;
  /** At least so many events happen. */
  readonly events: number;
  /** All that happens to any object carries the same second. */
  readonly oneSecond: boolean;
  /** 0 to 1: of the events, those that never arrive. With none lost, nothing is reconciled either. */
  readonly lost: number;
  /** Whether Stripe's list of events still tells what was lost. */
  readonly listed: boolean;
}

export interface MirrorReport {
  readonly events: number;
  readonly deliveries: number;
  readonly lost: number;
  /** Objects that were compared, field by field. */
  readonly objects: number;
  readonly payments: number;
}

const START = Date.UTC(2026, 9, 5, 9);
const TIMES = 3;
/** In so many pieces the trade goes on while its events arrive. */
const PHASES = 6;
const DAY_MS = 86_400_000;

interface Delivery {
  readonly id: string;
  readonly body: string;
}

const allOf = (engine: Engine, path: string): Record<string, unknown>[] => {
  const found: Record<string, unknown>[] = [];
  for (;;) {
    const last = found.at(-1)?.['id'];
    const after = typeof last === 'string' ? { starting_after: last } : {};
    const { answer } = request(engine, 'GET', path, { limit: '100', ...after });
    found.push(...(answer['data'] as Record<string, unknown>[]));
    if (answer['has_more'] !== true) return found;
  }
};

const PATHS: Readonly<Record<MirroredKind, string>> = {
  customer: '/v1/customers',
  payment_intent: '/v1/payment_intents',
  charge: '/v1/charges',
  refund: '/v1/refunds',
  dispute: '/v1/disputes',
  balance_transaction: '/v1/balance_transactions',
  payout: '/v1/payouts',
  'checkout.session': '/v1/checkout/sessions',
  payment_link: '/v1/payment_links',
};

function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const mixed = [...items];
  for (let place = mixed.length - 1; place > 0; place -= 1) {
    const other = random.between(0, place);
    [mixed[place], mixed[other]] = [mixed[other] as Item, mixed[place] as Item];
  }
  return mixed;
}

/** Delivers in bursts of a random size, each at once, as Stripe does. */
async function deliverAll(
  mirror: MirrorUnderTest,
  time: VirtualTime,
  deliveries: readonly Delivery[],
  random: Random,
): Promise<void> {
  let place = 0;
  while (place < deliveries.length) {
    const burst = deliveries.slice(place, (place += random.between(1, 40)));
    const second = Math.floor(time.now() / 1_000);
    const statuses = await Promise.all(
      burst.map(({ body }) => mirror.deliver(body, signatureOf(body, SECRET, second))),
    );
    if (statuses.some((status) => status !== 200)) throw new Error(`a webhook was answered with ${statuses.join()}`);
  }
}

/** Deleted objects are in no list of Stripe's; which balance transactions are available by now no event tells. */
function compare(mirror: MirrorUnderTest, engine: Engine, reconciled: boolean): number {
  let compared = 0;
  for (const kind of MIRRORED_KINDS) {
    const mirrored = new Map(mirror.objects(kind));
    for (const object of allOf(engine, PATHS[kind])) {
      const id = String(object['id']);
      const found = mirrored.get(id);
      mirrored.delete(id);
      compared += 1;
      const ignored = kind === 'balance_transaction' && !reconciled ? { status: null } : {};
      const [is, ought] = [
        { ...(found?.json as object), ...ignored },
        { ...object, ...ignored },
      ];
      if (found === undefined || found.isGone || !isDeepStrictEqual(is, ought))
        throw new Error(
          `${kind} ${id}\nat Stripe: ${JSON.stringify(ought)}\nmirrored:  ${JSON.stringify(is)}, gone: ${String(found?.isGone)}`,
        );
    }
    for (const [id, { isGone }] of mirrored)
      if (!isGone) throw new Error(`${kind} ${id} is mirrored, and Stripe does not list it`);
  }
  return compared;
}

/** The rows of payments must be those that a mirror has which reads everything once, at the end. */
function comparePayments(mirror: MirrorUnderTest, fresh: MirrorUnderTest): number {
  const [is, ought] = [mirror.payments(), fresh.payments()];
  for (const [id, row] of ought)
    if (!isDeepStrictEqual(is.get(id), row))
      throw new Error(`payment ${id}\nread afresh: ${JSON.stringify(row)}\nmirrored:    ${JSON.stringify(is.get(id))}`);
  if (is.size !== ought.size)
    throw new Error(`${String(is.size)} payments are mirrored, ${String(ought.size)} there are`);
  return is.size;
}

/**
 * Trades at a sandbox at random, brings its events in any order, three times each, some never, and reconciles.
 * @throws Error for the first difference between the mirror and the sandbox.
 */
export async function mirrorTorture({ seed, events, oneSecond, lost, listed }: MirrorTorture): Promise<MirrorReport> {
  const random = createRandom(seed);
  const time = createVirtualTime(START);
  const faults: unknown[] = [];
  const sandbox = await startSandbox({ port: 0, machine: time.now, onFault: (error) => void faults.push(error) });
  const { engine } = sandbox;
  const key = sandboxKey(Number(new URL(sandbox.address).port), 'abcdefghijklmnop');
  const mirror = await startMirror(key, time);
  let fresh: MirrorUnderTest | undefined;
  try {
    const trade = createTrade(engine, random, { isTold: lost === 0 });
    const seen = new Set<string>();
    const lostIds = new Set<string>();
    let deliveries = 0;
    let waiting: Delivery[] = [];
    /** @param isLost what is lost for certain. */
    const learn = (isLost: (event: Record<string, unknown>) => boolean = () => false): void => {
      for (const event of allOf(engine, '/v1/events')) {
        const id = String(event['id']);
        if (seen.has(id)) continue;
        seen.add(id);
        if (isLost(event) || random.next() < lost) lostIds.add(id);
        else for (let time = 0; time < TIMES; time += 1) waiting.push({ id, body: JSON.stringify(event) });
      }
    };
    const count = (): number => engine.world.store.count('event', { sql: 'TRUE', values: [] });
    for (let phase = 1; phase <= PHASES; phase += 1) {
      const enough = Math.ceil((events * phase) / PHASES);
      while (count() < enough) {
        for (let step = 0; step < 10; step += 1) {
          trade.act();
          if (!oneSecond) passTime(engine, time, random);
        }
      }
      learn();
      waiting = shuffled(waiting, random);
      // What is left over arrives later, together with what happens then. Within one second nothing can be fetched that is beyond doubt.
      const now = oneSecond ? [] : waiting.splice(0, Math.floor(waiting.length / 2));
      deliveries += now.length;
      await deliverAll(mirror, time, now, random);
    }
    learn();
    const deleted = trade.deleteOne();
    learn(lost > 0 ? ({ type }) => type === 'customer.deleted' : undefined);
    time.advance(oneSecond ? 10_000 : DAY_MS);
    engine.catchUp();
    learn();
    waiting = shuffled(waiting, random);
    deliveries += waiting.length;
    await deliverAll(mirror, time, waiting, random);
    await mirror.settle();
    if (lost > 0) await mirror.reconcile(listed);
    if (faults.length > 0) throw new AggregateError(faults, 'the sandbox failed');
    if (mirror.objects('customer').get(deleted)?.isGone === false) throw new Error(`${deleted} is still there`);
    const objects = compare(mirror, engine, lost > 0);
    fresh = await startMirror(key, time);
    await fresh.backfill();
    compare(fresh, engine, true);
    const payments = comparePayments(mirror, fresh);
    return { events: seen.size, deliveries, lost: lostIds.size, objects, payments };
  } finally {
    await fresh?.close();
    await mirror.close();
    await sandbox.close();
  }
}
