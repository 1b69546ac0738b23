import { expect, it } from 'vitest';
import { AppError } from '#shared/wire/errors.ts';
import { watchDisk, type DiskState } from '#server/storage/diskWatch.ts';

const READ_ONLY = new AppError('UNAVAILABLE', 'read-only', { reason: 'storage.readOnly' });
const FULL = new AppError('UNAVAILABLE', 'full', { reason: 'storage.diskFull' });

/** A watch with its own hands on the disk. */
async function givenWatch() {
  const disk = { freeBytes: 1_000, inode: 1, failure: null as AppError | null, proofs: 0 };
  const states: DiskState[] = [];
  const watch = await watchDisk({
    lowBytes: 100,
    fullBytes: 40,
    everyMs: 1,
    look: () => Promise.resolve({ freeBytes: disk.freeBytes, inode: disk.inode }),
    prove: () => {
      disk.proofs += 1;
      return Promise.resolve(disk.failure);
    },
    every: () => () => undefined,
    onChange: (state) => states.push(state),
  });
  return { disk, watch, states };
}

it('after a commit that failed nothing is written until one succeeds, and nothing is proven before that', async () => {
  const { disk, watch, states } = await givenWatch();
  await watch.check();
  expect(disk.proofs).toBe(0);
  disk.failure = READ_ONLY;
  watch.failed(FULL);
  expect(watch.refusal()).toBe(FULL);
  await watch.check();
  expect(watch.refusal()).toBe(READ_ONLY);
  disk.failure = null;
  await watch.check();
  expect(watch.refusal()).toBeNull();
  expect(states).toEqual(['failing', 'roomy']);
});

it('full begins below the limit and ends with a quarter more room; nothing is proven on a full disk', async () => {
  const { disk, watch, states } = await givenWatch();
  for (const freeBytes of [60, 39, 49, 50]) {
    disk.freeBytes = freeBytes;
    await watch.check();
    if (freeBytes === 39) {
      watch.failed(FULL);
      await watch.check();
      expect(disk.proofs).toBe(0);
    }
  }
  expect(states).toEqual(['low', 'full', 'low']);
  expect(disk.proofs).toBe(1);
});

it('a database that is gone stays gone', async () => {
  const { disk, watch, states } = await givenWatch();
  disk.inode = 2;
  await watch.check();
  disk.inode = 1;
  await watch.check();
  expect(states).toEqual(['gone']);
  expect(watch.refusal()?.details?.reason).toBe('storage.gone');
});
