import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { checkRecovery, checkTrouble } from './inTrouble.ts';
import type { Scene } from './scene.ts';
import { openShop } from './shop.ts';

/** Says to the kernel how large a file the process may write (util-linux's prlimit; no right is needed for that). */
function limitFiles(pid: number, bytes: number | 'unlimited'): void {
  const { status, stderr } = spawnSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
}

/** Every write fails while there is plenty of room, as with a quota or a disk that breaks; then it passes. Takes no root. */
export const limitedFiles: Scene = async ({ saw, random, ...party }) => {
  const temporary = makeTemporaryDirectory();
  const dataDirectory = path.join(temporary.path, 'data');
  mkdirSync(dataDirectory);
  try {
    const shop = await openShop({ dataDirectory, random, ...party });
    try {
      const admin = await shop.signIn('admin');
      const { pid } = shop.server();
      for (let round = 1; round <= 2; round += 1) {
        await shop.untilWritten(random.between(5, 30));
        // Not even the first page of a file: a proof that writes one would pass, and the trouble come and go.
        limitFiles(pid, 0);
        const message = await checkTrouble(shop, admin, {
          reason: 'storage.disk',
          state: 'failing',
          words: /disk of the server failed\. Nothing was saved/,
        });
        limitFiles(pid, 'unlimited');
        await checkRecovery(shop, admin, pid);
        saw(`every write failed: "${message}"; then went on by itself, ${shop.acknowledged()} acknowledged`);
      }
      return await shop.settle();
    } finally {
      shop.close();
      await shop.server().end;
    }
  } finally {
    temporary.remove();
  }
};
