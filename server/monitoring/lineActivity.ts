/** What one line has done. Times are UTC ms. */
export interface LineActivity {
  readonly since: number;
  lastCallAt: number | null;
  /** Calls within the last minute or so, as of `lastCallAt`. */
  recent: number;
}

/** Calls this old count a third. */
const FADES_MS = 60_000;

/** How much the lines do that are open. */
export interface Activity {
  opened(line: object, at: number): void;
  called(line: object, at: number): void;
  closed(line: object): void;
  of(line: object): LineActivity | undefined;
}

export function createActivity(): Activity {
  const known = new Map<object, LineActivity>();
  return {
    opened: (line, at) => void known.set(line, { since: at, lastCallAt: null, recent: 0 }),
    // A request over HTTP is no line, and is not known.
    called: (line, at) => {
      const activity = known.get(line);
      if (activity === undefined) return;
      activity.recent = callsPerMinute(activity, at) + 1;
      activity.lastCallAt = at;
    },
    closed: (line) => void known.delete(line),
    of: (line) => known.get(line),
  };
}

/** @param at UTC ms. */
export function callsPerMinute({ lastCallAt, recent }: LineActivity, at: number): number {
  return lastCallAt === null ? 0 : recent * Math.exp(Math.min(0, lastCallAt - at) / FADES_MS);
}
