import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backOff } from '#renderer/client/backOff.ts';
import { AppError } from '#shared/wire/errors.ts';
import { createManualTimers } from './manualTimers.ts';

const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('the wait before another attempt', () => {
  it('is never longer than 30 seconds and never negative', () => {
    fc.assert(
      fc.property(fc.nat(), fraction, (attempt, chance) => {
        const wait = backOff(
          attempt,
          createManualTimers(() => chance),
        );
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(30_000);
      }),
    );
  });

  it('doubles its ceiling with each failure', () => {
    const timers = createManualTimers(() => 0.5);
    expect([0, 1, 2, 3, 4, 5, 6, 7].map((attempt) => backOff(attempt, timers))).toEqual([
      250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000,
    ]);
  });

  it('adds what the server asked for', () => {
    const error = new AppError('RATE_LIMITED', 'slow down', { retryAfterMs: 7_000 });
    expect(
      backOff(
        0,
        createManualTimers(() => 0),
        error,
      ),
    ).toBe(7_000);
  });
});
