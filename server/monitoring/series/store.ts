import type { KeptSeries, RangeAnswer, RangeQuery, SeriesKind, Tick } from '#shared/monitoring/series.ts';
import { AppError } from '#shared/wire/errors.ts';
import { isDamaged, openMetricsFile, putAside, type MetricsFile, type StoredRun } from '#server/storage/series/metricsFile.ts'; // prettier-ignore
import { readChunk, writeChunk } from './chunks.ts';
import { LEVELS, levelAt, oldestSlot, slotOf, startOf } from './levels.ts';
import { closedPoint, type Point } from './points.ts';
import { rangeOf } from './range.ts';
import { recover } from './recover.ts';
import { addTick, closeAll, liveSeries, openSoFar, type LiveSeries } from './rings.ts';

const SECOND = 1_000;
/** What a crash may cost. */
export const WRITE_EVERY_MS = 10 * SECOND;
/** Of a clock that was set back by less, the seconds are added to the last one. */
const SET_BACK_MS = 60 * SECOND;
const MOST_SERIES = 5_000;
const COARSEST = LEVELS.length - 1;

export interface SeriesStoreOptions {
  readonly file: string;
  /** Of the program, to tell a release from a restart. */
  readonly version: string;
  /** The oldest hours go when there is more. */
  readonly maximumBytes: number;
  readonly mostSeries?: number;
  /** UTC ms. */
  readonly clock: () => number;
  /** Something that an administrator should know, in words; the store goes on. */
  readonly warn: (message: string, cause?: unknown) => void;
}

/** The bounded store of all series, on the thread that it is opened on. */
export interface SeriesStore {
  append(tick: Tick): void;
  /** @throws AppError INVALID_INPUT for more than can be told at once. */
  range(query: RangeQuery): RangeAnswer;
  /** All that are kept. */
  kept(): readonly KeptSeries[];
  /** When the server ran, ascending. */
  runs(from: number, to: number): readonly StoredRun[];
  /** Writes what is in memory. */
  close(): void;
}

/** @throws StartError where no file can be made. */
export function openSeriesStore(options: SeriesStoreOptions): SeriesStore {
  const { file: path, version, maximumBytes, mostSeries = MOST_SERIES, clock, warn } = options;
  const open = (): MetricsFile =>
    openMetricsFile(path, (aside, cause) => {
      warn(`the kept metrics could not be read: they are in ${aside} now, and begin anew`, cause);
    });
  const byKey = new Map<string, LiveSeries>();
  const byName = new Map<string, LiveSeries[]>();
  /** Where the second that goes on begins. */
  let second = startOf(clock(), SECOND);
  let startedAt = second;
  let isFailing = false;
  let isFull = false;
  let file = open();
  guarded(() => {
    begin(second);
  });

  function keep(series: LiveSeries): LiveSeries {
    byKey.set(series.key, series);
    const named = byName.get(series.name);
    if (named === undefined) byName.set(series.name, [series]);
    else named.push(series);
    return series;
  }

  /** Runs what needs the file. One that is damaged is put aside; a full disk costs what was to be written, and is told once until something is written again. */
  function guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (error instanceof AppError) throw error;
      if (isDamaged(error)) {
        file.close();
        warn(`the kept metrics are damaged: they are in ${putAside(path)} now, and begin anew`, error);
        file = open();
        begin(second);
        return;
      }
      if (!isFailing) warn('metrics cannot be kept; they are a gap until they can be', error);
      isFailing = true;
    }
  }

  /** Reads what there is, as of `now`. */
  function begin(now: number): void {
    byKey.clear();
    byName.clear();
    for (const { id, key, kind } of file.series()) keep(liveSeries(id, key, kind as SeriesKind));
    const next = file.transaction(() => {
      const first = recover(file, [...byKey.values()], now);
      for (const [level, one] of LEVELS.entries()) file.dropBefore(level, oldestSlot(one, now));
      file.forgetBefore(now - levelAt(COARSEST).keepMs);
      file.startRun(now, version);
      return first;
    });
    startedAt = now;
    second = Math.max(now, next ?? now);
  }

  function seriesOf(key: string, kind: SeriesKind): LiveSeries | null {
    const found = byKey.get(key);
    if (found !== undefined) return found.kind === kind ? found : null;
    if (byKey.size < mostSeries) return keep(liveSeries(file.addSeries(key, kind, second), key, kind));
    if (!isFull) warn(`there are more than ${String(mostSeries)} series; new ones are not kept`);
    isFull = true;
    return null;
  }

  /** Oldest first, until what is kept is small enough. */
  function shrink(): void {
    while (file.bytes() > maximumBytes) {
      const [, next] = file.slots(COARSEST, 0, slotOf(levelAt(COARSEST), second));
      if (next === undefined) return;
      file.dropBefore(COARSEST, next);
    }
  }

  /** Writes the minute that goes on, and the slots in which `before` lies that are over at `now`. */
  function write(before: number, now: number): void {
    const over = LEVELS.map((level) => slotOf(level, before) !== slotOf(level, now));
    const all = [...byKey.values()];
    guarded(() => {
      file.transaction(() => {
        for (const [level, isOver] of over.entries()) {
          if (isOver || level === 0)
            for (const series of all) writeChunk(file, level, slotOf(levelAt(level), before), series, isOver);
          if (isOver) file.dropBefore(level, oldestSlot(levelAt(level), now));
        }
        file.runHeard(startedAt, now);
        if (over[1] !== true) return;
        for (const { id, open } of all) if (open.some((one) => one !== null)) file.heard(id, now);
        shrink();
      });
      isFailing = false;
    });
    // Also of a slot that could not be written: there is no room for it in memory either.
    for (const [level, isOver] of over.entries()) if (isOver) for (const series of all) series.closed[level] = [];
  }

  /** Writes what the second that goes on has come to. */
  function writeAll(): void {
    closeAll([...byKey.values()], second, second + SECOND);
    write(second, second + SECOND);
  }

  function pointsIn(series: LiveSeries, level: number, slot: number, hasSketches: boolean): readonly Point[] {
    if (slot !== slotOf(levelAt(level), second)) return readChunk(file, level, slot, series.id, hasSketches);
    const goesOn = openSoFar(series, level);
    const closed = series.closed[level] ?? [];
    return goesOn === null ? closed : [...closed, closedPoint(goesOn)];
  }

  return {
    append: (tick) => {
      // A tick comes just after its second has ended.
      const heard = startOf(tick.at, SECOND) - SECOND;
      if (heard < second - SET_BACK_MS) {
        writeAll();
        guarded(() => {
          begin(heard);
        });
      }
      if (heard > second) {
        const before = second;
        second = heard;
        closeAll([...byKey.values()], before, heard);
        if (startOf(before, WRITE_EVERY_MS) !== startOf(heard, WRITE_EVERY_MS)) write(before, heard);
      }
      guarded(() => {
        addTick(tick, second, seriesOf);
      });
    },
    range: (query) => {
      let answer: RangeAnswer = { step: query.step, from: query.from, series: [] };
      guarded(() => {
        answer = rangeOf(query, { named: (name) => byName.get(name) ?? [], pointsIn, now: second + SECOND });
      });
      return answer;
    },
    kept: () => [...byKey.values()].map(({ key, kind }) => ({ key, kind })),
    runs: (from, to) => {
      let found: readonly StoredRun[] = [];
      guarded(() => {
        found = file.runs(from, to);
      });
      return found;
    },
    close: () => {
      writeAll();
      file.close();
    },
  };
}
