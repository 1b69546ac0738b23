import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { endChild, runDemo } from './headless.ts';

export interface Hub {
  readonly address: string;
  /** Runs it, at the same address and on the same data as before. */
  start(): Promise<void>;
  /** As a power cut ends it. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** A headless server on a demo workspace, which can go away and come back. */
export async function startHub(): Promise<Hub> {
  const home = mkdtempSync(path.join(tmpdir(), 'optimaliq-hub-'));
  const first = await runDemo(home, 0);
  const { address } = first;
  let child: ChildProcess | null = first.child;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = child;
    child = null;
    if (ending !== null) await endChild(ending, signal);
  };
  return {
    address,
    start: async () => {
      ({ child } = await runDemo(home, Number(new URL(address).port)));
    },
    kill: () => end('SIGKILL'),
    close: async () => {
      await end('SIGTERM');
      rmSync(home, { recursive: true, force: true });
    },
  };
}
