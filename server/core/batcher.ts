import type { Committed } from '#server/journal/context.ts';
import type { CoreCall, CoreResult, ExecuteBatch } from './call.ts';

/** As measured (performance.md): larger bursts of replies cost more than many small ones. */
export const MAXIMUM_BATCH = 32;
/** Four full groups of the writer: while it runs one, the next has already arrived, whatever the gateway is busy with. */
export const MAXIMUM_IN_FLIGHT = 32;

export interface Batcher {
  submit(call: CoreCall): Promise<CoreResult>;
  /** Resolves when everything submitted has been answered. */
  drained(): Promise<void>;
}

interface Waiting {
  readonly call: CoreCall;
  readonly resolve: (result: CoreResult) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Gathers calls into batches: flushed when the event loop turns or at 32 calls, a bounded number of batches under way. Answers first, then tells of
 * what was committed, so that nobody hears of a change before its maker has been answered.
 * @param onCommitted `heardAt`: milliseconds of `performance.now()`, when this thread heard that it was committed.
 * @param soon when calls that come to an idle core are sent; the later, the more of them share a batch.
 */
export function createBatcher(
  execute: ExecuteBatch,
  onCommitted: (committed: readonly Committed[], heardAt: number) => void,
  soon: (run: () => void) => void = setImmediate,
): Batcher {
  const queue: Waiting[] = [];
  let scheduled = false;
  let inFlight = 0;
  let idle: (() => void)[] = [];

  function flush(): void {
    scheduled = false;
    // While the core is busy, what comes waits for a full batch or for the core: it would only wait there instead, at the price of a message between threads.
    while (inFlight < MAXIMUM_IN_FLIGHT && (queue.length >= MAXIMUM_BATCH || (queue.length > 0 && inFlight === 0))) {
      void send(queue.splice(0, MAXIMUM_BATCH));
    }
    if (queue.length === 0 && inFlight === 0) {
      for (const resolve of idle) resolve();
      idle = [];
    }
  }

  async function send(batch: readonly Waiting[]): Promise<void> {
    inFlight += 1;
    try {
      const { results, committed } = await execute(batch.map(({ call }) => call));
      batch.forEach(({ resolve, reject }, index) => {
        const result = results[index];
        if (result === undefined) reject(new Error('the core gave no answer'));
        else resolve(result);
      });
      if (committed.length > 0) {
        const heardAt = performance.now();
        // The answers leave in this turn of the event loop, the news in the next.
        setImmediate(() => {
          onCommitted(committed, heardAt);
        });
      }
    } catch (reason) {
      for (const { reject } of batch) reject(reason);
    } finally {
      inFlight -= 1;
      flush();
    }
  }

  return {
    submit: (call) =>
      new Promise((resolve, reject) => {
        queue.push({ call, resolve, reject });
        if (queue.length >= MAXIMUM_BATCH) flush();
        else if (!scheduled) {
          scheduled = true;
          soon(flush);
        }
      }),
    drained: () =>
      new Promise((resolve) => {
        idle.push(resolve);
        setImmediate(flush);
      }),
  };
}
