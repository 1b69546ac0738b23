import { expect, it, vi } from 'vitest';
import { AppError } from '#shared/wire/errors.ts';
import { createHealth } from '#server/monitoring/health.ts';
import { staffClient } from '#tests/support/clients.ts';
import { queryRows } from '#tests/support/databaseState.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { send } from '#tests/support/http.ts';

const GIGABYTE = 1024 ** 3;

it('an admin sees how the disk and the database are, and why nothing is written', async () => {
  let freeBytes = 10 * GIGABYTE;
  const server = await givenServer({ disk: { everyMs: 5, look: () => Promise.resolve({ freeBytes, inode: 1 }) } });
  const admin = await staffClient(server, 'admin');
  const well = await admin.call('monitoring.storage', {});
  expect(well).toMatchObject({
    state: 'roomy',
    refusal: null,
    diskFreeBytes: 10 * GIGABYTE,
    lowBytes: GIGABYTE,
    givesBack: true,
    lastCompaction: null,
    isCompacting: false,
  });
  expect(well.databaseBytes).toBeGreaterThan(100_000);
  freeBytes = 1_000;
  await expect.poll(async () => (await admin.call('monitoring.storage', {})).state).toBe('full');
  expect(await admin.call('monitoring.storage', {})).toMatchObject({ refusal: { reason: 'storage.diskFull' } });
});

it('/healthz is well only when something can be committed', async () => {
  let freeBytes = 10 * GIGABYTE;
  const server = await givenServer({ disk: { everyMs: 5, look: () => Promise.resolve({ freeBytes, inode: 1 }) } });
  const health = () => send(server, { path: '/healthz' });
  const proof = () =>
    queryRows(server.dataDirectory, "SELECT count(*) AS found FROM setting WHERE key = 'storage.proof'");
  expect(proof()).toEqual([{ found: 0 }]);
  expect((await health()).status).toBe(200);
  expect(proof()).toEqual([{ found: 1 }]);
  freeBytes = 1_000;
  await expect.poll(async () => (await health()).status).toBe(503);
  expect((await health()).json()).toMatchObject({ error: { details: { reason: 'storage.diskFull' } } });
});

it('who asks for health again within a second gets the same answer without another commit', async () => {
  let now = 0;
  const refusal = new AppError('UNAVAILABLE', 'no room', { reason: 'storage.diskFull' });
  const prove = vi.fn(() => Promise.resolve());
  const refused = { by: null as AppError | null };
  const health = createHealth({ refusal: () => refused.by, prove, now: () => now });
  await Promise.all([health.check(), health.check()]);
  now = 999;
  await health.check();
  expect(prove).toHaveBeenCalledTimes(1);
  now = 1_000;
  prove.mockRejectedValueOnce(refusal);
  await expect(health.check()).rejects.toBe(refusal);
  now = 2_000;
  await health.check();
  refused.by = refusal;
  await expect(health.check()).rejects.toBe(refusal);
  expect(prove).toHaveBeenCalledTimes(3);
});
