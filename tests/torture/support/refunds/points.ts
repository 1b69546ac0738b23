import type { Random } from '#server/demo/random.ts';
import { STAGES, type Stage } from '#tests/torture/support/billing/killPlan.ts';
import { CHANGES, type Strike } from './strike.ts';

/** A call, or a delivery, that a kill may wait for. */
export const CALLS = ['create', 'lookUp', 'delivery'] as const;
export type Call = (typeof CALLS)[number];

/** How a refund goes. `open`: it is drafted or requested, and nobody decides on it. `elsewhere`: somebody refunds all at Stripe while it is being asked for ours. */
export const ROADS = ['alone', 'approved', 'refused', 'withdrawn', 'expired', 'open', 'elsewhere'] as const;
export type Road = (typeof ROADS)[number];

/**
 * What the first calls for a refund meet. `lost`: it is done, and the line is cut. `broken`: it is done, and the answer is trouble. `page`: it is done, and
 * what comes is the page of a proxy. `late`: the line is cut and
 * it is done only when it is asked for again. `busy`, `down`: 429 and 503, and it is not done.
 */
export type Ailment = 'lost' | 'broken' | 'page' | 'late' | 'busy' | 'down';
const LOST_AFTER: readonly (Ailment | null)[] = ['lost', 'broken', 'page'];
const OTHERWISE: readonly (Ailment | null)[] = [null, null, 'late', 'busy', 'down'];
/** Whether the answer is lost after the effect. */
export const isLostAfter = (ailment: Ailment | null): boolean => LOST_AFTER.includes(ailment);

/** Where the server is killed, in the middle of what. */
export interface Point {
  readonly at:
    (Strike & { readonly place: 'commit' }) | { readonly place: Call; readonly stage: Stage; readonly turns: number };
  readonly road: Road;
  /** What else is refunded of the same payment at the same time. */
  readonly besides: number;
  readonly ailment: Ailment | null;
  /** Of how many calls for each refund. */
  readonly times: number;
  /** No event of Stripe's arrives in this life of the server, so that it has to find out by itself. */
  readonly isDeaf: boolean;
}

/** What leads to a commit, where not every road does. */
const ROADS_TO: Partial<Record<Strike['change'], readonly Road[]>> = {
  draft: ['approved', 'open'],
  requested: ['approved', 'refused', 'withdrawn', 'expired'],
  declined: ['elsewhere'],
  refused: ['refused'],
  withdrawn: ['withdrawn'],
  expired: ['expired'],
};
const AILMENTS_TO: Partial<Record<Strike['change'] | Call, readonly Ailment[]>> = {
  unknown: ['lost', 'broken', 'page', 'late', 'down'],
  waiting: ['busy'],
  lookUp: ['lost', 'broken', 'page', 'late', 'down'],
};
/** Several may come with one commit, and count once. */
const AT_ONCE: ReadonlySet<Strike['change']> = new Set(['received', 'processed']);
const MADE: readonly Road[] = ['alone', 'approved'];

/** As often as a client tries by itself. One that finds its line cut may try it anew at once, which counts twice. */
const ALL_TRIES = 4;
const CUT: ReadonlySet<Ailment | null> = new Set(['lost', 'late']);
const MOST_TURNS = 24;
/** Where events are what it is about. */
const HEARING: ReadonlySet<Strike['change'] | Call> = new Set(['received', 'processed', 'delivery']);
const DEAF_SHARE = 0.75;

const PLACES: readonly Point['at'][] = [
  ...CHANGES.flatMap((change) =>
    (['before', 'after'] as const).map((side) => ({ place: 'commit' as const, change, side, count: 1 })),
  ),
  ...CALLS.flatMap((place) => STAGES.map((stage) => ({ place, stage, turns: 0 }))),
];

/** Every commit and every call in turn, before and after; in a third of them the answer to the call is lost after its effect. The rest is drawn. */
export function planPoints(random: Random, points: number): readonly Point[] {
  const [shift, step] = [random.between(0, PLACES.length - 1), 4];
  return Array.from({ length: points }, (_, index) => {
    const place = PLACES[(shift + index * step) % PLACES.length];
    if (place === undefined) throw new TypeError('there is a place for each');
    const name = place.place === 'commit' ? place.change : place.place;
    const road = random.pick(place.place === 'commit' ? (ROADS_TO[place.change] ?? MADE) : MADE);
    const needed = AILMENTS_TO[name];
    const drawn = index % 3 === 0 ? LOST_AFTER : OTHERWISE;
    const able = drawn.filter((one) => needed === undefined || (one !== null && needed.includes(one)));
    const ailment = random.pick<Ailment | null>(able.length > 0 ? able : (needed ?? drawn));
    return {
      at:
        place.place === 'commit'
          ? { ...place, count: random.between(1, road === 'alone' && !AT_ONCE.has(place.change) ? 2 : 1) }
          : { ...place, turns: place.stage === 'relayed' ? random.between(0, MOST_TURNS) : 0 },
      road,
      besides: road === 'elsewhere' ? 0 : random.between(road === 'alone' ? 1 : 0, 2),
      ailment,
      isDeaf: !HEARING.has(name) && random.next() < DEAF_SHARE,
      times: needed === undefined && random.next() < 0.5 ? 1 : CUT.has(ailment) ? 2 * ALL_TRIES : ALL_TRIES,
    };
  });
}
