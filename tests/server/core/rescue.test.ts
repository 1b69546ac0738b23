import { rmSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { startCore, type Core } from '#server/core/startCore.ts';
import { openForReading } from '#server/storage/sqlite/connection.ts';
import { givenDatabase } from '#tests/server/storage/openDatabase.ts';
import { THREAD_ENTRY } from '#tests/support/testServer.ts';
import { callOf } from './calls.ts';

const MODES = ['inline', 'worker'] as const;

async function givenCore(mode: (typeof MODES)[number]) {
  const { file, close } = await givenDatabase();
  close();
  const core = await startCore({
    databaseFile: file,
    synchronous: 'NORMAL',
    mode,
    threadEntry: THREAD_ENTRY,
    clock: Date.now,
    onCommitted: () => undefined,
    onLost: () => undefined,
    onError: () => undefined,
  });
  onTestFinished(() => core.close());
  return { file, core };
}

const write = (core: Core) =>
  core.submit(callOf('monitoring.recordCompaction', { bytes: 1, tookMs: 1, longestStepMs: 1 }));

function entriesIn(file: string): number {
  const { raw, close } = openForReading(file);
  const { count } = raw.prepare<[], { count: number }>('SELECT count(*) AS count FROM journal').get() ?? { count: 0 };
  close();
  return count;
}

it.each(MODES)('what is acknowledged around a rescue is in the copy, and nothing after it (%s)', async (mode) => {
  const { file, core } = await givenCore(mode);
  const before = Array.from({ length: 1_500 }, () => write(core));
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`);
  const rescued = core.rescue(`${file}.rescued`);
  const after = Array.from({ length: 100 }, () => write(core));
  await rescued;
  const late = await write(core);
  const results = await Promise.all([...before, ...after]);
  expect(entriesIn(`${file}.rescued`)).toBe(results.filter(({ ok }) => ok).length);
  expect(results.filter(({ ok }) => ok)).toHaveLength(1_500);
  for (const refused of [...(await Promise.all(after)), late])
    expect(refused).toMatchObject({ ok: false, error: { code: 'UNAVAILABLE', details: { reason: 'storage.gone' } } });
  // The database that nobody can find any more still answers questions.
  expect(await core.submit(callOf('monitoring.storedPages', {}))).toMatchObject({ ok: true });
});

it.each(MODES)('a rescue that fails may be tried again (%s)', async (mode) => {
  const { file, core } = await givenCore(mode);
  await write(core);
  await expect(core.rescue(`${file}/nowhere/rescued`)).rejects.toThrow();
  await core.rescue(`${file}.rescued`);
  expect(entriesIn(`${file}.rescued`)).toBe(1);
});
