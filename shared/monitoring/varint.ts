/** Bytes being read, and how far. */
export interface ByteReader {
  readonly bytes: Uint8Array;
  at: number;
}

/** LEB128: seven bits a byte, the lowest first. @param value a whole number from 0 to 2^53 - 1. */
export function writeVarint(into: number[], value: number): void {
  let left = value;
  // Divided, since a shift would cut it to 32 bits.
  for (; left >= 128; left = Math.floor(left / 128)) into.push((left % 128) | 128);
  into.push(left);
}

/** @throws RangeError where the bytes end within a number. */
export function readVarint(reader: ByteReader): number {
  let value = 0;
  for (let scale = 1; ; scale *= 128) {
    const byte = reader.bytes[reader.at];
    if (byte === undefined) throw new RangeError('the bytes end within a number');
    reader.at += 1;
    value += (byte & 127) * scale;
    if (byte < 128) return value;
  }
}

/** Small numbers of either sign as small ones without: 0, -1, 1, -2 ... as 0, 1, 2, 3 ... */
export const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
export const unzigzag = (value: number): number => (value % 2 === 1 ? -(value + 1) / 2 : value / 2);
