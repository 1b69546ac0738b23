import { setTimeout as pause } from 'node:timers/promises';
import type { Trade } from './trade.ts';

const STEP_MS = 25;

export interface Shop {
  /** So many more things are done. */
  goOn(): void;
  /** Rejects when something goes wrong in it. */
  readonly trading: Promise<void>;
  /** Nothing is begun any more. */
  close(): Promise<void>;
}

/** Trades at the sandbox by itself, whatever becomes of the server: `most` steps each time that it may go on, so that the account stays of a size. */
export function openShop(trade: Trade, most: number): Shop {
  let left = 0;
  const closing = new AbortController();
  const trading = (async () => {
    while (!closing.signal.aborted) {
      if (left > 0) {
        left -= 1;
        await trade.step();
      }
      await pause(STEP_MS);
    }
  })();
  trading.catch(() => undefined);
  return {
    goOn: () => {
      left = most;
    },
    trading,
    close: () => {
      closing.abort();
      return trading;
    },
  };
}
