import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { migrations } from '#server/storage/migrations/index.ts';
import { openForWriting } from '#server/storage/sqlite/connection.ts';
import { migrateUp } from '#server/storage/sqlite/migrate.ts';
import { makeTemporaryDirectory } from './temporaryDirectory.ts';

let made: Promise<Buffer> | undefined;

async function make(): Promise<Buffer> {
  const temporary = makeTemporaryDirectory();
  try {
    const file = path.join(temporary.path, 'workspace.db');
    const { raw, close } = openForWriting(file, { synchronous: 'NORMAL' });
    await migrateUp(raw, migrations, 0);
    // Closing the last connection leaves everything in the one file.
    close();
    return readFileSync(file);
  } finally {
    temporary.remove();
  }
}

/**
 * Writes a database with all tables and nothing in them, as migrating leaves it; it is migrated once per process, because that is slow.
 * tests/server/storage/migrations.test.ts shows what migrating does.
 */
export async function writeMigratedDatabase(file: string): Promise<void> {
  made ??= make();
  writeFileSync(file, await made, { flag: 'wx' });
}
