import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openForReading } from '#server/storage/sqlite/connection.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { makeDemo } from '#tests/torture/support/directories.ts';
import { entry, run } from '#tests/torture/support/program.ts';

vi.setConfig({ testTimeout: 120_000 });

const KIBIBYTE = 1_024;
/** SQLite's shared memory beside the database, which every connection needs. */
const SHARED_MEMORY = 32 * KIBIBYTE;

const scratch = makeTemporaryDirectory();
const pristine = path.join(scratch.path, 'pristine');
const undone = path.join(scratch.path, 'undone');
const disk = path.join(scratch.path, 'disk');

const mountsOwnDisk = ['--mount', '--map-root-user --mount']
  .map((words) => ['unshare', ...words.split(' ')])
  .find(
    ([command = '', ...args]) =>
      spawnSync(command, [...args, 'mount', '-t', 'tmpfs', 'tmpfs', scratch.path]).status === 0,
  );

/** Runs a command where the disk has only `leave` bytes left. Without the right to mount, a limit on the size of files stands for it. */
function onFullDisk(data: string, leave: number, ...command: readonly string[]): ReturnType<typeof run> {
  const options = { input: 'a wholly new password\n' };
  if (mountsOwnDisk !== undefined) {
    const [unshare = '', ...args] = mountsOwnDisk;
    const [program, words] = entry('server/entry/db.ts', ...command, '--data', disk);
    return run(
      unshare,
      [...args, 'sh', 'tests/server/entry/support/fullDisk.sh', disk, data, String(leave), program, ...words],
      options,
    );
  }
  const [program, words] = entry('server/entry/db.ts', ...command, '--data', data);
  const limit = `trap '' XFSZ; ulimit -f ${String(Math.floor(leave / KIBIBYTE))}; exec "$@"`;
  return run('bash', ['-c', limit, 'bash', program, ...words], options);
}

/** Everything the database holds, whatever its pages look like. */
function contents(data: string): unknown {
  const { raw, close } = openForReading(path.join(data, 'workspace.db'));
  const tables = raw
    .prepare<[], { name: string; sql: string }>('SELECT name, sql FROM sqlite_schema ORDER BY name')
    .all();
  const held = tables.map(({ name, sql }) => ({
    name,
    sql,
    rows: /^create table/i.test(sql) ? raw.prepare(`SELECT * FROM "${name}"`).all() : [],
  }));
  close();
  return held;
}

beforeAll(async () => {
  console.log(
    `A full disk is ${mountsOwnDisk === undefined ? 'a limit on the size of files (ulimit -f)' : `a small tmpfs, mounted by ${mountsOwnDisk.join(' ')}`}.`,
  );
  mkdirSync(disk);
  await makeDemo(pristine);
  cpSync(pristine, undone, { recursive: true });
  expect(await run(...entry('server/entry/db.ts', 'rollback', '--data', undone))).toMatchObject({ code: 0 });
});
afterAll(() => scratch.remove());

it.each([
  ['migrate', undone, 0],
  ['migrate', undone, SHARED_MEMORY + 4 * KIBIBYTE],
  ['rollback', pristine, 0],
  ['rollback', pristine, SHARED_MEMORY + 4 * KIBIBYTE],
  ['reset-password support@demo.test', pristine, 0],
  ['reset-password support@demo.test', pristine, SHARED_MEMORY + 4 * KIBIBYTE],
])('%s says that the disk is full and changes nothing (%#)', async (command, from, leave) => {
  const data = path.join(scratch.path, `${command.split(' ')[0] ?? ''}-${String(leave)}`);
  cpSync(from, data, { recursive: true });
  const before = contents(data);
  const { code, stderr } = await onFullDisk(data, leave, ...command.split(' '));
  expect(stderr).toMatch(
    mountsOwnDisk === undefined ? /full|cannot|failed/ : /disk .*is full.*Nothing was (?:changed|saved)/s,
  );
  expect(code).toBe(1);
  expect(contents(data)).toEqual(before);
});

it.each(['status', 'verify-journal'])('%s says that the disk is full', async (command) => {
  const data = path.join(scratch.path, command);
  cpSync(pristine, data, { recursive: true });
  const { code, stderr } = await onFullDisk(data, 0, command);
  expect(stderr).toMatch(mountsOwnDisk === undefined ? /full|cannot|failed/ : /disk .*is full/);
  expect(code).toBe(1);
});
