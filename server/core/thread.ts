import { parentPort, workerData } from 'node:worker_threads';
import type { CoreCall } from './call.ts';
import { groupBatches } from './grouping.ts';
import { openReader, openWriter, type CoreOptions } from './openCore.ts';

/** What the gateway starts a thread with, and what they say to each other. */
export interface ThreadData extends CoreOptions {
  readonly role: 'writer' | 'reader';
}
/** Calls and results cross as JSON texts: everything in them is JSON, and a text is copied for less than a structured clone costs. */
export type FromThread = { readonly ready: true } | { readonly batch: number; readonly result: string };
export type ToThread = { readonly batch: number; readonly calls: string } | { readonly close: true };

const data = workerData as ThreadData;
if (parentPort === null) throw new Error('core/thread.ts is started by the gateway as a worker thread');

const own = parentPort;
const room = data.role === 'writer' ? await openWriter(data, Date.now) : openReader(data, Date.now);

const execute = groupBatches(room.execute);
let closing = false;
const underWay = new Set<Promise<void>>();

async function run(batch: number, calls: string): Promise<void> {
  const result = await execute(JSON.parse(calls) as CoreCall[]);
  own.postMessage({ batch, result: JSON.stringify(result) } satisfies FromThread);
}

own.on('message', (message: ToThread) => {
  if ('close' in message) {
    if (closing) return;
    closing = true;
    void Promise.all(underWay).then(() => {
      room.close();
      own.close();
    });
    return;
  }
  const running = run(message.batch, message.calls);
  underWay.add(running);
  void running.finally(() => underWay.delete(running));
});
own.postMessage({ ready: true } satisfies FromThread);
