import { createRandom } from '#server/demo/random.ts';
import type { Engine } from '#server/billing/sandbox/engine.ts';
import { createAgenda } from './agenda.ts';
import { paymentsByDay, secondOfDay } from './calendar.ts';
import { livePast } from './past.ts';
import { payOut, PAYOUT_SECOND } from './payOut.ts';
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

/**
 * Makes a past of believable trade: customers with habits, seasons, declines, refunds, disputes, payouts, in three currencies.
 * Each day is one transaction.
 * @throws Error when the store holds anything already.
 */
export function seedWorld(engine: Engine, { seed, days, payments, until, onDay = () => undefined }: Seeding): void {
  const agenda = createAgenda<Happening>();
  const trade = createTrade(engine.world, agenda, seed);
  const moments = createRandom(seed + 1);
  const counts = paymentsByDay(days, payments, until);
  livePast(engine, agenda, {
    seed: seed + 2,
    from: until - days * DAY,
    until,
    open: trade.openShop,
    planDay: (midnight, day) => {
      agenda.plan(midnight + PAYOUT_SECOND, () => payOut(engine.world));
      const count = counts[day] ?? 0;
      for (let index = 0; index < count; index += 1) agenda.plan(midnight + secondOfDay(moments.next()), trade.pay);
    },
    onDay,
  });
}
