import type { BatchResult, CoreCall, ExecuteBatch } from './call.ts';

/** A group shares one commit; larger ones would only make the first of them wait. */
export const MAXIMUM_GROUP = 256;

interface Waiting {
  readonly calls: readonly CoreCall[];
  readonly resolve: (result: BatchResult) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Runs batches one group after the other, in the order they came: those that wait together share a transaction and its commit, so that the
 * slower the disk is, the more commands each wait for it pays for. The group's news comes with its last batch.
 */
export function groupBatches(execute: ExecuteBatch): ExecuteBatch {
  const waiting: Waiting[] = [];
  let running = false;

  function takeGroup(): Waiting[] {
    let size = 0;
    const end = waiting.findIndex(({ calls }) => (size += calls.length) > MAXIMUM_GROUP);
    return waiting.splice(0, end === -1 ? waiting.length : Math.max(1, end));
  }

  async function runGroup(): Promise<void> {
    const group = takeGroup();
    try {
      const { results, committed } = await execute(group.flatMap(({ calls }) => calls));
      let from = 0;
      group.forEach(({ calls, resolve }, index) => {
        const own = results.slice(from, (from += calls.length));
        resolve({ results: own, committed: index === group.length - 1 ? committed : [] });
      });
    } catch (reason) {
      for (const { reject } of group) reject(reason);
    }
    if (waiting.length > 0) schedule();
    else running = false;
  }

  // A turn of the event loop lets everything that has already arrived join the group.
  function schedule(): void {
    running = true;
    setImmediate(() => void runGroup());
  }

  return (calls) =>
    new Promise((resolve, reject) => {
      waiting.push({ calls, resolve, reject });
      if (!running) schedule();
    });
}

/** Runs batches one after the other, in the order they came. */
export function inTurn(execute: ExecuteBatch): ExecuteBatch {
  let last: Promise<unknown> = Promise.resolve();
  return (calls) => {
    const own = last.then(() => execute(calls));
    last = own.catch(() => undefined);
    return own;
  };
}
