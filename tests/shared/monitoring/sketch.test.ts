import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addToSketch,
  createSketch,
  decodeSketch,
  encodeSketch,
  LARGEST,
  mergeSketch,
  RELATIVE_ACCURACY,
  sketchCount,
  sketchQuantile,
  SMALLEST,
  type Sketch,
} from '#shared/monitoring/sketch.ts';

const QUANTILES = [0, 0.01, 0.5, 0.9, 0.99, 0.999, 1];
/** What a logarithm rounds away. */
const ROUNDING = 1e-9;

const value = fc.oneof(
  fc.double({ min: SMALLEST, max: LARGEST, noNaN: true }),
  // As latencies and sizes are: over many orders of magnitude, and many alike.
  fc.double({ min: -9, max: 15, noNaN: true }).map((exponent) => 10 ** exponent),
  fc.integer({ min: 1, max: 50 }),
  fc.constant(0),
);
const values = fc.array(value, { minLength: 1, maxLength: 400 });

function sketchOf(all: readonly number[]): Sketch {
  const sketch = createSketch();
  for (const one of all) addToSketch(sketch, one);
  return sketch;
}

describe('a sketch', () => {
  it('tells every quantile within 1 % of the value that has its place', () => {
    fc.assert(
      fc.property(values, (all) => {
        const sketch = sketchOf(all);
        const sorted = all.toSorted((a, b) => a - b);
        for (const quantile of QUANTILES) {
          const exact = sorted[Math.floor(quantile * (sorted.length - 1))] ?? NaN;
          const told = sketchQuantile(sketch, quantile) ?? NaN;
          expect(Math.abs(told - exact)).toBeLessThanOrEqual(exact * (RELATIVE_ACCURACY + ROUNDING));
        }
      }),
    );
  });

  it('is the same, to the byte, whether values were added to one or several were merged, in whatever order', () => {
    fc.assert(
      fc.property(fc.array(values, { minLength: 1, maxLength: 6 }), (parts) => {
        const whole = encodeSketch(sketchOf(parts.flat()));
        for (const order of [parts, parts.toReversed()]) {
          const merged = createSketch();
          for (const part of order) mergeSketch(merged, sketchOf(part));
          expect(encodeSketch(merged)).toEqual(whole);
        }
      }),
    );
  });

  it('comes back from its bytes as it was', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 400 }), (all) => {
        for (const way of ['runs', 'dense', 'steps'] as const) {
          const bytes = encodeSketch(sketchOf(all), way);
          const back = decodeSketch(bytes);
          expect(encodeSketch(back, way)).toEqual(bytes);
          expect(sketchCount(back)).toBe(all.length);
        }
      }),
    );
  });

  it('holds counts beyond 32 bits', () => {
    const sketch: Sketch = { zeros: 2 ** 40, first: -3, counts: [2 ** 45, 0, 0, 1] };
    expect(decodeSketch(encodeSketch(sketch))).toEqual(sketch);
  });

  it('is of nothing: no quantile, one byte', () => {
    expect(sketchQuantile(createSketch(), 0.5)).toBeNull();
    expect(encodeSketch(createSketch())).toHaveLength(1);
  });

  it('counts what is negative or tiny as nothing, what is huge as the largest, and leaves out what is no number', () => {
    const sketch = sketchOf([-1, SMALLEST / 2, Infinity, NaN]);
    expect(sketchCount(sketch)).toBe(3);
    expect(sketchQuantile(sketch, 0)).toBe(0);
    expect(Math.abs((sketchQuantile(sketch, 1) ?? 0) / LARGEST - 1)).toBeLessThanOrEqual(RELATIVE_ACCURACY + ROUNDING);
  });

  it('says that bytes end too early', () => {
    const many: Sketch = { zeros: 0, first: 5, counts: [1_000] };
    expect(() => decodeSketch(encodeSketch(many).slice(0, -1))).toThrow(RangeError);
    expect(() => decodeSketch(Uint8Array.of())).toThrow(RangeError);
  });
});
