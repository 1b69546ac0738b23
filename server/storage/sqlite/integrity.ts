import type { Database } from 'better-sqlite3';
import { damaged, startFailure } from './failure.ts';

/**
 * Reads the whole file and checks its structure (`PRAGMA quick_check`).
 * @throws StartError when it is damaged.
 */
export function checkIntegrity(database: Database, file: string): void {
  let found: unknown;
  try {
    found = database.pragma('quick_check(1)', { simple: true });
  } catch (cause) {
    throw startFailure(file, cause);
  }
  if (found !== 'ok') throw damaged(file, String(found));
}
