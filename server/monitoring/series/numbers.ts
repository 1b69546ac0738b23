import { readVarint, unzigzag, writeVarint, zigzag, type ByteReader } from '#shared/monitoring/varint.ts';

/** More decimals than this are kept as they are. */
const MOST_DECIMALS = 6;
/** Differences of two differences, and their signs, stay whole numbers that a double holds. */
const LARGEST_WHOLE = 2 ** 50;

/** With how many decimals all values can be written as whole numbers without losing a bit; null if they cannot. */
export function decimalsOf(values: Iterable<number>): number | null {
  let decimals = 0;
  let largest = 0;
  for (const value of values) {
    largest = Math.max(largest, Math.abs(value));
    for (;;) {
      const scale = 10 ** decimals;
      const whole = Math.round(value * scale);
      // -0 would come back as 0.
      if (Math.abs(whole) <= LARGEST_WHOLE && whole / scale === value && !Object.is(value, -0)) break;
      if (decimals === MOST_DECIMALS) return null;
      decimals += 1;
    }
  }
  // Those that came before had to fit fewer decimals.
  return largest * 10 ** decimals <= LARGEST_WHOLE ? decimals : null;
}

/** Whole numbers, each as its difference to the one before. */
export function writeDifferences(into: number[], wholes: readonly number[]): void {
  let before = 0;
  for (const whole of wholes) {
    writeVarint(into, zigzag(whole - before));
    before = whole;
  }
}

export function readDifferences(reader: ByteReader, count: number): Float64Array {
  const wholes = new Float64Array(count);
  const { bytes } = reader;
  let { at } = reader;
  let before = 0;
  for (let index = 0; index < count; index += 1) {
    // Most differences are a byte or two; the rest is read as any number.
    const first = bytes[at] ?? 128;
    let read: number;
    if (first < 128) {
      read = first;
      at += 1;
    } else {
      reader.at = at;
      read = readVarint(reader);
      at = reader.at;
    }
    before += unzigzag(read);
    wholes[index] = before;
  }
  reader.at = at;
  return wholes;
}

/** Any numbers: first the first bytes of all, then the second ones ..., as alike bytes beside each other are deflated better. */
export function writeDoubles(into: number[], values: readonly number[]): void {
  const bytes = new Uint8Array(Float64Array.from(values).buffer);
  for (let plane = 0; plane < 8; plane += 1) for (let at = plane; at < bytes.length; at += 8) into.push(bytes[at] ?? 0);
}

export function readDoubles(reader: ByteReader, count: number): Float64Array {
  if (reader.at + 8 * count > reader.bytes.length) throw new RangeError('the bytes end within a number');
  const bytes = new Uint8Array(8 * count);
  for (let plane = 0; plane < 8; plane += 1)
    for (let at = 0; at < count; at += 1) bytes[8 * at + plane] = reader.bytes[reader.at + plane * count + at] ?? 0;
  reader.at += 8 * count;
  return new Float64Array(bytes.buffer);
}
