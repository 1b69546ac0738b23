import { statSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, vi } from 'vitest';
import { databaseState } from '#tests/support/databaseState.ts';
import { givenDirectory } from '#tests/server/storage/openDatabase.ts';
import { makeDemo } from '#tests/torture/support/directories.ts';
import { entry, run } from '#tests/torture/support/program.ts';

vi.setConfig({ testTimeout: 120_000 });

it('compact makes a database small, and able to give room back from then on', async () => {
  const directory = givenDirectory();
  await makeDemo(directory);
  const file = path.join(directory, 'workspace.db');
  const raw = new Database(file);
  // As a database was made before this program knew how.
  raw.pragma('journal_mode = DELETE');
  raw.pragma('auto_vacuum = NONE');
  raw.exec(
    "VACUUM; CREATE TABLE filler (body TEXT) STRICT; INSERT INTO filler SELECT printf('%.*c', 4000000, 'x'); DROP TABLE filler;",
  );
  expect(raw.pragma('auto_vacuum', { simple: true })).toBe(0);
  raw.close();
  const before = { state: databaseState(directory), bytes: statSync(file).size };

  const { code, stdout, stderr } = await run(...entry('server/entry/db.ts', 'compact', '--data', directory));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/workspace\.db: \d+\.\d MB before, \d+\.\d MB now\.\n$/);
  expect(statSync(file).size).toBeLessThan(before.bytes - 3_900_000);
  expect(databaseState(directory)).toEqual(before.state);
  const compacted = new Database(file);
  expect(compacted.pragma('auto_vacuum', { simple: true })).toBe(2);
  compacted.close();
});
