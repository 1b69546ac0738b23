import { describe, expect, it } from 'vitest';
import { restartDelay } from '#electron/main/restartDelay.ts';

describe('the wait before a restart', () => {
  it('is none after the first failure', () => {
    expect(restartDelay(1, 0.5)).toBe(0);
  });

  it('doubles, up to a bound, and then the server is given up', () => {
    expect([2, 3, 4, 5, 6].map((failures) => restartDelay(failures, 0))).toEqual([500, 1000, 2000, 4000, null]);
    const patient = { windowMs: 60_000, failuresToGiveUp: 99, firstDelayMs: 500, longestDelayMs: 10_000 };
    expect(restartDelay(20, 0, patient)).toBe(10_000);
  });

  it('is shortened by chance, by no more than half', () => {
    expect(restartDelay(3, 1)).toBe(500);
    expect(restartDelay(3, 0.5)).toBe(750);
  });
});
