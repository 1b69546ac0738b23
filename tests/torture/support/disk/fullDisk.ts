import path from 'node:path';
import { mountDisk } from './mountedDisk.ts';
import { checkRecovery, checkTrouble } from './inTrouble.ts';
import type { Scene } from './scene.ts';
import { openShop } from './shop.ts';
import { mkdirSync } from 'node:fs';

const MEGABYTE = 1024 ** 2;
const DISK_MEGABYTES = 224;

/** @param seesItComing with its limits as they are, the server stops before the last megabytes; with none, SQLite runs into the end of the disk. */
export const fullDisk =
  (seesItComing: boolean): Scene =>
  async ({ saw, random, ...party }) => {
    const disk = mountDisk(DISK_MEGABYTES);
    const dataDirectory = path.join(disk.path, 'data');
    mkdirSync(dataDirectory);
    const words = seesItComing ? [] : ['--disk-low-megabytes', '0', '--disk-full-megabytes', '0'];
    try {
      const shop = await openShop({ dataDirectory, random, words, ...party });
      try {
        const admin = await shop.signIn('admin');
        await shop.untilWritten(random.between(20, 60));
        for (let round = 1; round <= 3; round += 1) {
          const { pid } = shop.server();
          disk.fill(seesItComing ? random.between(1, 60) * MEGABYTE : 0);
          const message = await checkTrouble(shop, admin, {
            reason: 'storage.diskFull',
            state: seesItComing ? 'full' : 'failing',
            steady: seesItComing,
            words: seesItComing
              ? /nearly full.*What was saved is safe/
              : /disk of the server is full\. Nothing was saved/,
          });
          saw(
            `full, ${Math.round(disk.freeBytes() / 1024)} KiB left, ${shop.acknowledged()} acknowledged: "${message}"`,
          );
          if (round === 3) {
            shop.server().signal('SIGKILL');
            await shop.server().end;
            disk.clear();
            await shop.restart();
            await shop.untilWritten(5);
            saw('killed on the full disk, and started again when there was room');
          } else {
            disk.clear();
            await checkRecovery(shop, admin, pid);
            saw(`room again: went on by itself, ${shop.acknowledged()} acknowledged`);
          }
          await shop.untilWritten(random.between(5, 40));
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
