import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { besideWriterOf } from '#server/storage/backup/files.ts';
import { givenDirectory } from './openDatabase.ts';

it('a backup rests while somebody writes, never long, and not at all while nobody does', () => {
  const database = path.join(givenDirectory(), 'workspace.db');
  const log = `${database}-wal`;
  const pace = besideWriterOf(database);
  expect(pace(4)).toBe(0);
  writeFileSync(log, '');
  expect(pace(4)).toBe(0);
  writeFileSync(log, 'a commit');
  expect(pace(4)).toBe(36);
  expect(pace(400)).toBe(100);
  const before = Date.now() / 1_000 - 2;
  utimesSync(log, before, before);
  expect(pace(4)).toBe(0);
  rmSync(log);
  expect(pace(4)).toBe(0);
});
