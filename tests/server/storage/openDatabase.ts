import path from 'node:path';
import { onTestFinished } from 'vitest';
import { openForWriting } from '#server/storage/sqlite/connection.ts';
import { writeMigratedDatabase } from '#tests/support/migratedDatabase.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';

/** A directory of this test's own, removed when the test ends. */
export function givenDirectory(): string {
  const directory = makeTemporaryDirectory();
  onTestFinished(directory.remove);
  return directory.path;
}

const newFile = (): string => path.join(givenDirectory(), 'workspace.db');

/** A database file of this test's own, without tables. */
export function givenEmptyDatabase(file = newFile()) {
  const connection = openForWriting(file, { synchronous: 'NORMAL' });
  onTestFinished(() => connection.close());
  return { ...connection, file };
}

/** The same with all tables, empty. */
export async function givenDatabase(file = newFile()) {
  await writeMigratedDatabase(file);
  return givenEmptyDatabase(file);
}
