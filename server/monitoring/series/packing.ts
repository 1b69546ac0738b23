import { deflateRawSync, inflateRawSync } from 'node:zlib';
import {
  createSketch,
  decodeSketch,
  encodeSketch,
  joinSketch,
  sketchParts,
  splitSketch,
  type SketchParts,
  type SketchWay,
} from '#shared/monitoring/sketch.ts';
import { readVarint, writeVarint, type ByteReader } from '#shared/monitoring/varint.ts';
import type { Level } from './levels.ts';
import { decimalsOf, readDifferences, readDoubles, writeDifferences, writeDoubles } from './numbers.ts';
import type { Point } from './points.ts';

/** The first byte says how something is packed. */
const VERSION = 1 << 4;
const SINGLE = 1;
const COUNTS = 2;
const STEPS = 2;
const RUNS = 4;
const DOUBLES = 4;
const DEFLATED = 8;

const OPTIONS = { level: 6, memLevel: 8 };

/** A point of one second of one value: a gauge, or a counter. */
const isSingle = ({ covered, count, sum, min, max, last, sketch }: Point): boolean =>
  sketch === null && covered === 1 && count === 1 && sum === last && min === last && max === last;

/** Values, column by column: smaller numbers, as they are told by their difference to a neighbour. */
function writeValues(into: number[], points: readonly Point[], isOne: boolean, scale: number): void {
  const whole = (value: number): number => Math.round(value * scale);
  writeDifferences(
    into,
    points.map(({ last }) => whole(last)),
  );
  if (isOne) return;
  writeDifferences(
    into,
    points.map(({ last, min }) => whole(last) - whole(min)),
  );
  writeDifferences(
    into,
    points.map(({ max, min }) => whole(max) - whole(min)),
  );
  writeDifferences(
    into,
    points.map(({ sum }) => whole(sum)),
  );
}

function columnsOf(points: readonly Point[]): readonly (readonly number[])[] {
  return [
    points.map(({ last }) => last),
    points.map(({ min }) => min),
    points.map(({ max }) => max),
    points.map(({ sum }) => sum),
  ];
}

/** Opening what was deflated takes longer than reading it: it must be worth that. */
const LEAST_SAVED = 1 / 8;

/** `small`: as few bytes as can be. `quick`: for what is soon written again. */
export type PackFor = 'small' | 'quick';

/** As it is, or deflated where that is shorter by far. */
function written(flags: number, body: readonly number[], packFor: PackFor): Uint8Array {
  const plain = Uint8Array.from(body);
  if (packFor === 'quick') return Buffer.concat([Buffer.of(flags), plain]);
  const deflated = deflateRawSync(plain, OPTIONS);
  return deflated.length < plain.length * (1 - LEAST_SAVED)
    ? Buffer.concat([Buffer.of(flags | DEFLATED), deflated])
    : Buffer.concat([Buffer.of(flags), plain]);
}

/** @throws RangeError for what was packed in a way that is not known; zlib's error for what was cut off. */
function opened(packed: Uint8Array, known: number): { readonly flags: number; readonly reader: ByteReader } {
  const flags = packed[0] ?? 0;
  if ((flags & ~(known | DEFLATED)) !== VERSION)
    throw new RangeError(`a chunk was packed in a way (${flags}) that is not known here`);
  const rest = packed.subarray(1);
  return { flags, reader: { bytes: flags & DEFLATED ? inflateRawSync(rest) : rest, at: 0 } };
}

/**
 * Packs the numbers of one series within one slot, without losing anything. The bytes: version and flags; then how many points, their places in the slot, seconds covered and things
 * counted, the values as whole numbers of the same few decimals or as they are. @param points in the order of time, at least one.
 */
export function packNumbers(level: Level, points: readonly Point[], packFor: PackFor = 'small'): Uint8Array {
  const isOne = points.every(isSingle);
  const hasCounts = points.some(({ count, covered }) => count !== covered);
  const columns = columnsOf(points);
  const decimals = decimalsOf(columns.flat());
  const body: number[] = [];
  writeVarint(body, points.length);
  writeDifferences(
    body,
    points.map(({ at }, index) => (at % level.slotMs) / level.stepMs - index),
  );
  if (!isOne)
    writeDifferences(
      body,
      points.map(({ covered }) => covered),
    );
  if (hasCounts)
    writeDifferences(
      body,
      points.map(({ count }) => count),
    );
  if (decimals === null) for (const column of isOne ? columns.slice(0, 1) : columns) writeDoubles(body, column);
  else {
    body.push(decimals);
    writeValues(body, points, isOne, 10 ** decimals);
  }
  const flags = VERSION | (isOne ? SINGLE : 0) | (hasCounts ? COUNTS : 0) | (decimals === null ? DOUBLES : 0);
  return written(flags, body, packFor);
}

