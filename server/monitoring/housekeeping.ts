import type { OperationName, OutputOf, ParsedInputOf } from '#shared/contract.ts';
import type { Traffic } from './traffic.ts';

/** How often it looks whether there is something to do, in milliseconds. */
const LOOK_MS = 60_000;
/** Quiet is when nobody has called a command for so many milliseconds. */
export const QUIET_MS = 120_000;
/** Worth it: so many bytes unused, and so large a part of the file. */
const WORTH_BYTES = 16 * 1024 ** 2;
const WORTH_SHARE = 0.1;
/** What a step moves at first, at least and at most, and what it should hold the writer up for at most, in milliseconds. */
const FIRST_PAGES = 16;
const LEAST_PAGES = 4;
const MOST_PAGES = 64;
const STEP_MS = 20;
/** Moved in one go at most, 32 MB, so that the write-ahead log stays short: it is copied between two goes. */
const GO_PAGES = 8_000;
/** After a step it rests so many times as long as that took. */
const REST = 4;

export interface HousekeepingOptions {
  readonly submit: <Name extends OperationName>(name: Name, input: ParsedInputOf<Name>) => Promise<OutputOf<Name>>;
  readonly traffic: Traffic;
  /** Milliseconds of a clock that is never set. */
  readonly now: () => number;
  /** Calls back after `ms`; never keeps the process alive. @returns how to call it off. */
  readonly after: (ms: number, run: () => void) => () => void;
  /** Whether something else needs the disk: a backup, or trouble. */
  readonly isDiskNeeded: () => boolean;
  readonly log: (compaction: ParsedInputOf<'monitoring.recordCompaction'>) => void;
  readonly onError: (error: unknown) => void;
}

/**
 * Gives what the database no longer uses back to the disk: when it is worth it and quiet, in steps so short that nobody notices. Where it is
 * never quiet, in the quietest hour of the day.
 */
export function createHousekeeping(options: HousekeepingOptions) {
  const { submit, traffic, now, after, isDiskNeeded, log, onError } = options;
  let underWay: Promise<void> | null = null;
  let isCompacting = false;
  let stopped = false;
  let stepPages = FIRST_PAGES;

  const isWorthIt = ({ pageBytes, pages, freePages, givesBack }: OutputOf<'monitoring.storedPages'>): boolean =>
    givesBack && freePages * pageBytes >= WORTH_BYTES && freePages >= pages * WORTH_SHARE;

  const mayGoOn = (): boolean =>
    !stopped && !isDiskNeeded() && (traffic.quietFor() >= QUIET_MS || traffic.isQuietest());

  const rest = (ms: number): Promise<void> => new Promise((resolve) => void after(ms, resolve));

  /** One step. @returns what is left, and how long it took in milliseconds, the wait for its turn included. */
  async function step(most: number): Promise<OutputOf<'monitoring.compact'> & { readonly ms: number }> {
    const pages = Math.min(stepPages, most);
    const from = now();
    const left = await submit('monitoring.compact', { pages });
    const ms = now() - from;
    if (ms > STEP_MS) stepPages = Math.max(LEAST_PAGES, Math.floor(stepPages / 2));
    else if (ms < STEP_MS / 2) stepPages = Math.min(MOST_PAGES, stepPages * 2);
    return { ...left, ms };
  }

  async function compact(before: OutputOf<'monitoring.storedPages'>): Promise<void> {
    const from = now();
    let longest = 0;
    let { pages } = before;
    for (let left = before.freePages; left > 0 && before.pages - pages < GO_PAGES && mayGoOn();) {
      const after = await step(GO_PAGES - (before.pages - pages));
      longest = Math.max(longest, after.ms);
      ({ pages, freePages: left } = after);
      await rest(Math.ceil(after.ms * REST));
    }
    if (pages === before.pages) return;
    const compaction = {
      bytes: (before.pages - pages) * before.pageBytes,
      tookMs: Math.round(now() - from),
      longestStepMs: Math.ceil(longest),
    };
    log(compaction);
    await submit('monitoring.recordCompaction', compaction);
  }

  async function look(): Promise<void> {
    try {
      if (mayGoOn()) {
        const found = await submit('monitoring.storedPages', {});
        isCompacting = isWorthIt(found);
        if (isCompacting) await compact(found);
      }
    } catch (error) {
      onError(error);
    } finally {
      isCompacting = false;
    }
  }

  function wait(): () => void {
    return after(LOOK_MS, () => {
      underWay = look().finally(() => {
        underWay = null;
        if (!stopped) callOff = wait();
      });
    });
  }
  let callOff = wait();

  return {
    isCompacting: (): boolean => isCompacting,
    /** Resolves when no step is under way. None begins afterwards. */
    stop: async (): Promise<void> => {
      stopped = true;
      callOff();
      await underWay;
    },
  };
}
