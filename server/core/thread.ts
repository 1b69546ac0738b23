import { parentPort, workerData } from 'node:worker_threads';
import type { CoreCall } from './call.ts';
import { openReader, openWriter, type CoreOptions } from './openCore.ts';

/** What the gateway starts a thread with, and what they say to each other. */
export interface ThreadData extends CoreOptions {
  readonly role: 'writer' | 'reader';
}
export type ToThread = { readonly batch: number; readonly calls: readonly CoreCall[] } | { readonly close: true };

const data = workerData as ThreadData;
const port = parentPort;
if (port === null) throw new Error('core/thread.ts is started by the gateway as a worker thread');

const room = data.role === 'writer' ? await openWriter(data, Date.now) : openReader(data, Date.now);

// Batches run one after the other, in the order they came.
let last: Promise<void> = Promise.resolve();
port.on('message', (message: ToThread) => {
  last = last.then(async () => {
    if ('close' in message) {
      room.close();
      port.close();
      return;
    }
    port.postMessage({ batch: message.batch, result: await room.execute(message.calls) });
  });
});
port.postMessage({ ready: true });
