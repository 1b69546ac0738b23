import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { checkTrouble } from './inTrouble.ts';
import { mountDisk } from './mountedDisk.ts';
import type { Scene } from './scene.ts';
import { openShop } from './shop.ts';

const DISK_MEGABYTES = 224;

/** The kernel stops writing to the disk under the server; afterwards the disk is repaired, as it has to be, and the server started again. */
export const readOnlyDisk: Scene = async ({ saw, random, ...party }) => {
  const disk = mountDisk(DISK_MEGABYTES);
  const dataDirectory = path.join(disk.path, 'data');
  mkdirSync(dataDirectory);
  try {
    const shop = await openShop({ dataDirectory, random, ...party });
    try {
      const admin = await shop.signIn('admin');
      for (let round = 1; round <= 2; round += 1) {
        await shop.untilWritten(random.between(20, 60));
        disk.becomeReadOnly();
        const message = await checkTrouble(shop, admin, {
          reason: 'storage.readOnly',
          state: 'failing',
          words: /read-only\. Nothing was saved/,
        });
        saw(`read-only, ${shop.acknowledged()} acknowledged: "${message}"`);
        const how = round === 1 ? 'SIGTERM' : 'SIGKILL';
        shop.server().signal(how);
        const { stderr } = await shop.server().end;
        assert.match(stderr, /the disk fails: nothing is written/, 'the log says so');
        disk.mend();
        await shop.restart();
        await shop.untilWritten(5);
        saw(`ended with ${how}, disk repaired by e2fsck, started again: ${shop.acknowledged()} acknowledged`);
      }
      return await shop.settle();
    } finally {
      shop.close();
      await shop.server().end;
    }
  } finally {
    disk.unmount();
  }
};
