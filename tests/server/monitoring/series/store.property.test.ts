import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RangePoint } from '#shared/monitoring/series.ts';
import { RELATIVE_ACCURACY } from '#shared/monitoring/sketch.ts';
import { LEVELS } from '#server/monitoring/series/levels.ts';
import { counter, DAY, gauge, givenSeries, HOUR, measured, MINUTE, SECOND, tickOf } from './givenSeries.ts';

/** Shortly before a chunk of every level ends: a week after others. */
const NIGHT = Math.ceil(Date.UTC(2026, 10, 29) / (7 * DAY)) * 7 * DAY;
const QUANTILES = [0, 0.5, 0.9, 0.99, 1];
const ROUNDING = 1e-9;

interface Second {
  readonly at: number;
  readonly gauge: number;
  readonly counter: number;
  readonly values: readonly number[];
}

const latency = fc.oneof(
  fc.double({ min: -4, max: 1, noNaN: true }).map((exponent) => 10 ** exponent),
  fc.constant(0),
);
const step = fc.record({
  /** Until the next tick; mostly a second. */
  wait: fc.oneof(
    { weight: 30, arbitrary: fc.constant(SECOND) },
    { weight: 3, arbitrary: fc.integer({ min: 2, max: 90 }).map((seconds) => seconds * SECOND) },
    { weight: 1, arbitrary: fc.constantFrom(10 * MINUTE, HOUR, 3 * HOUR) },
  ),
  restarts: fc.oneof({ weight: 20, arbitrary: fc.constant(false) }, fc.constant(true)),
  gauge: fc.oneof(fc.integer({ min: -50, max: 1e9 }), fc.double({ min: -1e6, max: 1e6, noNaN: true })),
  counter: fc.nat({ max: 1_000 }),
  values: fc.array(latency, { maxLength: 8 }),
});

/** The raw values of each step, by where it begins. */
function grouped(seconds: readonly Second[], stepMs: number): ReadonlyMap<number, readonly Second[]> {
  return Map.groupBy(seconds, ({ at }) => Math.floor(at / stepMs) * stepMs);
}

function expectNumbers(point: RangePoint | null | undefined, raw: readonly number[], covered: number): void {
  expect(point).toMatchObject({ covered, count: raw.length });
  if (raw.length === 0) return;
  expect(point?.min).toBe(Math.min(...raw));
  expect(point?.max).toBe(Math.max(...raw));
  const sum = raw.reduce((total, value) => total + value, 0);
  const size = raw.reduce((total, value) => total + Math.abs(value), 0);
  expect(Math.abs((point?.sum ?? NaN) - sum)).toBeLessThanOrEqual(size * ROUNDING);
}

function expectQuantiles(point: RangePoint | null | undefined, raw: readonly number[]): void {
  if (raw.length === 0) return;
  const sorted = raw.toSorted((a, b) => a - b);
  for (const [index, quantile] of QUANTILES.entries()) {
    const exact = sorted[Math.floor(quantile * (sorted.length - 1))] ?? NaN;
    const told = point?.quantiles?.[index] ?? NaN;
    expect(Math.abs(told - exact)).toBeLessThanOrEqual(exact * (RELATIVE_ACCURACY + ROUNDING));
  }
}

it('tells at every resolution what raw values say: extremes exactly, quantiles within 1 %, and nothing where nothing was heard', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 150 }), fc.nat({ max: 200 }), (steps, early) => {
      let now = NIGHT - early * SECOND;
      const given = givenSeries(now);
      const seconds: Second[] = [];
      for (const { wait, restarts, ...values } of steps) {
        now += wait;
        if (restarts) given.restart(now);
        seconds.push({ at: now, ...values });
        given.store.append(
          tickOf(
            now,
            gauge('g', values.gauge),
            counter('c_total', values.counter),
            measured('h_seconds', values.values),
          ),
        );
      }
      const from = seconds[0]?.at ?? 0;
      const matchers = ['g', 'c_total', 'h_seconds'].map((name) => ({ name }));
      for (const { stepMs, keepMs } of LEVELS) {
        if (now + SECOND - from > keepMs) continue;
        const told = given.store.range({ matchers, from, to: now + SECOND, step: stepMs, quantiles: QUANTILES });
        expect(told.step).toBe(stepMs);
        const raw = grouped(seconds, stepMs);
        const [c, g, h] = told.series;
        for (const index of g?.points.keys() ?? []) {
          const there = raw.get(told.from + index * stepMs);
          const points = [c, g, h].map((one) => one?.points[index]);
          if (there === undefined) {
            expect(points).toEqual([null, null, null]);
            continue;
          }
          expectNumbers(points[0], there.map((one) => one.counter), there.length); // prettier-ignore
          expectNumbers(points[1], there.map((one) => one.gauge), there.length); // prettier-ignore
          expect(points[1]?.last).toBe(there.at(-1)?.gauge);
          expectNumbers(points[2], there.flatMap((one) => one.values), there.length); // prettier-ignore
          expectQuantiles(
            points[2],
            there.flatMap((one) => one.values),
          );
        }
        expect(g?.points.filter((point) => point !== null)).toHaveLength(raw.size);
      }
      expect(given.warnings).toEqual([]);
      given.close();
    }),
    { numRuns: 40 },
  );
});
