import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { readVarint, writeVarint, type ByteReader } from '#shared/monitoring/varint.ts';
import type { Level } from './levels.ts';
import { decimalsOf, readDifferences, readDoubles, writeDifferences, writeDoubles } from './numbers.ts';
import type { Point } from './points.ts';

/** The first byte of a chunk says how it is packed. */
const VERSION = 1 << 4;
const SINGLE = 1;
const SKETCHES = 2;
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

/**
 * Packs the points of one series within one slot, without losing anything. The bytes: version and flags; then, deflated where that is shorter: how many points, their places in the slot, seconds covered and things counted, the
 * values as whole numbers of the same few decimals or as they are, and the sketches. @param points in the order of time, at least one.
 */
export function packChunk(level: Level, points: readonly Point[]): Uint8Array {
  const isOne = points.every(isSingle);
  const hasSketches = points.some(({ sketch }) => sketch !== null);
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
  if (hasSketches)
    writeDifferences(
      body,
      points.map(({ count }) => count),
    );
  if (decimals === null) for (const column of isOne ? columns.slice(0, 1) : columns) writeDoubles(body, column);
  else {
    body.push(decimals);
    writeValues(body, points, isOne, 10 ** decimals);
  }
  if (hasSketches)
    for (const { sketch } of points) {
      writeVarint(body, sketch?.length ?? 0);
      for (const byte of sketch ?? []) body.push(byte);
    }
  const plain = Uint8Array.from(body);
  const deflated = deflateRawSync(plain, OPTIONS);
  const isDeflated = deflated.length < plain.length;
  const flags =
    VERSION |
    (isOne ? SINGLE : 0) |
    (hasSketches ? SKETCHES : 0) |
    (decimals === null ? DOUBLES : 0) |
    (isDeflated ? DEFLATED : 0);
  return Buffer.concat([Buffer.of(flags), isDeflated ? deflated : plain]);
}

function readValues(reader: ByteReader, count: number, isOne: boolean): readonly (readonly number[])[] {
  const scale = 10 ** readVarint(reader);
  const last = readDifferences(reader, count);
  if (isOne) return [last.map((whole) => whole / scale)];
  const min = readDifferences(reader, count).map((below, index) => (last[index] ?? 0) - below);
  const max = readDifferences(reader, count).map((above, index) => (min[index] ?? 0) + above);
  const sum = readDifferences(reader, count);
  return [last, min, max, sum].map((column) => column.map((whole) => whole / scale));
}

/** The points of a chunk. @param slot its number. @throws RangeError for what `packChunk` did not make; zlib's error for what was cut off. */
export function unpackChunk(level: Level, slot: number, packed: Uint8Array): Point[] {
  const flags = packed[0] ?? 0;
  if ((flags & ~(SINGLE | SKETCHES | DOUBLES | DEFLATED)) !== VERSION)
    throw new RangeError(`a chunk was packed in a way (${flags}) that is not known here`);
  const rest = packed.subarray(1);
  const reader: ByteReader = { bytes: flags & DEFLATED ? inflateRawSync(rest) : rest, at: 0 };
  const isOne = (flags & SINGLE) !== 0;
  const hasSketches = (flags & SKETCHES) !== 0;
  const length = readVarint(reader);
  const places = readDifferences(reader, length);
  const covered = isOne ? null : readDifferences(reader, length);
  const counts = hasSketches ? readDifferences(reader, length) : covered;
  const [last = [], min = last, max = last, sum = last] =
    flags & DOUBLES
      ? Array.from({ length: isOne ? 1 : 4 }, () => readDoubles(reader, length))
      : readValues(reader, length, isOne);
  return places.map((place, index) => {
    let sketch: Uint8Array | null = null;
    if (hasSketches) {
      const bytes = readVarint(reader);
      sketch = reader.bytes.subarray(reader.at, reader.at + bytes);
      reader.at += bytes;
    }
    return {
      at: slot * level.slotMs + (place + index) * level.stepMs,
      covered: covered?.[index] ?? 1,
      count: counts?.[index] ?? 1,
      sum: sum[index] ?? 0,
      min: min[index] ?? 0,
      max: max[index] ?? 0,
      last: last[index] ?? 0,
      sketch,
    };
  });
}
