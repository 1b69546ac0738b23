import { once } from 'node:events';
import { setPriority } from 'node:os';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { createCoreInstruments } from '#server/monitoring/metrics/instruments/core.ts';
import { watchThread, type ThreadName } from '#server/monitoring/metrics/instruments/threads.ts';
import { createRegistry, type Figures, type Registry } from '#server/monitoring/metrics/registry.ts';
import type { BackupOrder, FromBackup } from './backUp.ts';
import type { CoreCall } from './call.ts';
import { groupBatches, inTurn } from './grouping.ts';
import { packAnswers, packResult, type PackedAnswers, type PackedResult } from './packing.ts';
import type { CoreOptions, CoreRoom } from './openCore.ts';
import type { SeriesThreadTask } from './seriesThread.ts';
import { LAST, stepBack } from './stepBack.ts';
import type { FromVerifyThread, VerifyThreadTask } from './verifyThread.ts';

/** What the gateway starts a thread with, and what they say to each other. */
export interface ThreadData extends CoreOptions {
  readonly role: 'writer' | 'reader' | 'checkpointer';
  /** What it is called where its figures are told; null measures nothing. */
  readonly measuredAs: ThreadName | null;
  /** Whether all others go first: somebody looks at a list, and others chat. */
  readonly isPatient: boolean;
}
/** Calls cross as one JSON text: everything in them is JSON, and a text is copied for less than a structured clone costs. */
export type FromThread =
  | { readonly ready: true }
  | { readonly request: number; readonly batch: PackedResult }
  | { readonly request: number; readonly answers: PackedAnswers }
  | { readonly request: number; readonly checkpointed: boolean }
  | { readonly request: number; readonly figures: Figures }
  | { readonly request: number; readonly failure: string };
export type ToThread =
  | { readonly request: number; readonly calls: string }
  | { readonly request: number; readonly checkpoint: number }
  | { readonly request: number; readonly rescue: string }
  | { readonly request: number; readonly drain: true }
  | { readonly close: true };

/** Loads what this role needs and no more: the features are most of the program. */
async function openRoom(data: ThreadData, registry: Registry | null): Promise<CoreRoom> {
  // Copying the log can wait for a processor, the others should not.
  if (data.role === 'checkpointer') {
    stepBack();
    const { openCheckpoints } = await import('./openCheckpoints.ts');
    return openCheckpoints(data);
  }
  const { openReader, openWriter } = await import('./openCore.ts');
  const instruments = registry === null ? undefined : createCoreInstruments(registry);
  return data.role === 'writer'
    ? openWriter({ ...data, hasCheckpointer: true }, Date.now, instruments)
    : openReader(data, Date.now, instruments);
}

async function serve(own: MessagePort, data: ThreadData): Promise<void> {
  const registry = data.measuredAs === null ? null : createRegistry();
  const unwatch = registry === null || data.measuredAs === null ? undefined : watchThread(registry, data.measuredAs);
  const room = await openRoom(data, registry);
  // Not before it is loaded: where processors are short that would take longer than a call waits for its answer.
  if (data.isPatient) stepBack('behind');
  // Queries share nothing, so none waits for others to come.
  const execute = data.role === 'reader' ? inTurn(room.execute) : groupBatches(room.execute);
  let closing = false;
  const underWay = new Set<Promise<void>>();

  async function run(request: number, calls: string): Promise<void> {
    const result = await execute(JSON.parse(calls) as CoreCall[]);
    own.postMessage(
      (data.role === 'reader'
        ? { request, answers: packAnswers(result) }
        : { request, batch: packResult(result) }) satisfies FromThread,
    );
  }

  /** A group awaits nothing but its own use cases, so this never stands in the middle of one. */
  function answer(request: number, work: () => boolean): void {
    try {
      own.postMessage({ request, checkpointed: work() } satisfies FromThread);
    } catch (thrown) {
      own.postMessage({ request, failure: String(thrown) } satisfies FromThread);
    }
  }

  own.on('message', (message: ToThread) => {
    if ('close' in message) {
      if (closing) return;
      closing = true;
      void Promise.all(underWay).then(() => {
        unwatch?.();
        room.close();
        own.close();
      });
      return;
    }
    if ('drain' in message) {
      own.postMessage({ request: message.request, figures: registry?.drain() ?? [] } satisfies FromThread);
      return;
    }
    if ('rescue' in message) {
      answer(message.request, () => {
        room.rescue?.(message.rescue);
        return true;
      });
      return;
    }
    if ('checkpoint' in message) {
      answer(message.request, () => room.checkpoint?.(message.checkpoint) ?? false);
      return;
    }
    const running = run(message.request, message.calls);
    underWay.add(running);
    void running.finally(() => underWay.delete(running));
  });
  own.postMessage({ ready: true } satisfies FromThread);
}

/** A backup in a process of its own: the task comes as the first message, and nobody wants it without whoever sent it. */
async function backUpForParent(): Promise<void> {
  process.once('disconnect', () => process.exit());
  // Where there is no `nice` to start it with. Here, unlike on a thread, the whole process is meant.
  if (process.platform === 'win32') setPriority(LAST);
  const [{ backup }] = (await once(process, 'message')) as [{ readonly backup: BackupOrder }];
  const { backUp } = await import('./backUp.ts');
  let said = Promise.resolve();
  await backUp(backup, (message: FromBackup) => {
    said = new Promise((resolve) => process.send?.(message, undefined, undefined, () => resolve()));
  });
  await said;
  process.disconnect();
}

const data = workerData as
  | ThreadData
  | { readonly backup: BackupOrder }
  | { readonly verify: VerifyThreadTask }
  | { readonly series: SeriesThreadTask };
const own = parentPort;
if (own === null) {
  if (process.send === undefined) throw new Error('core/thread.ts is started by the gateway');
  await backUpForParent();
} else if ('backup' in data) {
  stepBack();
  const { backUp } = await import('./backUp.ts');
  await backUp(data.backup, (message: FromBackup) => {
    own.postMessage(message);
  });
} else if ('verify' in data) {
  stepBack();
  const { verifyOnThread } = await import('./verifyThread.ts');
  await verifyOnThread(data.verify, (message: FromVerifyThread) => {
    own.postMessage(message);
  });
} else if ('series' in data) {
  stepBack();
  const { keepSeriesOnThread } = await import('./seriesThread.ts');
  keepSeriesOnThread(own, data.series);
} else await serve(own, data);
