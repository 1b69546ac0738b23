import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { asPortLike } from '#tests/support/messagePortClient.ts';

/**
 * Runs server/entry/utility.ts in a plain Node process, with Electron's `process.parentPort` played over Node's own channel to the parent.
 * The window's end of a port stays here: `{ window }` is posted into it, and what comes out of it goes to the parent as `{ window }`.
 */
const toParent = (message: unknown): void => void process.send?.(message);
let window: MessagePort | undefined;

function newPort() {
  const { port1, port2 } = new MessageChannel();
  window = port1;
  port1.on('message', (frame: unknown) => toParent({ window: frame }));
  return asPortLike(port2);
}

const parentPort = {
  postMessage: (data: unknown) => toParent({ data }),
  on: (_event: 'message', listener: (event: { data: unknown; ports: readonly unknown[] }) => void) =>
    process.on('message', (message: { data?: unknown; withPort?: boolean; window?: unknown }) => {
      if (message.window !== undefined) window?.postMessage(message.window);
      else listener({ data: message.data, ports: message.withPort === true ? [newPort()] : [] });
    }),
};

Object.assign(process, { parentPort });
await import('#server/entry/utility.ts');
