import { readVarint, unzigzag, writeVarint, zigzag } from './varint.ts';

/**
 * How values are distributed, so that any quantile of them can be told within 1 % of its value, and two can be added up without losing anything:
 * DDSketch (Masson, Rim and Lee, VLDB 2019) with logarithmic buckets. Plain data, which crosses threads as it is.
 */
export interface Sketch {
  /** How many were too small for a bucket, or negative. */
  zeros: number;
  /** The bucket that `counts` begins with; bucket i holds values from GAMMA^(i-1), exclusive, to GAMMA^i. */
  first: number;
  counts: number[];
}

export const RELATIVE_ACCURACY = 0.01;
const GAMMA = (1 + RELATIVE_ACCURACY) / (1 - RELATIVE_ACCURACY);
const PER_LOG = 1 / Math.log(GAMMA);
/** What is smaller counts as nothing; what is larger, as the largest. So no sketch has more than some 2,800 buckets. */
export const SMALLEST = 1e-9;
export const LARGEST = 1e15;

export const createSketch = (): Sketch => ({ zeros: 0, first: 0, counts: [] });

export function copySketch({ zeros, first, counts }: Sketch): Sketch {
  return { zeros, first, counts: counts.slice() };
}

/** Makes room for buckets from `low` to `high`. */
function reach(sketch: Sketch, low: number, high: number): void {
  const { counts } = sketch;
  if (counts.length === 0) sketch.first = low;
  else if (low < sketch.first) {
    sketch.counts = [...new Array<number>(sketch.first - low).fill(0), ...counts];
    sketch.first = low;
  }
  for (let at = sketch.first + sketch.counts.length; at <= high; at += 1) sketch.counts.push(0);
}

/** Adds one value; what is no number is left out. */
export function addToSketch(sketch: Sketch, value: number): void {
  if (value < SMALLEST) {
    sketch.zeros += 1;
    return;
  }
  if (Number.isNaN(value)) return;
  const bucket = Math.ceil(Math.log(Math.min(value, LARGEST)) * PER_LOG);
  const place = bucket - sketch.first;
  const found = sketch.counts[place];
  if (found === undefined) {
    reach(sketch, bucket, bucket);
    sketch.counts[bucket - sketch.first] = 1;
  } else sketch.counts[place] = found + 1;
}

/** Adds what `other` holds: the same as adding its values one by one. */
export function mergeSketch(sketch: Sketch, other: Sketch): void {
  sketch.zeros += other.zeros;
  if (other.counts.length === 0) return;
  reach(sketch, other.first, other.first + other.counts.length - 1);
  const { counts } = sketch;
  const shift = other.first - sketch.first;
  for (let at = 0; at < other.counts.length; at += 1)
    counts[at + shift] = (counts[at + shift] ?? 0) + (other.counts[at] ?? 0);
}

export function sketchCount({ zeros, counts }: Sketch): number {
  let sum = zeros;
  for (const count of counts) sum += count;
  return sum;
}

/** The value of a bucket that is wrong by the same part for its smallest and its largest. */
const valueOf = (bucket: number): number => (2 * GAMMA ** bucket) / (GAMMA + 1);

/**
 * The value below which the part `quantile` (0 to 1) of the values lie: within 1 % of the one that has this place, floor(quantile * (count - 1)), among the sorted ones.
 * Null of none.
 */
export function sketchQuantile(sketch: Sketch, quantile: number): number | null {
  const count = sketchCount(sketch);
  if (count === 0) return null;
  const rank = Math.floor(Math.min(1, Math.max(0, quantile)) * (count - 1));
  let passed = sketch.zeros;
  if (rank < passed) return 0;
  for (const [place, inBucket] of sketch.counts.entries()) {
    passed += inBucket;
    if (rank < passed) return valueOf(sketch.first + place);
  }
  throw new RangeError('a sketch counts more than it holds');
}

/**
 * As bytes: the zeros, the first bucket that holds something (zigzag), then the counts, all as LEB128; a 0 is followed by how many more zeros come. Two sketches of the same values
 * are the same bytes.
 */
export function encodeSketch({ zeros, first, counts }: Sketch): Uint8Array {
  const bytes: number[] = [];
  writeVarint(bytes, zeros);
  const begin = counts.findIndex((count) => count > 0);
  if (begin === -1) return Uint8Array.from(bytes);
  const end = counts.findLastIndex((count) => count > 0);
  writeVarint(bytes, zigzag(first + begin));
  for (let at = begin; at <= end; at += 1) {
    const count = counts[at] ?? 0;
    writeVarint(bytes, count);
    if (count > 0) continue;
    const next = counts.findIndex((other, place) => place > at && other > 0);
    writeVarint(bytes, next - at - 1);
    at = next - 1;
  }
  return Uint8Array.from(bytes);
}

/** @throws RangeError for bytes that `encodeSketch` did not make. */
export function decodeSketch(bytes: Uint8Array): Sketch {
  const reader = { bytes, at: 0 };
  const zeros = readVarint(reader);
  const counts: number[] = [];
  if (reader.at === bytes.length) return { zeros, first: 0, counts };
  const first = unzigzag(readVarint(reader));
  while (reader.at < bytes.length) {
    const count = readVarint(reader);
    counts.push(count);
    if (count === 0) for (let more = readVarint(reader); more > 0; more -= 1) counts.push(0);
  }
  return { zeros, first, counts };
}
