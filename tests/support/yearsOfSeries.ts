import type { SeriesKind } from '#shared/monitoring/series.ts';
import { encodeSketch, RELATIVE_ACCURACY, sketchCount, type Sketch } from '#shared/monitoring/sketch.ts';
import { createRandom } from '#server/demo/random.ts';
import { levelAt, LEVELS, oldestSlot, slotOf } from '#server/monitoring/series/levels.ts';
import { packNumbers, packSketches } from '#server/monitoring/series/packing.ts';
import type { Point } from '#server/monitoring/series/points.ts';
import { openMetricsFile } from '#server/storage/series/metricsFile.ts';

const SECOND = 1_000;
const DAY = 86_400_000;
const PER_LOG = 1 / Math.log((1 + RELATIVE_ACCURACY) / (1 - RELATIVE_ACCURACY));

/** How a made-up series behaves. `rate`: things a second, by day; `spread`: of the logarithm of what a histogram measures. */
export interface Behaviour {
  readonly key: string;
  readonly kind: SeriesKind;
  readonly rate: number;
  readonly spread: number;
  /** A gauge's values: whole numbers, or any. */
  readonly isWhole: boolean;
}

/**
 * 300 series as a busy hub has them: 30 histograms, of which ten measure a hundred things a second, ten five and ten one in twenty seconds; 120 counters, a third of them of what hardly ever
 * happens; 150 gauges, a quarter of them not of whole numbers, which is as large a part of all series as of ours (delays and loads of threads).
 */
export const BEHAVIOURS: readonly Behaviour[] = Array.from({ length: 300 }, (_, index): Behaviour => {
  if (index < 30)
    return {
      key: `made_up_seconds{n="${String(index)}"}`,
      kind: 'histogram',
      rate: [100, 5, 0.05][index % 3] ?? 1,
      spread: 0.4 + (index % 5) * 0.2,
      isWhole: false,
    };
  if (index < 150)
    return { key: `made_up_total{n="${String(index)}"}`, kind: 'counter', rate: [120, 3, 0.001][index % 3] ?? 1, spread: 0, isWhole: true }; // prettier-ignore
  return { key: `made_up{n="${String(index)}"}`, kind: 'gauge', rate: 10 ** (index % 9), spread: 0, isWhole: index % 4 !== 0 }; // prettier-ignore
});

export function makeYears(seed: number) {
  const random = createRandom(seed);
  const uniform = (): number => random.next();
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());

  /** How often something happened of which `expected` were. */
  function happened(expected: number): number {
    if (expected > 30) return Math.max(0, Math.round(expected + Math.sqrt(expected) * normal()));
    let count = 0;
    for (let left = Math.exp(-expected), product = uniform(); product > left; product *= uniform()) count += 1;
    return count;
  }

  /** Things at night are a tenth of those by day. */
  const byDay = (at: number): number => 0.55 - 0.45 * Math.cos((2 * Math.PI * (at % DAY)) / DAY);

  function sketchOf(expected: number, spread: number): Sketch {
    const middle = Math.round((Math.log(0.02) + 0.1 * normal()) * PER_LOG);
    const reach = Math.ceil(4.5 * spread * PER_LOG);
    const width = spread * PER_LOG;
    const counts: number[] = [];
    for (let bucket = -reach; bucket <= reach; bucket += 1)
      counts.push(happened((expected * Math.exp(-0.5 * (bucket / width) ** 2)) / (width * Math.sqrt(2 * Math.PI))));
    return { zeros: 0, first: middle - reach, counts };
  }

  function histogram(at: number, seconds: number, { rate, spread }: Behaviour): Point {
    const sketch = sketchOf(rate * seconds * byDay(at), spread);
    const count = sketchCount(sketch);
    const first = sketch.counts.findIndex((one) => one > 0);
    const last = sketch.counts.findLastIndex((one) => one > 0);
    const edge = (bucket: number): number => Math.exp((sketch.first + bucket - uniform()) / PER_LOG);
    const [min, max] = count === 0 ? [0, 0] : [edge(first), edge(last)];
    const sum = count === 0 ? 0 : (count * (min + max)) / 3;
    return { at, covered: seconds, count, sum, min, max, last: 0, sketch: encodeSketch(sketch) };
  }

  function counter(at: number, seconds: number, { rate }: Behaviour): Point {
    const expected = rate * byDay(at);
    const sum = happened(expected * seconds);
    const ofOne = (): number => (seconds === 1 ? sum : happened(expected));
    const [a, b, last] = [ofOne(), ofOne(), ofOne()];
    return { at, covered: seconds, count: seconds, sum, min: Math.min(a, b, last), max: Math.max(a, b, last), last, sketch: null }; // prettier-ignore
  }

  function gauge(at: number, seconds: number, { rate, isWhole }: Behaviour): Point {
    const value = (): number => {
      const drawn = rate * (byDay(at) + 0.05 * normal() ** 2);
      return isWhole ? Math.round(drawn) : drawn;
    };
    const last = value();
    if (seconds === 1) return { at, covered: 1, count: 1, sum: last, min: last, max: last, last, sketch: null };
    const [a, b] = [value(), value()];
    const sum = isWhole ? Math.round(seconds * ((a + b) / 2)) : seconds * ((a + b) / 2);
    return { at, covered: seconds, count: seconds, sum, min: Math.min(a, b, last), max: Math.max(a, b, last), last, sketch: null }; // prettier-ignore
  }

  return {
    /** All points of a slot. */
    slot: (behaviour: Behaviour, level: number, slot: number): Point[] => {
      const { stepMs, slotMs } = LEVELS[level] ?? LEVELS[0];
      const make = { histogram, counter, gauge }[behaviour.kind];
      return Array.from({ length: slotMs / stepMs }, (_, place) =>
        make(slot * slotMs + place * stepMs, stepMs / SECOND, behaviour),
      );
    },
  };
}

/** Every `every`th slot of each level that is kept at `now`; at least one. */
export function slotsKept(level: number, now: number, every: number): number[] {
  const one = LEVELS[level] ?? LEVELS[0];
  const first = oldestSlot(one, now);
  const all = Array.from({ length: slotOf(one, now) - first + 1 }, (_, index) => first + index);
  return all.filter((_, index) => index % every === 0);
}

/**
 * Writes a file of all that is kept at `now` of the 300 series, or a part of it.
 * @param sample of so many slots, one is written.
 */
export function writeYears(
  file: string,
  now: number,
  sample = 1,
  series = BEHAVIOURS,
  levels: readonly number[] = [...LEVELS.keys()],
): void {
  const years = makeYears(1);
  const metrics = openMetricsFile(file, (_, cause) => {
    throw cause;
  });
  const ids = series.map(({ key, kind }) => metrics.addSeries(key, kind, now));
  for (const level of levels)
    for (const slot of slotsKept(level, now, sample))
      metrics.transaction(() => {
        for (const [index, behaviour] of series.entries()) {
          const points = years.slot(behaviour, level, slot);
          metrics.putChunk(level, slot, ids[index] ?? 0, packNumbers(levelAt(level), points), packSketches(points));
        }
      });
  metrics.startRun(now - 1_000, '0');
  metrics.close();
}
