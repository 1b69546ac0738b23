import type { OutputOf } from '#shared/contract.ts';
import type { Surroundings } from './surroundings.ts';

export type Counts = OutputOf<'chat.counts'>;

/** Whether nobody has ever written to this workspace. */
export function isFresh(counts: Counts | null): boolean {
  return counts !== null && counts.all === 0 && counts.closed === 0;
}

export interface CountsReader {
  value(): Counts | null;
  /** Something changed: the counts are read now, or a second after the last time. */
  touch(): void;
  stop(): void;
}

/** At most one question in this many milliseconds, however busy the shop is. */
const PAUSE_MS = 1_000;

/** The server counts: a console that knows only the first pages cannot. */
export function createCountsReader({ client, timers }: Surroundings, changed: () => void): CountsReader {
  let value: Counts | null = null;
  let asked = false;
  let again = false;
  let cancel: (() => void) | null = null;

  const ask = (): void => {
    if (asked || cancel !== null) {
      again = true;
      return;
    }
    asked = true;
    again = false;
    client
      .call('chat.counts', {})
      .then(
        (counts) => {
          value = counts;
          changed();
        },
        // The next change, or the line's return, asks again; the old numbers are better than none.
        () => undefined,
      )
      .finally(() => {
        asked = false;
        cancel = timers.after(PAUSE_MS, () => {
          cancel = null;
          if (again) ask();
        });
      });
  };

  return {
    value: () => value,
    touch: ask,
    stop() {
      cancel?.();
      cancel = () => undefined;
    },
  };
}
