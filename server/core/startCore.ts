import { Worker } from 'node:worker_threads';
import { contract } from '#shared/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { Committed } from '#server/journal/context.ts';
import { createBatcher } from './batcher.ts';
import type { BatchResult, CoreCall, CoreResult, ExecuteBatch } from './call.ts';
import { openReader, openWriter, type CoreOptions, type CoreRoom } from './openCore.ts';
import { groupBatches } from './grouping.ts';
import type { FromThread, ThreadData, ToThread } from './thread.ts';

export interface StartCoreOptions extends CoreOptions {
  /** `worker`: writer and reader on threads of their own. `inline`: both on the caller's thread. */
  readonly mode: 'worker' | 'inline';
  /** The thread's entry: core/thread.ts, or its bundle. */
  readonly threadEntry: URL;
  readonly clock: () => number;
  readonly onCommitted: (committed: readonly Committed[]) => void;
  /** A thread ended although nobody asked it to; the server cannot go on. */
  readonly onLost: (reason: Error) => void;
}

/** The gateway's handle on the core. */
export interface Core {
  /** Runs a parsed, authorised operation; a command's `ok` means durable. */
  submit(call: CoreCall): Promise<CoreResult>;
  /** Waits for what is under way, then closes. */
  close(): Promise<void>;
}

interface Room {
  readonly execute: ExecuteBatch;
  close(): Promise<void>;
}

function startThread(entry: URL, data: ThreadData, onLost: (reason: Error) => void): Promise<Room> {
  const worker = new Worker(entry, { workerData: data });
  const waiting = new Map<number, { resolve: (result: BatchResult) => void; reject: (reason: Error) => void }>();
  let next = 0;
  let started = false;
  let closing = false;
  let gone: AppError | undefined;
  return new Promise((resolve, reject) => {
    const lost = (reason: Error): void => {
      if (gone !== undefined) return;
      gone = new AppError(
        'UNAVAILABLE',
        'The server has lost its data thread and starts again. Try again in a moment.',
        { reason: 'core' },
      );
      reject(reason);
      for (const batch of waiting.values()) batch.reject(gone);
      waiting.clear();
      if (started && !closing) onLost(reason);
    };
    worker.on('error', (error) => {
      lost(error instanceof Error ? error : new Error(String(error)));
    });
    worker.on('exit', (code) => {
      if (!closing) lost(new Error(`the ${data.role}'s thread ended with code ${String(code)}`));
    });
    worker.on('message', (message: FromThread) => {
      if ('ready' in message) {
        started = true;
        resolve({
          execute: (calls) =>
            new Promise((answer, refuse) => {
              if (gone !== undefined) {
                refuse(gone);
                return;
              }
              next += 1;
              waiting.set(next, { resolve: answer, reject: refuse });
              worker.postMessage({ batch: next, calls: JSON.stringify(calls) } satisfies ToThread);
            }),
          close: async () => {
            closing = true;
            if (gone !== undefined) return;
            const ended = new Promise((done) => worker.once('exit', done));
            worker.postMessage({ close: true } satisfies ToThread);
            await ended;
          },
        });
        return;
      }
      waiting.get(message.batch)?.resolve(JSON.parse(message.result) as BatchResult);
      waiting.delete(message.batch);
    });
  });
}

/** Runs batches on this thread. Closed only once everything submitted has been answered. */
function inline({ execute, close }: CoreRoom): Room {
  return {
    execute: groupBatches(execute),
    close: () => {
      close();
      return Promise.resolve();
    },
  };
}

/** Both rooms; when one does not start, the other is closed again. */
async function both(first: Promise<Room>, second: Promise<Room>): Promise<readonly [Room, Room]> {
  try {
    return await Promise.all([first, second]);
  } catch (reason) {
    for (const started of await Promise.allSettled([first, second])) {
      if (started.status === 'fulfilled') await started.value.close();
    }
    throw reason;
  }
}

export async function startCore(options: StartCoreOptions): Promise<Core> {
  const { mode, threadEntry, clock, databaseFile, synchronous, onCommitted, onLost } = options;
  const core: CoreOptions = { databaseFile, synchronous };
  const startRoom = async (role: ThreadData['role']): Promise<Room> => {
    if (mode === 'worker') return startThread(threadEntry, { ...core, role }, onLost);
    return inline(role === 'writer' ? await openWriter(core, clock) : openReader(core, clock));
  };
  // Side by side: after a crash people wait for both.
  const [writer, reader] = await both(startRoom('writer'), startRoom('reader'));
  const commands = createBatcher(writer.execute, onCommitted);
  const queries = createBatcher(reader.execute, () => undefined);
  return {
    submit: (call) => (contract[call.name].kind === 'command' ? commands : queries).submit(call),
    close: async () => {
      await commands.drained();
      await queries.drained();
      // The reader first: the last connection to close is the writer's, which then checkpoints the write-ahead log.
      await reader.close();
      await writer.close();
    },
  };
}
