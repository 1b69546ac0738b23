import { Worker } from 'node:worker_threads';
import { AppError } from '#shared/wire/errors.ts';
import type { Figures } from '#server/monitoring/metrics/registry.ts';
import type { BatchResult, ExecuteBatch } from './call.ts';
import { unpackAnswers, unpackResult } from './packing.ts';
import type { FromThread, ThreadData, ToThread } from './thread.ts';

/** A thread of the core, as the gateway sees it. */
export interface CoreThread {
  readonly execute: ExecuteBatch;
  /** Copies the write-ahead log when it has at least so many pages. @returns whether it has been copied as far as this thread can. */
  checkpoint(pages: number): Promise<boolean>;
  /** Writes all that the writer's database holds into a new file. */
  rescue(file: string): Promise<void>;
  /** What it has counted since it was last asked. */
  figures(): Promise<Figures>;
  /** Answers what is under way, then ends. */
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (reason: Error) => void;
}

type Request =
  { readonly calls: string } | { readonly checkpoint: number } | { readonly rescue: string } | { readonly drain: true };

/** @param onLost the thread ended although nobody asked it to; what was under way has been refused as UNAVAILABLE. */
export function startThread(entry: URL, data: ThreadData, onLost: (reason: Error) => void): Promise<CoreThread> {
  const worker = new Worker(entry, { workerData: data });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let started = false;
  let closing = false;
  let gone: AppError | undefined;

  function ask(request: Request): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (gone !== undefined) {
        reject(gone);
        return;
      }
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.postMessage({ request: last, ...request } satisfies ToThread);
    });
  }

  const thread: CoreThread = {
    execute: async (calls) => (await ask({ calls: JSON.stringify(calls) })) as BatchResult,
    checkpoint: async (pages) => (await ask({ checkpoint: pages })) as boolean,
    figures: async () => (await ask({ drain: true })) as Figures,
    rescue: async (file) => {
      await ask({ rescue: file });
    },
    close: async () => {
      closing = true;
      if (gone !== undefined) return;
      const ended = new Promise((done) => worker.once('exit', done));
      worker.postMessage({ close: true } satisfies ToThread);
      await ended;
    },
  };

  return new Promise((resolve, reject) => {
    const lost = (reason: Error): void => {
      if (gone !== undefined) return;
      gone = new AppError(
        'UNAVAILABLE',
        'The server has lost its data thread and starts again. Try again in a moment.',
        { reason: 'core' },
      );
      reject(reason);
      for (const request of waiting.values()) request.reject(gone);
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
        resolve(thread);
        return;
      }
      const request = waiting.get(message.request);
      waiting.delete(message.request);
      if ('failure' in message) request?.reject(new Error(message.failure));
      else if ('answers' in message) request?.resolve(unpackAnswers(message.answers));
      else if ('figures' in message) request?.resolve(message.figures);
      else request?.resolve('batch' in message ? unpackResult(message.batch) : message.checkpointed);
    });
  });
}
