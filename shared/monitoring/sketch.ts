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
  addToBucket(sketch, bucket, 1);
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

/** Counts as they are, where most are nought: a 0 is followed by how many more come. */
function writeCounts(into: number[], counts: readonly number[]): void {
  for (let at = 0; at < counts.length;) {
    const count = counts[at] ?? 0;
    writeVarint(into, count);
    at += 1;
    if (count > 0) continue;
    const begin = at;
    while (counts[at] === 0) at += 1;
    writeVarint(into, at - begin);
  }
}

/** Each count by its difference to the one before (zigzag): of many values, neighbours hold about as many. */
function writeSteps(into: number[], counts: readonly number[]): void {
  let before = 0;
  for (const count of counts) {
    writeVarint(into, zigzag(count - before));
    before = count;
  }
}

/**
 * As bytes, all numbers as LEB128: twice the zeros, and one more where counts are told by their differences; the first bucket that holds something (zigzag); the counts, in the
 * shorter of both ways. Two sketches of the same values are the same bytes.
 */
export function encodeSketch({ zeros, first, counts }: Sketch): Uint8Array {
  const begin = counts.findIndex((count) => count > 0);
  const head: number[] = [];
  if (begin === -1) {
    writeVarint(head, 2 * zeros);
    return Uint8Array.from(head);
  }
  const held = counts.slice(begin, counts.findLastIndex((count) => count > 0) + 1);
  const plain: number[] = [];
  writeCounts(plain, held);
  const steps: number[] = [];
  writeSteps(steps, held);
  const isPlain = plain.length <= steps.length;
  writeVarint(head, 2 * zeros + (isPlain ? 0 : 1));
  writeVarint(head, zigzag(first + begin));
  const tail = isPlain ? plain : steps;
  const bytes = new Uint8Array(head.length + tail.length);
  bytes.set(head);
  bytes.set(tail, head.length);
  return bytes;
}

/** Adds so many to a bucket. */
function addToBucket(sketch: Sketch, bucket: number, count: number): void {
  const place = bucket - sketch.first;
  const found = sketch.counts[place];
  if (found === undefined) {
    reach(sketch, bucket, bucket);
    sketch.counts[bucket - sketch.first] = count;
  } else sketch.counts[place] = found + count;
}

/** Adds what the bytes hold, as `mergeSketch` does. @throws RangeError for bytes that `encodeSketch` did not make. */
export function mergeEncodedSketch(sketch: Sketch, bytes: Uint8Array): void {
  const reader = { bytes, at: 0 };
  const head = readVarint(reader);
  const isPlain = head % 2 === 0;
  sketch.zeros += Math.floor(head / 2);
  if (reader.at === bytes.length) return;
  let bucket = unzigzag(readVarint(reader));
  let count = 0;
  while (reader.at < bytes.length) {
    const read = readVarint(reader);
    count = isPlain ? read : count + unzigzag(read);
    if (count > 0) addToBucket(sketch, bucket, count);
    bucket += 1;
    if (isPlain && count === 0) bucket += readVarint(reader);
  }
}

/** @throws RangeError for bytes that `encodeSketch` did not make. */
export function decodeSketch(bytes: Uint8Array): Sketch {
  const sketch = createSketch();
  mergeEncodedSketch(sketch, bytes);
  return sketch;
}
