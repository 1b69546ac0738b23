import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '#scripts/support/paths.ts';

export interface Hub {
  readonly address: string;
  /** Runs it, at the same address and on the same data as before. */
  start(): Promise<void>;
  /** As a power cut ends it. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** A headless server on a demo workspace, which can go away and come back. */
export async function startHub(): Promise<Hub> {
  const home = mkdtempSync(path.join(tmpdir(), 'optimaliq-hub-'));
  const port = await freePort();
  const entry = path.join(ROOT, 'server', 'entry', 'headless.ts');
  const parameters = [entry, '--demo', '--port', String(port), '--data', path.join(home, 'data')];
  let child: ChildProcess | null = null;

  const start = async (): Promise<void> => {
    const started = spawn(process.execPath, parameters, {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, OPTIMALIQ_LOG_LEVEL: 'error' },
    });
    child = started;
    await new Promise<void>((resolve, reject) => {
      started.stdout.on('data', (chunk: Buffer) => {
        if (/^ready http/m.test(chunk.toString())) resolve();
      });
      started.once('exit', (code) => reject(new Error(`the hub ended with code ${String(code)} before it was ready`)));
    });
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = child;
    child = null;
    if (ending === null) return;
    await new Promise<void>((resolve) => {
      ending.once('exit', () => resolve());
      ending.kill(signal);
    });
  };
  await start();
  return {
    address: `http://127.0.0.1:${String(port)}`,
    start,
    kill: () => end('SIGKILL'),
    close: async () => {
      await end('SIGTERM');
      rmSync(home, { recursive: true, force: true });
    },
  };
}
