import { existsSync, statSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { createCheckpoints } from '#server/core/checkpoints.ts';
import { copyLog, openCheckpointer } from '#server/storage/sqlite/checkpoint.ts';
import { createManualTime, turn } from '#tests/server/journal/manualTime.ts';
import { givenDatabase } from '#tests/server/storage/openDatabase.ts';

function setUp(answers: (boolean | Error)[] = []) {
  const time = createManualTime();
  const done: string[] = [];
  const errors: unknown[] = [];
  const checkpoints = createCheckpoints({
    copy: (pages) => {
      done.push(`copy ${String(pages)}`);
      const answer = answers.shift() ?? false;
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    finish: () => Promise.resolve(done.push('finish')),
    onError: (error) => errors.push(error),
    after: time.after,
  });
  return { checkpoints, done, errors, time };
}

it('under load somebody looks after every 1,000 entries, and the writer copies the rest of a long log', async () => {
  const { checkpoints, done } = setUp([false, true]);
  checkpoints.committed(999);
  expect(done).toEqual([]);
  checkpoints.committed(1);
  await turn();
  checkpoints.committed(500);
  checkpoints.committed(600);
  checkpoints.committed(5_000);
  await turn();
  expect(done).toEqual(['copy 16000', 'copy 16000', 'finish']);
});

it('when it has become quiet, a shorter log is copied too, once', async () => {
  const { checkpoints, done, time } = setUp([true]);
  checkpoints.committed(3);
  time.pass(1_000);
  checkpoints.committed(3);
  time.pass(1_000);
  expect(done).toEqual([]);
  time.pass(2_000);
  await turn();
  expect(done).toEqual(['copy 1000', 'finish']);
  time.pass(60_000);
  expect(done).toHaveLength(2);
});

it('what fails is told, and tried again later', async () => {
  const { checkpoints, done, errors } = setUp([new Error('disk')]);
  checkpoints.committed(1_000);
  await turn();
  checkpoints.committed(1_000);
  await turn();
  expect(errors).toEqual([new Error('disk')]);
  expect(done).toHaveLength(2);
});

it('none begins after the stop', async () => {
  const { checkpoints, done, time } = setUp();
  checkpoints.committed(1);
  await checkpoints.stop();
  checkpoints.committed(1_000);
  time.pass(10_000);
  expect(done).toEqual([]);
});

it('a long log is copied beside a writer who goes on, and then begins again at its beginning', async () => {
  const { raw, file } = await givenDatabase();
  raw.pragma('wal_autocheckpoint = 0');
  const checkpointer = openCheckpointer(file);
  onTestFinished(checkpointer.close);
  const write = (rows: number): void => {
    for (let row = 0; row < rows; row += 1)
      raw.prepare('INSERT INTO setting VALUES (?, ?, 1)').run(`${String(row)} ${'x'.repeat(4_000)}`, '1');
    raw.exec('DELETE FROM setting');
  };
  write(300);
  expect(checkpointer.copy(100_000)).toBe(false);
  raw.exec('BEGIN IMMEDIATE');
  expect(checkpointer.copy(100)).toBe(true);
  raw.exec('COMMIT');
  write(5);
  expect(copyLog(raw)).toBe(true);
  const size = statSync(`${file}-wal`).size;
  write(200);
  expect(existsSync(`${file}-wal`)).toBe(true);
  expect(statSync(`${file}-wal`).size).toBe(size);
});
