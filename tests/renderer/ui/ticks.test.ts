import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ticksTo } from '#renderer/ui/chart/ticks.ts';

it.each([
  [0, [0]],
  [1, [0, 1]],
  [3, [0, 1, 2, 3]],
  [4, [0, 1, 2, 3, 4]],
  [5, [0, 2, 4, 6]],
  [135_000, [0, 50_000, 100_000, 150_000]],
  [200_000, [0, 50_000, 100_000, 150_000, 200_000]],
])('up to %i the axis says %j', (most, ticks) => {
  expect(ticksTo(most)).toEqual(ticks);
});

it('begins at zero, ends at or after the most, in four equal whole steps at most', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e12 }), (most) => {
      const ticks = ticksTo(most);
      const step = ticks[1] ?? 0;
      expect(ticks.map((tick, place) => tick === place * step && Number.isInteger(tick))).not.toContain(false);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(most);
      expect(ticks.length).toBeLessThanOrEqual(5);
    }),
  );
});
