import { expect, it, vi } from 'vitest';
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
  await vi.waitUntil(async () => (await admin.call('monitoring.storage', {})).state === 'full');
  expect(await admin.call('monitoring.storage', {})).toMatchObject({ refusal: { reason: 'storage.diskFull' } });
});

it('/healthz is well only when something can be committed, and asking twice at once commits once', async () => {
  let freeBytes = 10 * GIGABYTE;
  const server = await givenServer({ disk: { everyMs: 5, look: () => Promise.resolve({ freeBytes, inode: 1 }) } });
  const health = () => send(server, { path: '/healthz' });
  const proof = () =>
    queryRows(server.dataDirectory, "SELECT count(*) AS found FROM setting WHERE key = 'storage.proof'");
  expect(proof()).toEqual([{ found: 0 }]);
  const both = await Promise.all([health(), health()]);
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  expect(proof()).toEqual([{ found: 1 }]);
  freeBytes = 1_000;
  await vi.waitUntil(async () => (await health()).status === 503);
  expect((await health()).json).toMatchObject({ error: { details: { reason: 'storage.diskFull' } } });
});
