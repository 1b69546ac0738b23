import { statSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startCore } from '#server/core/startCore.ts';
import { openForReading } from '#server/storage/sqlite/connection.ts';
import { checkIntegrity } from '#server/storage/sqlite/integrity.ts';
import { callOf } from '#tests/server/core/calls.ts';
import { givenDatabase, givenDirectory } from '#tests/server/storage/openDatabase.ts';
import { databaseState } from '#tests/support/databaseState.ts';
import { THREAD_ENTRY } from '#tests/support/testServer.ts';

const MODES = ['inline', 'worker'] as const;

/** A database most of whose pages hold nothing any more, the rest of them at its end. */
async function givenHollowDatabase(): Promise<string> {
  const file = path.join(givenDirectory(), 'workspace.db');
  const { raw, close } = await givenDatabase(file);
  const insert = raw.prepare('INSERT INTO setting (key, valueJson, updatedAt) VALUES (?, ?, 0)');
  raw.exec('BEGIN');
  for (let row = 0; row < 2_000; row += 1)
    insert.run(`key ${String(row).padStart(5, '0')}`, JSON.stringify('x'.repeat(3_000)));
  raw.exec('COMMIT');
  raw.exec("DELETE FROM setting WHERE key < 'key 01900'");
  close();
  return file;
}

it.each(MODES)('unused pages are given back step by step, and everything else stays as it is (%s)', async (mode) => {
  const databaseFile = await givenHollowDatabase();
  const directory = path.dirname(databaseFile);
  const before = { state: databaseState(directory), bytes: statSync(databaseFile).size };
  const core = await startCore({
    databaseFile,
    synchronous: 'NORMAL',
    mode,
    threadEntry: THREAD_ENTRY,
    clock: Date.now,
    onCommitted: () => undefined,
    onLost: () => undefined,
    onError: () => undefined,
  });
  let isClosed = false;
  const close = async (): Promise<void> => {
    if (!isClosed) await core.close();
    isClosed = true;
  };
  onTestFinished(close);
  const pages = async () => {
    const result = await core.submit(callOf('monitoring.storedPages', {}));
    return (result as { readonly value: { pages: number; freePages: number; givesBack: boolean } }).value;
  };
  const first = await pages();
  expect(first.givesBack).toBe(true);
  expect(first.freePages).toBeGreaterThan(1_000);
  const step = await core.submit(callOf('monitoring.compact', { pages: 64 }));
  expect(step).toMatchObject({ ok: true, value: { pages: first.pages - 64, freePages: first.freePages - 64 } });
  expect(await core.submit(callOf('monitoring.compact', { pages: 10_000 }))).toMatchObject({
    ok: true,
    value: { freePages: 0 },
  });
  expect(await pages()).toMatchObject({ freePages: 0 });
  await close();
  expect(databaseState(directory)).toEqual(before.state);
  expect(statSync(databaseFile).size).toBeLessThan(before.bytes / 5);
  const { raw, close: closeReading } = openForReading(databaseFile);
  checkIntegrity(raw, databaseFile);
  closeReading();
});
