import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '#scripts/support/paths.ts';

export interface HeadlessServer {
  readonly address: string;
  readonly dataDirectory: string;
  close(): Promise<void>;
}

/** Runs the headless server on a demo workspace of its own, as `npm run serve -- --demo` does, from the built pages. */
export async function startHeadlessDemo(): Promise<HeadlessServer> {
  const home = mkdtempSync(path.join(tmpdir(), 'optimaliq-headless-'));
  const entry = path.join(ROOT, 'server', 'entry', 'headless.ts');
  const child = spawn(process.execPath, [entry, '--demo', '--port', '0', '--data', path.join(home, 'data')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, OPTIMALIQ_LOG_LEVEL: 'error' },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const ready = /^ready (http:\S+)$/m.exec(output);
      if (ready?.[1] !== undefined) resolve(ready[1]);
    });
    child.once('exit', (code) => reject(new Error(`the server ended with code ${String(code)} before it was ready`)));
  });
  return {
    address,
    dataDirectory: path.join(home, 'data'),
    close: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}
