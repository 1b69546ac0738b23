import type { createFigureInstruments } from '#server/monitoring/metrics/instruments/figures.ts';
import type { StoredBytes } from '#server/monitoring/database.ts';
import type { Submit } from './ownCalls.ts';

/** Between two looks at how things stand, in milliseconds; where a look takes long, so many times as long as it took. */
const EVERY_MS = 5_000;
const REST = 100;

export interface WatchFiguresOptions {
  readonly submit: Submit;
  readonly stored: () => Promise<StoredBytes>;
  readonly instruments: ReturnType<typeof createFigureInstruments>;
  /** UTC milliseconds. */
  readonly clock: () => number;
  /** Milliseconds that only grow. */
  readonly now: () => number;
  /** Calls back after `ms`; never keeps the process alive. @returns how to call it off. */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly onError: (error: unknown) => void;
}

/** Looks every few seconds how things stand: nothing is counted by hand that the database knows. @returns how to stop; resolves when no look is under way. */
export function watchFigures(options: WatchFiguresOptions): () => Promise<void> {
  const { submit, stored, instruments, clock, now, after, onError } = options;
  let isStopped = false;
  let callOff = (): void => undefined;
  let underWay: Promise<void>;

  async function look(): Promise<void> {
    const from = now();
    try {
      instruments.stand(await submit('monitoring.figures', {}), clock());
      instruments.stored(await stored());
    } catch (error) {
      onError(error);
    }
    if (isStopped) return;
    callOff = after(Math.max(EVERY_MS, (now() - from) * REST), () => {
      underWay = look();
    });
  }
  underWay = look();

  return async () => {
    isStopped = true;
    callOff();
    await underWay;
  };
}
