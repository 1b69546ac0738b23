import type { MetricsFile } from '#server/storage/series/metricsFile.ts';
import { levelAt } from './levels.ts';
import { packChunk, unpackChunk } from './packing.ts';
import type { Point } from './points.ts';

/** The points of a series in one slot as they are written. What cannot be unpacked is a gap: one chunk that went bad hides nothing else. */
export function readChunk(file: MetricsFile, level: number, slot: number, series: number): Point[] {
  const packed = file.chunk(level, slot, series);
  if (packed === undefined) return [];
  try {
    return unpackChunk(levelAt(level), slot, packed);
  } catch {
    return [];
  }
}

/** Writes what a series has of one slot, in place of what was written of it before; nothing where it has nothing. */
export function writeChunk(
  file: MetricsFile,
  level: number,
  slot: number,
  series: { readonly id: number; readonly closed: readonly (readonly Point[])[] },
): void {
  const closed = series.closed[level] ?? [];
  if (closed.length > 0) file.putChunk(level, slot, series.id, packChunk(levelAt(level), closed));
}
