import { verifyJournal, wordsForFault, type VerifyProgress } from '#server/journal/verify.ts';
import { migrations } from '#server/storage/migrations/index.ts';
import { migrationState, refuseNewer } from '#server/storage/sqlite/migrate.ts';
import { StartError } from '#server/storage/startError.ts';
import { reading } from './openDatabase.ts';

/** Says on a terminal how far the walk has come; anywhere else it would only fill a log. */
function createProgress(total: number): { at(progress: VerifyProgress): void; clear(): void } {
  const { stderr } = process;
  if (!stderr.isTTY) return { at: () => undefined, clear: () => undefined };
  return {
    at: ({ step, done }) =>
      void stderr.write(
        step === 'entries' ? `\r${String(done)} of ${String(total)} entries` : `\r\u001b[K${String(done)} subjects`,
      ),
    clear: () => void stderr.write('\r\u001b[K'),
  };
}

/** Walks the whole journal on one snapshot, so that a server may go on writing. @returns whether it is whole. */
export function verify(directory: string): Promise<boolean> {
  return reading(directory, async (connection) => {
    const state = migrationState(connection.raw, migrations);
    refuseNewer(state);
    if (!state.applied.includes('0003-journal'))
      throw new StartError('This database has no journal yet: migrations are pending.');
    const { db } = connection.unit;
    const { entries, fault, hash } = await connection.snapshot(async () => {
      const newest = await db.selectFrom('journal').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
      const progress = createProgress(newest?.seq ?? 0);
      try {
        return await verifyJournal(db, progress.at);
      } finally {
        progress.clear();
      }
    });
    if (fault !== null) {
      console.error(`The journal is broken after ${String(entries)} entries: ${wordsForFault(fault)}.`);
      return false;
    }
    console.log(`The journal is whole: ${String(entries)} entries, the last with the hash ${hash}.`);
    return true;
  });
}
