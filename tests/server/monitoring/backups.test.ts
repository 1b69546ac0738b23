import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createBackupsGateway, type BackupsGatewayOptions, type MadeFile } from '#server/monitoring/outside.ts';
import { openForWriting } from '#server/storage/sqlite/connection.ts';
import { restoreBackup } from '#server/storage/backup/restoreBackup.ts';
import { staffClient } from '#tests/support/clients.ts';
import { databaseState, queryRows } from '#tests/support/databaseState.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { makeConversation, newId } from '#tests/support/make.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';

vi.setConfig({ testTimeout: 120_000 });

it('an admin makes a key, backs up, sees it come, and can restore it', async () => {
  const server = await givenServer({ writer: 'worker' });
  await makeConversation(server);
  const admin = await staffClient(server, 'admin');
  expect(await admin.call('monitoring.backups', {})).toMatchObject({
    recipient: null,
    nextAt: null,
    lastWholeAt: null,
    backups: [],
  });
  expect(await admin.call('monitoring.backUpNow', {})).toEqual({ state: 'noKey' });

  const { identity, recipient } = await admin.call('monitoring.makeBackupKey', {});
  expect(await admin.call('monitoring.backUpNow', {})).toEqual({ state: 'started' });
  expect(await admin.call('monitoring.backUpNow', {})).toEqual({ state: 'underWay' });
  expect((await admin.call('monitoring.backups', {})).underWay).toMatchObject({ step: 'copying' });

  const seen = await vi.waitUntil(
    async () => {
      const now = await admin.call('monitoring.backups', {});
      return now.underWay === null && now;
    },
    { timeout: 100_000 },
  );
  expect(seen).toMatchObject({ recipient, isOverdue: false });
  const [backup] = seen.backups;
  expect(backup).toMatchObject({ outcome: 'whole', failure: null });
  expect(seen.lastWholeAt).toBe(backup?.startedAt);
  expect(seen.nextAt).toBe((backup?.startedAt ?? 0) + seen.everyMs);
  expect(readdirSync(seen.directory)).toEqual([backup?.fileName]);

  const restored = path.join(server.dataDirectory, 'restored');
  const { seq } = await restoreBackup(restored, path.join(seen.directory, backup?.fileName ?? ''), identity);
  expect(seq).toBe(backup?.journalSeq);
  expect(databaseState(restored)['thread_item']).toEqual(databaseState(server.dataDirectory)['thread_item']);
  const secret = JSON.stringify(databaseState(server.dataDirectory)) + server.log.text();
  expect(secret).not.toContain(identity);
  expect(
    queryRows(server.dataDirectory, "SELECT name FROM journal WHERE name LIKE 'monitoring.%' ORDER BY seq"),
  ).toEqual([{ name: 'monitoring.backupKeyMade' }, { name: 'monitoring.backedUp' }]);
});

it('a server that stops calls off the backup that is under way: nothing of it stays, and it is still due', async () => {
  const temporary = makeTemporaryDirectory();
  onTestFinished(temporary.remove);
  const server = await givenServer({ writer: 'worker', dataDirectory: path.join(temporary.path, 'data') });
  const admin = await staffClient(server, 'admin');
  await admin.call('monitoring.makeBackupKey', {});
  // So large that it cannot end before it is called off.
  mkdirSync(path.join(server.dataDirectory, 'attachments'));
  writeFileSync(path.join(server.dataDirectory, 'attachments', 'large'), Buffer.alloc(24 * 1024 * 1024));
  expect(await admin.call('monitoring.backUpNow', {})).toEqual({ state: 'started' });
  const { directory: backups } = await admin.call('monitoring.backups', {});
  await vi.waitUntil(() => existsSync(backups) && readdirSync(backups).some((name) => name.endsWith('.part')), {
    timeout: 100_000,
  });
  await server.close();
  expect(readdirSync(backups)).toEqual([]);
  expect(readdirSync(path.join(server.dataDirectory, 'scratch'))).toEqual([]);
  expect(queryRows(server.dataDirectory, 'SELECT outcome FROM backup')).toEqual([]);
});

