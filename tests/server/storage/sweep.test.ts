import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { SCRATCH, scratchPrefix, sweep } from '#server/storage/backup/sweep.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { givenDirectory } from './openDatabase.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Above what any system gives out. */
const NOBODY = 2 ** 30;

function givenScratch(directory: string, ...names: readonly string[]): void {
  for (const name of names) {
    mkdirSync(path.join(directory, SCRATCH, name, 'restored'), { recursive: true });
    writeFileSync(path.join(directory, SCRATCH, name, 'workspace.db'), 'half a copy');
  }
}

it('what killed backups left behind goes, what another process is making stays', async () => {
  const directory = givenDirectory();
  const other = spawn('sleep', ['60']);
  onTestFinished(() => void other.kill());
  const theirs = `backup-${String(other.pid)}-abcdef`;
  givenScratch(directory, `${scratchPrefix()}abcdef`, `backup-${NOBODY}-abcdef`, 'backup-abcdef', theirs);
  await sweep(directory, path.join(directory, 'backups'), Date.now());
  expect(readdirSync(path.join(directory, SCRATCH))).toEqual([theirs]);
  await sweep(directory, path.join(directory, 'backups'), Date.now() + 2 * DAY_MS);
  expect(readdirSync(path.join(directory, SCRATCH))).toEqual([]);
});

it('a part of a backup goes after a day; other files are nobody’s business', async () => {
  const directory = givenDirectory();
  const now = Date.now();
  const files = {
    'optimaliq-20261124T233000Z.tar.age.part': now - 2 * DAY_MS,
    'optimaliq-20261125T233000Z.tar.age.part': now - 1_000,
    'optimaliq-20261124T233000Z.tar.age': now - 2 * DAY_MS,
    'holiday.part': now - 2 * DAY_MS,
  };
  for (const [name, at] of Object.entries(files)) {
    writeFileSync(path.join(directory, name), '');
    utimesSync(path.join(directory, name), at / 1_000, at / 1_000);
  }
  await sweep(directory, directory, now);
  expect(readdirSync(directory).sort()).toEqual(Object.keys(files).slice(1).sort());
});

it('a server sweeps when it starts', async () => {
  const dataDirectory = givenDirectory();
  givenScratch(dataDirectory, `backup-${NOBODY}-abcdef`);
  await givenServer({ dataDirectory });
  expect(readdirSync(path.join(dataDirectory, SCRATCH))).toEqual([]);
});
