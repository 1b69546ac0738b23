import path from 'node:path';
import { onTestFinished } from 'vitest';
import { migrations } from '#server/storage/migrations/index.ts';
import { openForWriting } from '#server/storage/sqlite/connection.ts';
import { migrateUp } from '#server/storage/sqlite/migrate.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';

/** A directory of this test's own, removed when the test ends. */
export function givenDirectory(): string {
  const directory = makeTemporaryDirectory();
  onTestFinished(directory.remove);
  return directory.path;
}

/** A database file of this test's own, without tables. */
export function givenEmptyDatabase(file = path.join(givenDirectory(), 'workspace.db')) {
  const connection = openForWriting(file, { synchronous: 'NORMAL' });
  onTestFinished(() => connection.close());
  return { ...connection, file };
}

export async function givenDatabase(file?: string) {
  const connection = givenEmptyDatabase(file);
  await migrateUp(connection.raw, migrations, 0);
  return connection;
}
