import type { MetricsFile } from '#server/storage/series/metricsFile.ts';
import { levelAt } from './levels.ts';
import { packNumbers, packSketches, unpackNumbers, withSketches } from './packing.ts';
import type { Point } from './points.ts';

/**
 * The points of a series in one slot as they are written. What cannot be unpacked is a gap: one chunk that went bad hides nothing else.
 * @param hasSketches whether the sketches are wanted too, where there are any.
 */
export function readChunk(
  file: MetricsFile,
  level: number,
  slot: number,
  series: number,
  hasSketches: boolean,
): readonly Point[] {
  const numbers = file.numbers(level, slot, series);
  if (numbers === undefined) return [];
  try {
    const points = unpackNumbers(levelAt(level), slot, numbers);
    const sketches = hasSketches ? file.sketches(level, slot, series) : undefined;
    return sketches === undefined ? points : withSketches(points, sketches);
  } catch {
    return [];
  }
}

/** Writes what a series has of one slot, in place of what was written of it before; nothing where it has nothing. @param isOver whether that is all it will have. */
export function writeChunk(
  file: MetricsFile,
  level: number,
  slot: number,
  series: { readonly id: number; readonly closed: readonly (readonly Point[])[] },
  isOver: boolean,
): void {
  // Deflating is most of the work of writing, and the slot that goes on is written again in a moment.
  const packFor = isOver ? 'small' : 'quick';
  const closed = series.closed[level] ?? [];
  if (closed.length > 0)
    file.putChunk(level, slot, series.id, packNumbers(levelAt(level), closed, packFor), packSketches(closed, packFor));
}
