import type { Random } from '#server/demo/random.ts';
import type { Strike } from '#tests/torture/support/strikes/strike.ts';
import { CHANGES, type Change } from './changes.ts';

export type Point = Strike<Change>;

const SIDES = ['before', 'after'] as const;

/** Every change in turn, before and after its commit; which of several that come, is drawn. */
export function planPoints(random: Random, points: number): readonly Point[] {
  const places = CHANGES.flatMap((change) => SIDES.map((side) => ({ change, side })));
  // A step that has no divisor in common with their number comes to each.
  const [shift, step] = [random.between(0, places.length - 1), 5];
  return Array.from({ length: points }, (_, index) => {
    const place = places[(shift + index * step) % places.length] ?? { change: 'fired', side: 'after' };
    return { ...place, count: random.between(1, 2) };
  });
}
