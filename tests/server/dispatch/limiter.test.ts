import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createLimiter, type Rate } from '#server/dispatch/limiter.ts';
import { createManualClock } from '#tests/support/clock.ts';

/** The rule itself, as slowly as it can be written. */
function createNaiveLimiter({ count, perMs }: Rate, clock: () => number) {
  const taken: { key: string; at: number }[] = [];
  return (key: string): number => {
    const now = clock();
    const recent = taken.filter((one) => one.key === key && one.at > now - perMs);
    const oldest = recent.at(-count);
    if (oldest !== undefined) return oldest.at + perMs - now;
    taken.push({ key, at: now });
    return 0;
  };
}

it('allows exactly so many in any span of that length, and says exactly when the next one may be', () => {
  const rate = fc.record({ count: fc.integer({ min: 1, max: 5 }), perMs: fc.integer({ min: 1, max: 50 }) });
  const uses = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 30 }), key: fc.constantFrom('a', 'b') }), {
    maxLength: 300,
    size: 'max',
  });
  fc.assert(
    fc.property(rate, uses, (limits, steps) => {
      const clock = createManualClock(0);
      const [limiter, naive] = [createLimiter(limits, clock.now), createNaiveLimiter(limits, clock.now)];
      for (const { wait, key } of steps) {
        clock.pass(wait);
        expect(limiter.take(key)).toBe(naive(key));
      }
    }),
  );
});

it('stays exact after very many uses and very many keys', () => {
  const clock = createManualClock(0);
  const limiter = createLimiter({ count: 100, perMs: 1_000 }, clock.now);
  for (let use = 0; use < 1_000; use += 1) {
    expect(limiter.take('busy')).toBe(0);
    clock.pass(10);
  }
  for (let key = 0; key < 25_000; key += 1) {
    limiter.take(`key ${key}`);
    clock.pass(1);
  }
  for (let use = 0; use < 100; use += 1) expect(limiter.take('busy')).toBe(0);
  expect(limiter.take('busy')).toBe(1_000);
});
