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

/**
 * Ways to write counts. `runs`: as they are, a 0 followed by how many more of it come; short where most are nought. `dense`: as they are. `steps`: each by its difference to the one before
 * (zigzag), as of many values neighbours hold about as many. The last two are no shorter, and better deflated beside others of their kind.
 */
const WAYS = ['runs', 'dense', 'steps'] as const;
export type SketchWay = (typeof WAYS)[number];

function writeCounts(into: number[], counts: readonly number[], way: SketchWay): void {
  let before = 0;
  for (let at = 0; at < counts.length; at += 1) {
    const count = counts[at] ?? 0;
    writeVarint(into, way === 'steps' ? zigzag(count - before) : count);
    before = count;
    if (way !== 'runs' || count > 0) continue;
    const begin = at + 1;
    while (counts[at + 1] === 0) at += 1;
    writeVarint(into, at + 1 - begin);
  }
}

/** What the bytes of a sketch are made of. */
export interface SketchParts {
  readonly way: SketchWay;
  readonly zeros: number;
  /** The first bucket that holds something; 0 where none does. */
  readonly first: number;
  /** From that bucket to the last that holds something, as bytes. */
  readonly counts: ArrayLike<number>;
}

export function sketchParts({ zeros, first, counts }: Sketch, way: SketchWay): SketchParts {
  const begin = counts.findIndex((count) => count > 0);
  if (begin === -1) return { way, zeros, first: 0, counts: [] };
  const bytes: number[] = [];
  writeCounts(bytes, counts.slice(begin, counts.findLastIndex((count) => count > 0) + 1), way);
  return { way, zeros, first: first + begin, counts: bytes };
}

const wayOf = (head: number): SketchWay => WAYS[head % WAYS.length] ?? 'runs';

/** As bytes: the zeros times three, and the way of the counts; the first bucket (zigzag); the counts. All numbers are LEB128. */
export function joinSketch({ way, zeros, first, counts }: SketchParts): Uint8Array {
  const head: number[] = [];
  writeVarint(head, WAYS.length * zeros + WAYS.indexOf(way));
  if (counts.length > 0) writeVarint(head, zigzag(first));
  const bytes = new Uint8Array(head.length + counts.length);
  bytes.set(head);
  bytes.set(counts, head.length);
  return bytes;
}

/** What `joinSketch` made its bytes of. @throws RangeError for others. */
export function splitSketch(bytes: Uint8Array): SketchParts & { readonly counts: Uint8Array } {
  const reader = { bytes, at: 0 };
  const head = readVarint(reader);
  const way = wayOf(head);
  const zeros = Math.floor(head / WAYS.length);
  const first = reader.at === bytes.length ? 0 : unzigzag(readVarint(reader));
  return { way, zeros, first, counts: bytes.subarray(reader.at) };
}

/** Two sketches of the same values, written in the same way, are the same bytes. */
export const encodeSketch = (sketch: Sketch, way: SketchWay = 'runs'): Uint8Array =>
  joinSketch(sketchParts(sketch, way));

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
  const { way, zeros, first, counts } = splitSketch(bytes);
  sketch.zeros += zeros;
  const reader = { bytes: counts, at: 0 };
  let bucket = first;
  let count = 0;
  while (reader.at < counts.length) {
    const read = readVarint(reader);
    count = way === 'steps' ? count + unzigzag(read) : read;
    if (count > 0) addToBucket(sketch, bucket, count);
    bucket += 1;
    if (way === 'runs' && count === 0) bucket += readVarint(reader);
  }
}

/** @throws RangeError for bytes that `encodeSketch` did not make. */
export function decodeSketch(bytes: Uint8Array): Sketch {
  const sketch = createSketch();
  mergeEncodedSketch(sketch, bytes);
  return sketch;
}
