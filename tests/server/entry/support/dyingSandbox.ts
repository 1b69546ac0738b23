import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { DemoSandboxData, FromDemoSandbox } from '#server/entry/demoSandbox/thread.ts';

/** Stands in for the sandbox's thread: dies the first time, and answers to nothing but its end the second time. */
const { directory } = workerData as DemoSandboxData;
const died = path.join(directory, 'died');
if (!existsSync(died)) {
  writeFileSync(died, '');
  throw new Error('out of clay');
}
parentPort?.on('message', () => parentPort?.close());
parentPort?.postMessage({ fault: 'a crack' } satisfies FromDemoSandbox);
parentPort?.postMessage({ ready: true } satisfies FromDemoSandbox);