it('the last whole one is known however many failed since, and are all that the list holds', async () => {
  const server = await givenServer();
  const admin = await staffClient(server, 'admin');
  const { raw, close } = openForWriting(path.join(server.dataDirectory, 'workspace.db'));
  const insert = raw.prepare('INSERT INTO backup (id, startedAt, endedAt, outcome) VALUES (?, ?, ?, ?)');
  insert.run(newId(), 1_000, 1_500, 'whole');
  for (let day = 2; day < 30; day += 1) insert.run(newId(), day * 1_000, day * 1_000 + 1, 'failed');
  close();
  const { lastWholeAt, backups } = await admin.call('monitoring.backups', {});
  expect(new Set(backups.map(({ outcome }) => outcome))).toEqual(new Set(['failed']));
  expect(lastWholeAt).toBe(1_000);
});

type Recorded =
  Awaited<ReturnType<BackupsGatewayOptions['submit']>> extends infer _ ? Record<string, unknown>[] : never;

/** The schedule with its own hands on clock, timer and disk. */
function givenSchedule(make: BackupsGatewayOptions['make'], recipient: string | null = 'age1x') {
  let now = 1_000_000;
  let wake = (): void => undefined;
  const recorded: Recorded = [];
  const submit = async (name: string, input: unknown): Promise<unknown> => {
    if (name === 'monitoring.recordBackup') recorded.unshift(input as Record<string, unknown>);
    const whole = recorded.find(({ outcome }) => outcome === 'whole');
    return Promise.resolve({
      recipient,
      keyMadeAt: null,
      lastWholeAt: whole?.['startedAt'] ?? null,
      backups: [...recorded],
    });
  };
  const errors: unknown[] = [];
  const gateway = createBackupsGateway({
    submit: submit as BackupsGatewayOptions['submit'],
    clock: () => now,
    after: (_, run) => {
      wake = run;
      return () => undefined;
    },
    directory: '/backups',
    everyMs: 1_000,
    keep: { daily: 1, weekly: 1 },
    isUnencrypted: false,
    make,
    newKey: () => Promise.reject(new Error('not here')),
    log: () => undefined,
    onError: (error) => errors.push(error),
  });
  const at = async (time: number): Promise<void> => {
    now = time;
    wake();
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  return { at, recorded, gateway, errors };
}

it('one is made when it is due, not before, and a clock set back an hour does not put it off', async () => {
  const make = vi.fn(() => Promise.resolve({ fileName: 'a', bytes: 1, seq: 1 }));
  const { at, recorded, gateway } = givenSchedule(make);
  await at(1_000_000);
  await at(1_000_999);
  expect(make).toHaveBeenCalledTimes(1);
  await at(1_001_000);
  expect(make).toHaveBeenCalledTimes(2);
  await at(1_001_000 - 3_600_000);
  expect((await gateway.handlers['monitoring.backups']()).nextAt).toBe(1_001_000 - 3_600_000 + 1_000);
  await at(1_001_000 + 3_600_000);
  expect(recorded).toHaveLength(3);
  await gateway.stop();
});

it('one that ends while somebody asks is told as under way or in the list, never as neither', async () => {
  const made = Promise.withResolvers<MadeFile>();
  const { at, gateway } = givenSchedule(vi.fn(() => made.promise));
  await at(1_000_000);
  const asked = gateway.handlers['monitoring.backups']();
  made.resolve({ fileName: 'a', bytes: 1, seq: 1 });
  await at(1_000_001);
  const { underWay, backups } = await asked;
  expect(underWay !== null || backups.length > 0).toBe(true);
  expect(await gateway.handlers['monitoring.backups']()).toMatchObject({
    underWay: null,
    backups: [{ fileName: 'a' }],
  });
  await gateway.stop();
});

it('a failure is kept in words, tried again when due, and after two intervals it is overdue', async () => {
  const make = vi.fn(() => Promise.reject(new Error('the disk is full')));
  const { at, gateway } = givenSchedule(make);
  await at(1_000_000);
  const state = await gateway.handlers['monitoring.backups']();
  expect(state.backups[0]).toMatchObject({ outcome: 'failed', failure: 'the disk is full', fileName: null });
  expect(state.isOverdue).toBe(true);
  await at(1_001_000);
  expect(make).toHaveBeenCalledTimes(2);
  await gateway.stop();
});

it('without a key nothing is made', async () => {
  const make = vi.fn(() => Promise.resolve({ fileName: 'a', bytes: 1, seq: 1 }));
  const { at, gateway } = givenSchedule(make, null);
  await at(1_000_000);
  expect(make).not.toHaveBeenCalled();
  expect(await gateway.handlers['monitoring.backUpNow']()).toEqual({ state: 'noKey' });
  await gateway.stop();
});