/** The columns of a chunk's values: last, min, max and sum; one alone where they are the same. */
type Columns = readonly Float64Array[];

function readValues(reader: ByteReader, count: number, isOne: boolean): Columns {
  const scale = 10 ** readVarint(reader);
  const columns = [readDifferences(reader, count)];
  if (!isOne) {
    for (let column = 1; column < 4; column += 1) columns.push(readDifferences(reader, count));
    const [last, min, max] = columns;
    if (last === undefined || min === undefined || max === undefined) return columns;
    for (let index = 0; index < count; index += 1) {
      min[index] = (last[index] ?? 0) - (min[index] ?? 0);
      max[index] = (min[index] ?? 0) + (max[index] ?? 0);
    }
  }
  if (scale !== 1) for (const column of columns) for (let index = 0; index < count; index += 1) column[index] = (column[index] ?? 0) / scale; // prettier-ignore
  return columns;
}

/** The points of a chunk, without their sketches. @param slot its number. @throws RangeError for what `packNumbers` did not make; zlib's error for what was cut off. */
export function unpackNumbers(level: Level, slot: number, packed: Uint8Array): Point[] {
  const { flags, reader } = opened(packed, SINGLE | COUNTS | DOUBLES);
  const isOne = (flags & SINGLE) !== 0;
  const length = readVarint(reader);
  const places = readDifferences(reader, length);
  const covered = isOne ? null : readDifferences(reader, length);
  const counts = flags & COUNTS ? readDifferences(reader, length) : covered;
  const columns =
    flags & DOUBLES
      ? Array.from({ length: isOne ? 1 : 4 }, () => readDoubles(reader, length))
      : readValues(reader, length, isOne);
  const [last = new Float64Array(length), min = last, max = last, sum = last] = columns;
  const points: Point[] = [];
  const begin = slot * level.slotMs;
  for (let index = 0; index < length; index += 1)
    points.push({
      at: begin + ((places[index] ?? 0) + index) * level.stepMs,
      covered: covered === null ? 1 : (covered[index] ?? 0),
      count: counts === null ? 1 : (counts[index] ?? 0),
      sum: sum[index] ?? 0,
      min: min[index] ?? 0,
      max: max[index] ?? 0,
      last: last[index] ?? 0,
      sketch: null,
    });
  return points;
}

const NO_SKETCH = encodeSketch(createSketch());

function wayOf(flags: number): SketchWay {
  if (flags & RUNS) return 'runs';
  return flags & STEPS ? 'steps' : 'dense';
}

/**
 * Packs the sketches of these points beside their numbers: they take far more room, and who asks for no quantiles need not read them. The bytes: version and flags; then of all of them the zeros, the first
 * buckets, the lengths, and the counts, in whichever way is shorter; as the points have them where it must be quick. Null where there are none.
 */
export function packSketches(points: readonly Point[], packFor: PackFor = 'small'): Uint8Array | null {
  if (points.every(({ sketch }) => sketch === null)) return null;
  const pack = (parts: readonly SketchParts[], flags: number): Uint8Array => {
    const body: number[] = [];
    writeDifferences(
      body,
      parts.map(({ zeros }) => zeros),
    );
    writeDifferences(
      body,
      parts.map(({ first }) => first),
    );
    writeDifferences(
      body,
      parts.map(({ counts }) => counts.length),
    );
    for (const { counts } of parts) for (const byte of Array.from(counts)) body.push(byte);
    return written(flags, body, packFor);
  };
  if (packFor === 'quick')
    return pack(
      points.map(({ sketch }) => splitSketch(sketch ?? NO_SKETCH)),
      VERSION | RUNS,
    );
  const sketches = points.map(({ sketch }) => decodeSketch(sketch ?? NO_SKETCH));
  const packAs = (way: SketchWay, flags: number): Uint8Array =>
    pack(
      sketches.map((sketch) => sketchParts(sketch, way)),
      flags,
    );
  const dense = packAs('dense', VERSION);
  const steps = packAs('steps', VERSION | STEPS);
  return dense.length < steps.length ? dense : steps;
}

/** The points with their sketches. @throws as `unpackNumbers` does. */
export function withSketches(points: readonly Point[], packed: Uint8Array): Point[] {
  const { flags, reader } = opened(packed, STEPS | RUNS);
  const way = wayOf(flags);
  const zeros = readDifferences(reader, points.length);
  const firsts = readDifferences(reader, points.length);
  const lengths = readDifferences(reader, points.length);
  return points.map((point, index) => {
    const counts = reader.bytes.subarray(reader.at, reader.at + (lengths[index] ?? 0));
    reader.at += counts.length;
    return { ...point, sketch: joinSketch({ way, zeros: zeros[index] ?? 0, first: firsts[index] ?? 0, counts }) };
  });
}
