import { statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { proveWritable } from '#server/storage/sqlite/proveWritable.ts';
import { givenDirectory } from './openDatabase.ts';

it('a disk that takes a change is believed', () => {
  const file = path.join(givenDirectory(), 'workspace.db');
  writeFileSync(file, '');
  utimesSync(file, 1, 1);
  proveWritable(file);
  expect(statSync(file).mtimeMs).toBeGreaterThan(1_000);
});

it('a file that was removed is not the disk’s failure', () => {
  expect(() => {
    proveWritable(path.join(givenDirectory(), 'gone.db'));
  }).not.toThrow();
});

it.each(['EROFS', 'EIO'])('a disk that answers %s has failed as a sync fails', (code) => {
  const refuse = (): never => {
    throw Object.assign(new Error(code), { code });
  };
  expect(() => {
    proveWritable('workspace.db', refuse);
  }).toThrow(expect.objectContaining({ code: 'SQLITE_IOERR_FSYNC' }));
});
