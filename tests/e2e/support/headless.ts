import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '#scripts/support/paths.ts';

export interface HeadlessServer {
  readonly address: string;
  readonly dataDirectory: string;
  close(): Promise<void>;
}

/** Runs the headless server on a demo workspace in `home`, as `npm run serve -- --demo` does, from the built pages. Port 0 takes a free one. */
export async function runDemo(home: string, port: number): Promise<{ child: ChildProcess; address: string }> {
  const entry = path.join(ROOT, 'server', 'entry', 'headless.ts');
  const parameters = [entry, '--demo', '--port', String(port), '--data', path.join(home, 'data')];
  const child = spawn(process.execPath, parameters, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, OPTIMALIQ_LOG_LEVEL: 'error', OPTIMALIQ_DEMO_TRADE: 'none' },
  });
  const address = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const ready = /^ready (http:\S+)$/m.exec(output);
      if (ready?.[1] !== undefined) resolve(ready[1]);
    });
    child.once('exit', (code) => reject(new Error(`the server ended with code ${String(code)} before it was ready`)));
  });
  return { child, address };
}

export async function endChild(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  await new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}

/** A headless server on a demo workspace of its own. */
export async function startHeadlessDemo(): Promise<HeadlessServer> {
  const home = mkdtempSync(path.join(tmpdir(), 'optimaliq-headless-'));
  const { child, address } = await runDemo(home, 0);
  return {
    address,
    dataDirectory: path.join(home, 'data'),
    close: async () => {
      await endChild(child, 'SIGTERM');
      rmSync(home, { recursive: true, force: true });
    },
  };
}
