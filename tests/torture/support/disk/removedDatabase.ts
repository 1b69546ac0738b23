import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { within } from '#tests/torture/support/within.ts';
import type { Scene } from './scene.ts';
import { openShop } from './shop.ts';

const END_WITHIN_MS = 60_000;

export type Removal =
  'the file' | 'the file and its log' | 'the directory' | 'the directory, and its place taken for a while';

const REMOVALS: readonly Removal[] = [
  'the file',
  'the file and its log',
  'the directory',
  'the directory, and its place taken for a while',
];

/** Takes the database away under the server, one way after the other; whoever supervises it starts it again. */
export const removedDatabase =
  (removals: readonly Removal[] = REMOVALS): Scene =>
  async ({ saw, random, ...party }) => {
    const temporary = makeTemporaryDirectory();
    const dataDirectory = path.join(temporary.path, 'data');
    mkdirSync(dataDirectory);

    /** @returns what makes it possible to put the database back, where it is not at once. */
    function remove(what: Removal): () => void {
      if (what === 'the file' || what === 'the file and its log') {
        for (const end of what === 'the file' ? [''] : ['', '-wal', '-shm'])
          rmSync(path.join(dataDirectory, `workspace.db${end}`), { force: true });
        return () => undefined;
      }
      const away = path.join(temporary.path, `away-${String(random.between(0, 1_000_000))}`);
      renameSync(dataDirectory, away);
      // A file where the directory was: nothing can be made there.
      if (what !== 'the directory') writeFileSync(dataDirectory, '');
      rmSync(away, { recursive: true });
      return () => {
        if (what !== 'the directory') rmSync(dataDirectory);
      };
    }

    try {
      const shop = await openShop({ dataDirectory, random, ...party });
      try {
        for (const what of removals) {
          await shop.untilWritten(random.between(20, 60));
          const { end } = shop.server();
          const giveWay = remove(what);
          if (what === 'the directory, and its place taken for a while') {
            const message = await shop.untilRefused('storage.gone');
            assert.match(message, /database of the server was removed. What was saved is being put back/);
            assert.deepEqual(await shop.health(), { status: 503, reason: 'storage.gone' });
            assert((await shop.read()) > 0, 'reading goes on');
            saw(`its place is taken, so the server lives on: "${message}"`);
          }
          giveWay();
          const { code, stderr } = await within(END_WITHIN_MS, 'the server to end by itself', end);
          assert.equal(code, 1);
          assert.match(stderr, /everything it held was put back, and the server starts again/);
          await shop.restart();
          saw(`${what} removed: put back, ended with ${code}, started again; ${shop.acknowledged()} acknowledged`);
          await shop.untilWritten(5);
          assert(!readdirSync(dataDirectory).includes('workspace.db.rescued'));
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
