import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { startFailure } from '#server/storage/sqlite/failure.ts';
import { StartError } from '#server/storage/startError.ts';

/**
 * Opens a file of the desktop's link, made anew where there is none. It is not the workspace's database: its schema is its own. A copy of what the
 * hub has (`isCopy`) is thrown away and begun anew when it is damaged or of another `version`.
 * @throws StartError for a damaged or unusable file.
 */
export function openFile(
  file: string,
  { version, schema, isCopy }: { version: number; schema: string; isCopy: boolean },
): Database.Database {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { timeout: 5_000 });
    database.pragma('journal_mode = WAL');
    // What is nowhere else must survive a power cut; a copy need not.
    database.pragma(`synchronous = ${isCopy ? 'NORMAL' : 'FULL'}`);
    const found = Number(database.pragma('user_version', { simple: true }));
    if (found !== 0 && found !== version) throw new StartError(`${file} was written by another version of this app.`);
    database.exec(schema);
    database.pragma(`user_version = ${String(version)}`);
    return database;
  } catch (cause) {
    database?.close();
    if (isCopy && existsSync(file)) {
      removeFile(file);
      return openFile(file, { version, schema, isCopy: false });
    }
    throw cause instanceof StartError ? cause : startFailure(file, cause);
  }
}

/** Removes a database with what SQLite keeps beside it. */
export function removeFile(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
}
