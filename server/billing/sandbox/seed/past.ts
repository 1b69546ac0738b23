import type { Engine } from '#server/billing/sandbox/engine.ts';
import { randomText } from '#server/billing/sandbox/world/ids.ts';
import { createRandom } from '#server/demo/random.ts';
import type { Agenda } from './agenda.ts';
import type { Happening } from './trade.ts';

const DAY = 86_400;
/** Stripe lists the events of the last 30 days. */
const EVENT_DAYS = 30;

export interface Past {
  /** Of the ids: the same makes the same ids. */
  readonly seed: number;
  /** The midnight at which it begins, in seconds. */
  readonly from: number;
  /** Where it ends, in seconds. */
  readonly until: number;
  /** Before anything happens, at `from`. */
  readonly open: () => void;
  /** Plans what happens on the day that begins at `midnight`, the first being day 0. */
  readonly planDay: (midnight: number, day: number) => void;
  /** Told after each day. */
  readonly onDay?: (day: number) => void;
}

/** Numbers of a source as bytes. */
const bytesOf = (seed: number) => {
  const random = createRandom(seed);
  return (count: number): Uint8Array => Uint8Array.from({ length: count }, () => random.between(0, 255));
};

/** What is planned up to `second`, with the timers that fall due on the way, each at its own time. */
function liveUntil({ world, fireDue }: Engine, agenda: Agenda<Happening>, second: number): void {
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
 * Lives through a past, a transaction a day. What is planned for later than its end never happens.
 * @throws Error when the store holds anything already.
 */
export function livePast(
  engine: Engine,
  agenda: Agenda<Happening>,
  { seed, from, until, open, planDay, onDay = () => undefined }: Past,
): void {
  const { world, events, transact } = engine;
  if (world.store.page('customer', { limit: 1 }).data.length > 0)
    throw new Error('A seeded world is made in an empty store only.');
  events.keepSince(until - EVENT_DAYS * DAY);
  try {
    world.ids.from(randomText(bytesOf(seed)), () => {
      transact(() => world.clock.at(from, open));
      for (let midnight = from, day = 0; midnight < until; midnight += DAY, day += 1) {
        planDay(midnight, day);
        transact(() => liveUntil(engine, agenda, Math.min(midnight + DAY, until)));
        onDay(day + 1);
      }
    });
  } finally {
    events.keepSince(0);
  }
}
