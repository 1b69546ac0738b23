/** One resolution: a point for each `stepMs`, kept for `keepMs`, stored in chunks of `slotMs`, each of which begins at a multiple of it since 1970. */
export interface Level {
  readonly stepMs: number;
  readonly keepMs: number;
  readonly slotMs: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * From the finest. A chunk of a coarser level is written once, when it is over; until then it can be made anew from the finer level, which therefore is kept for as
 * long as such a chunk lasts.
 */
export const LEVELS = [
  { stepMs: SECOND, keepMs: HOUR, slotMs: MINUTE },
  { stepMs: 10 * SECOND, keepMs: DAY, slotMs: 10 * MINUTE },
  { stepMs: MINUTE, keepMs: 7 * DAY, slotMs: 2 * HOUR },
  { stepMs: HOUR, keepMs: 731 * DAY, slotMs: 7 * DAY },
] as const satisfies readonly Level[];

export const LEVEL_COUNT = LEVELS.length;

export function levelAt(index: number): Level {
  const level = LEVELS[index];
  if (level === undefined) throw new RangeError(`there is no level ${String(index)}`);
  return level;
}

/** The beginning of the interval of `stepMs` in which `at` lies. */
export const startOf = (at: number, stepMs: number): number => Math.floor(at / stepMs) * stepMs;

/** The number of a level's slot in which `at` lies. */
export const slotOf = (level: Level, at: number): number => Math.floor(at / level.slotMs);

/** The oldest slot that is still kept: a whole `keepMs` can be told at any time. */
export const oldestSlot = (level: Level, now: number): number => slotOf(level, now - level.keepMs);

/**
 * The level that answers for steps of `stepMs` from `from` on: of those that are fine enough the coarsest, as long as it still holds `from`; otherwise the next that does.
 */
export function levelFor(stepMs: number, from: number, now: number): number {
  let index = 0;
  while (index + 1 < LEVEL_COUNT) {
    const next = levelAt(index + 1);
    const reaches = from >= oldestSlot(levelAt(index), now) * levelAt(index).slotMs;
    if (reaches && (next.stepMs > stepMs || stepMs % next.stepMs !== 0)) break;
    index += 1;
  }
  return index;
}
