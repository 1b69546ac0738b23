import { amountOf, read, type History, type Part, type Track } from './history.ts';
import type { Condition, Measure, Reading } from './rule.ts';

/** Of these, nothing is none. */
const GROWING: ReadonlySet<Reading> = new Set(['increase', 'rate']);
const isNumber = (value: number | null): value is number => value !== null && Number.isFinite(value);

/** The reading of several series as one; null where none has any. */
function measured(tracks: readonly Track[], index: number, { read: reading, across }: Measure): number | null {
  const values = tracks.map((track) => read(track, track.points[index] ?? null, reading)).filter(isNumber);
  if (values.length === 0) return tracks.length === 0 && GROWING.has(reading) ? 0 : null;
  if (across === 'sum') return values.reduce((sum, value) => sum + value, 0);
  return across === 'max' ? Math.max(...values) : Math.min(...values);
}

/** What was counted in the `steps` that end with `index`. */
function counted(tracks: readonly Track[], part: Part, index: number, steps: number): number {
  let sum = 0;
  for (const track of tracks) {
    if (track.part !== part) continue;
    for (let at = Math.max(0, index - steps + 1); at <= index; at += 1)
      sum += amountOf(track, track.points[at] ?? null) ?? 0;
  }
  return sum;
}

/** `part` of `whole`; null where the whole is nothing, or too little to say anything. */
const share = (tracks: readonly Track[], index: number, steps: number, atLeast: number): number | null => {
  const whole = counted(tracks, 'whole', index, steps);
  return whole <= 0 || whole < atLeast ? null : counted(tracks, 'part', index, steps) / whole;
};

/**
 * What a condition compares with its limit in one step of one group: null where there is nothing to compare. Of an absence, 1 where nothing was heard and 0 where something was.
 * @param index of the step in the tracks' points.
 */
export function valueAt(
  condition: Condition,
  tracks: readonly Track[],
  index: number,
  { step, isUp }: Pick<History, 'step' | 'isUp'>,
): number | null {
  switch (condition.kind) {
    case 'threshold':
      return measured(tracks, index, condition.of);
    case 'change': {
      const now = measured(tracks, index, condition.of);
      const then = index - condition.withinMs / step;
      const before = isUp[then] === true ? measured(tracks, then, condition.of) : null;
      if (now === null || before === null) return null;
      if (condition.as === 'amount') return now - before;
      return before === 0 ? null : (now - before) / Math.abs(before);
    }
    case 'absence':
      return tracks.some(({ points }) => (points[index]?.count ?? 0) > 0) ? 0 : 1;
    case 'ratio':
      return share(tracks, index, condition.windowMs / step, condition.atLeast);
    case 'burn': {
      const long = share(tracks, index, condition.longMs / step, 0);
      const short = share(tracks, index, condition.shortMs / step, 0);
      // Both must be beyond the limit: the smaller one says whether they are.
      return long === null || short === null ? null : Math.min(long, short) / (1 - condition.objective);
    }
  }
}

/** Whether a value is beyond the limit, and whether it is back on the good side of `clear`. */
export function judge(
  condition: Condition,
  value: number | null,
): { readonly holds: boolean; readonly clears: boolean } {
  if (value === null) return { holds: false, clears: true };
  if (condition.kind === 'absence') return { holds: value > 0, clears: value === 0 };
  const isBelow = condition.kind !== 'burn' && condition.is === 'below';
  if (isBelow) return { holds: value < condition.limit, clears: value >= condition.clear };
  return { holds: value > condition.limit, clears: value <= condition.clear };
}
