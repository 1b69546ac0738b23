import { expect, it } from 'vitest';
import { lastQuarterGrowth } from '#tests/torture/support/day/memoryGrowth.ts';

const everySecond = (megabytes: (second: number) => number) =>
  Array.from({ length: 81 }, (_, second) => ({ at: second * 1_000, megabytes: megabytes(second) }));

it('sees no growth in a day that filled its caches before the last quarter', () => {
  const filled = everySecond((second) => 200 + Math.min(second, 40));
  expect(lastQuarterGrowth(filled, 80_000)).toEqual({ before: 240, after: 240, percent: 0 });
});

it('sees what a leak adds in the last quarter, through the saw of a collector', () => {
  const leaking = everySecond((second) => 200 + second + (second % 3) * 7);
  const { percent } = lastQuarterGrowth(leaking, 80_000);
  expect(percent).toBeGreaterThan(5);
  expect(percent).toBeLessThan(10);
});

it('has nothing to say of a day that ended early', () => {
  expect(() =>
    lastQuarterGrowth(
      everySecond(() => 1),
      400_000,
    ),
  ).toThrow(/nothing was measured/);
});
