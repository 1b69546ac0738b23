import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSketch, encodeSketch } from '#shared/monitoring/sketch.ts';
import { LEVELS } from '#server/monitoring/series/levels.ts';
import { packNumbers, packSketches, unpackNumbers, withSketches } from '#server/monitoring/series/packing.ts';
import type { Point } from '#server/monitoring/series/points.ts';
import { measured } from './givenSeries.ts';

const SLOT = 2_964_000;
const FOR = ['small', 'quick'] as const;
const number = fc.oneof(
  fc.integer({ min: -1_000, max: 1_000_000 }),
  fc.integer({ min: 0, max: 100_000 }).map((cents) => cents / 100),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, Number.MAX_SAFE_INTEGER, Number.MIN_VALUE, 2 ** 50, -(2 ** 50), 2 ** 51, -(2 ** 51)),
);
const values = fc.record({ sum: number, min: number, max: number, last: number });
const places = fc.uniqueArray(fc.nat({ max: 59 }), { minLength: 1, maxLength: 60 });

function pointsOf(level: number, slots: readonly number[], make: (at: number) => Omit<Point, 'at'>): Point[] {
  const { stepMs, slotMs } = LEVELS[level] ?? LEVELS[0];
  return slots.toSorted((a, b) => a - b).map((place) => ({ at: SLOT * slotMs + place * stepMs, ...make(place) }));
}

describe('a packed chunk', () => {
  it('comes back as it was, to the bit', () => {
    fc.assert(
      fc.property(
        places,
        fc.array(values, { minLength: 60, maxLength: 60 }),
        fc.nat({ max: 2 }),
        (slots, all, level) => {
          const points = pointsOf(level, slots, (place) => {
            const { sum, min, max, last } = all[place] ?? { sum: 0, min: 0, max: 0, last: 0 };
            return { covered: 1 + (place % 10), count: 1 + (place % 10), sum, min, max, last, sketch: null };
          });
          const level0 = LEVELS[level] ?? LEVELS[0];
          for (const packFor of FOR)
            expect(unpackNumbers(level0, SLOT, packNumbers(level0, points, packFor))).toEqual(points);
        },
      ),
    );
  });

  it('of a large value before one with decimals comes back too', () => {
    const values = [2 ** 50, 0.01, -(2 ** 50), 2 ** 51];
    const points = pointsOf(0, [3, 4, 5, 6], (place) => {
      const last = values[place - 3] ?? 0;
      return { covered: 1, count: 2, sum: -last, min: 1, max: 0.01, last, sketch: null };
    });
    for (const part of [points, points.slice(0, 2), points.slice(1)])
      expect(unpackNumbers(LEVELS[0], SLOT, packNumbers(LEVELS[0], part))).toEqual(part);
  });

  it('of single values, and of histograms, comes back too', () => {
    fc.assert(
      fc.property(
        places,
        number,
        fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 30 }),
        (slots, value, seen) => {
          const single = pointsOf(0, slots, () => ({ covered: 1, count: 1, sum: value, min: value, max: value, last: value, sketch: null })); // prettier-ignore
          expect(unpackNumbers(LEVELS[0], SLOT, packNumbers(LEVELS[0], single))).toEqual(single);
          const sample = measured('m', seen);
          if (sample.kind !== 'histogram') throw new TypeError('no histogram');
          const { count, sum, min, max, sketch } = sample;
          const histogram = pointsOf(3, slots, (place) => ({ covered: 3_600 - place, count, sum, min, max, last: 0, sketch: encodeSketch(sketch) })); // prettier-ignore
          const numbers = unpackNumbers(LEVELS[3], SLOT, packNumbers(LEVELS[3], histogram));
          for (const packFor of FOR) {
            const back = withSketches(numbers, packSketches(histogram, packFor) ?? Uint8Array.of());
            expect(
              back.map((point) => ({ ...point, sketch: encodeSketch(decodeSketch(point.sketch ?? Uint8Array.of())) })),
            ).toEqual(histogram);
          }
        },
      ),
    );
  });

  it('of whole numbers that change little takes a byte a value or so', () => {
    const points = pointsOf(
      0,
      Array.from({ length: 60 }, (_, place) => place),
      (place) => {
        const value = 5_000_000 + (place % 7);
        return { covered: 1, count: 1, sum: value, min: value, max: value, last: value, sketch: null };
      },
    );
    expect(packNumbers(LEVELS[0], points).length).toBeLessThan(40);
  });

  it('of a kind that is not known is refused', () => {
    expect(() => unpackNumbers(LEVELS[0], SLOT, Uint8Array.of(0x70, 1))).toThrow(RangeError);
    expect(() => withSketches([], Uint8Array.of(0x11, 1))).toThrow(RangeError);
  });
});
