import { createRandom } from '#server/demo/random.ts';
import type { Engine } from '#server/billing/sandbox/engine.ts';
import { randomText } from '#server/billing/sandbox/world/ids.ts';
import { createAgenda } from './agenda.ts';
import { paymentsByDay, secondOfDay } from './calendar.ts';
import { createTrade } from './trade.ts';
import type { Happening } from './trade.ts';

export interface Seeding {
  /** The same seed, days, payments and end make the same world, to the last id. */
  readonly seed: number;
  readonly days: number;
  readonly payments: number;
  /** Where the past ends: a second, in seconds. */
  readonly until: number;
  /** Told after each day. */
  readonly onDay?: (day: number) => void;
}

const DAY = 86_400;
/** Stripe lists the events of the last 30 days. */
const EVENT_DAYS = 30;
/** When payouts are made. */
const PAYOUT_SECOND = 3_600;

/** Numbers of a source as bytes. */
const bytesOf = (seed: number) => {
  const random = createRandom(seed);
  return (count: number): Uint8Array => Uint8Array.from({ length: count }, () => random.between(0, 255));
};

/** What is planned up to `second`, with the timers that fall due on the way, each at its own time. */
function liveUntil(
  { world, fireDue }: Engine,
  agenda: ReturnType<typeof createAgenda<Happening>>,
  second: number,
): void {
  for (let next = agenda.take(); next !== undefined; next = agenda.take()) {
    const { at, item } = next;
    if (at >= second) {
      agenda.plan(at, item);
      break;
    }
    world.clock.at(at, () => {
      fireDue();
      item();
    });
  }
  world.clock.at(second, fireDue);
}

/**
 * Makes a past of believable trade: customers with habits, seasons, declines, refunds, disputes, payouts, in three currencies.
 * Each day is one transaction.
 * @throws Error when the store holds anything already.
 */
export function seedWorld(engine: Engine, { seed, days, payments, until, onDay = () => undefined }: Seeding): void {
  const { world, events, transact } = engine;
  if (world.store.page('customer', { limit: 1 }).data.length > 0)
    throw new Error('A seeded world is made in an empty store only.');
  const agenda = createAgenda<Happening>();
  const trade = createTrade(world, agenda, seed);
  const moments = createRandom(seed + 1);
  const start = until - days * DAY;
  events.keepSince(until - EVENT_DAYS * DAY);
  try {
    world.ids.from(randomText(bytesOf(seed + 2)), () => {
      transact(() => world.clock.at(start, trade.openShop));
      for (const [day, count] of paymentsByDay(days, payments, until).entries()) {
        const midnight = start + day * DAY;
        agenda.plan(midnight + PAYOUT_SECOND, trade.payOut);
        for (let index = 0; index < count; index += 1) agenda.plan(midnight + secondOfDay(moments.next()), trade.pay);
        transact(() => liveUntil(engine, agenda, midnight + DAY));
        onDay(day + 1);
      }
    });
  } finally {
    events.keepSince(0);
  }
}
