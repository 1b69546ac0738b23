import type { MetricsFile } from '#server/storage/series/metricsFile.ts';
import { readChunk, writeChunk } from './chunks.ts';
import { LEVEL_COUNT, levelAt, slotOf, startOf } from './levels.ts';
import { addAt, closeAt, type LiveSeries } from './rings.ts';

/** What is written of the slot that goes on. Where the clock was set back, some of it has not happened yet. */
function load(file: MetricsFile, all: Iterable<LiveSeries>, level: number, now: number): void {
  const { stepMs } = levelAt(level);
  const slot = slotOf(levelAt(level), now);
  for (const series of all)
    series.closed[level] = readChunk(file, level, slot, series.id, true).filter(({ at }) => at + stepMs <= now);
}

/** Makes a level's points anew, from where its last whole chunk ends, out of those of the finer one. */
function recoverLevel(file: MetricsFile, all: readonly LiveSeries[], level: number, now: number): void {
  const own = levelAt(level);
  const finer = levelAt(level - 1);
  const current = slotOf(own, now);
  const finerCurrent = slotOf(finer, now);
  const last = file.slots(level, 0, current).at(-1) ?? -1;
  if (last === current) load(file, all, level, now);

  function finish(slot: number): void {
    for (const series of all) {
      closeAt(series, level, slot < current ? Infinity : now);
      if (slot === current) continue;
      writeChunk(file, level, slot, series, true);
      series.closed[level] = [];
    }
  }

  const from = slotOf(finer, (last + 1) * own.slotMs);
  let going: number | null = null;
  for (const slot of new Set([...file.slots(level - 1, from, finerCurrent), finerCurrent])) {
    const target = slotOf(own, slot * finer.slotMs);
    if (target <= last) continue;
    if (going !== null && target !== going) finish(going);
    going = target;
    for (const series of all) {
      const points =
        slot === finerCurrent ? (series.closed[level - 1] ?? []) : readChunk(file, level - 1, slot, series.id, true);
      for (const point of points) {
        if (series.open[level]?.at !== startOf(point.at, own.stepMs)) closeAt(series, level, Infinity);
        addAt(series, level, point.at, point);
      }
    }
  }
  if (going !== null) finish(going);
}

/**
 * Brings what was in memory when the server stopped back from the file: of each level the slot that goes on at `now`, and whatever had not been handed on.
 * What no tick was heard of stays missing.
 * @returns the first second (UTC ms) of this minute that was not heard; null when none was.
 */
export function recover(file: MetricsFile, all: readonly LiveSeries[], now: number): number | null {
  load(file, all, 0, now);
  const heard = all.map(({ closed }) => closed[0]?.at(-1)?.at ?? -Infinity);
  for (let level = 1; level < LEVEL_COUNT; level += 1) recoverLevel(file, all, level, now);
  const newest = Math.max(-Infinity, ...heard);
  return newest === -Infinity ? null : newest + levelAt(0).stepMs;
}
