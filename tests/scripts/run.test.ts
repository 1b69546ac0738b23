import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '#scripts/support/paths.ts';

const DOOR = path.join(ROOT, 'scripts', 'run.mjs');
const folder = mkdtempSync(path.join(tmpdir(), 'optimaliq-run-'));

function entry(name: string, code: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, code);
  return file;
}

/** The Node that a person's shell finds: on the machines we know an older one than the project's. */
function shellNode(): string {
  const places = (process.env['PATH'] ?? '').split(path.delimiter).filter((place) => !place.includes('node_modules'));
  return places.map((place) => path.join(place, 'node')).find((file) => existsSync(file)) ?? process.execPath;
}

test("whichever Node opens the door, TypeScript runs on the project's own, in its folder, with its arguments", () => {
  const file = entry(
    'show.ts',
    'const shown: unknown = [process.version, process.cwd(), process.argv.slice(2)]; console.log(JSON.stringify(shown));',
  );
  const { stdout, stderr, status } = spawnSync(shellNode(), [DOOR, file, '--port', '0', '--demo'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(JSON.parse(stdout)).toEqual([process.version, path.resolve(ROOT), ['--port', '0', '--demo']]);
});

test('Node is given the options that are meant for it, the entry is not', () => {
  const file = entry('options.ts', 'console.log(JSON.stringify([process.execArgv, process.argv.slice(2)]));');
  const words = ['--node=--max-semi-space-size=16', '--node=--no-warnings', file, '--node=mine'];
  const { stdout } = spawnSync(shellNode(), [DOOR, ...words], { encoding: 'utf8' });
  expect(JSON.parse(stdout)).toEqual([['--max-semi-space-size=16', '--no-warnings'], ['--node=mine']]);
});

test('the exit code of an entry is the exit code of the script', () => {
  const file = entry('fail.ts', 'process.exit(3);');
  expect(spawnSync(shellNode(), [DOOR, file]).status).toBe(3);
});

test('a SIGTERM reaches the entry, which may drain and end well', async () => {
  const file = entry(
    'drain.ts',
    `process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000); console.log('ready');`,
  );
  const child = spawn(shellNode(), [DOOR, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('an entry that a signal ended ends the script the same way', async () => {
  const file = entry('die.ts', `process.kill(process.pid, 'SIGKILL'); setInterval(() => {}, 1000);`);
  const child = spawn(shellNode(), [DOOR, file], { stdio: 'ignore' });
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
});

test('a script without an entry says how it is used', () => {
  const { status, stderr } = spawnSync(shellNode(), [DOOR], { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toContain('usage: node scripts/run.mjs');
});
