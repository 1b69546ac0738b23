import { verifyJournal, type JournalVerdict, type VerifyProgress } from '#server/journal/verify.ts';
import { openForReading } from '#server/storage/sqlite/connection.ts';

export interface VerifyThreadTask {
  readonly databaseFile: string;
}

/** How far it is, and at the end what it found. `total`: entries there are; 0 where nobody can say. */
export type FromVerifyThread =
  { readonly progress: VerifyProgress & { readonly total: number } } | { readonly verdict: JournalVerdict };

/** Walks the journal in one snapshot, so that what is written meanwhile is no fault. */
export async function verifyOnThread(
  { databaseFile }: VerifyThreadTask,
  tell: (message: FromVerifyThread) => void,
): Promise<void> {
  const { unit, snapshot, close } = openForReading(databaseFile);
  try {
    const verdict = await snapshot(async () => {
      const newest = await unit.db
        .selectFrom('journal')
        .select('seq')
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      const entries = newest?.seq ?? 0;
      return verifyJournal(unit.db, (progress) => {
        tell({ progress: { ...progress, total: progress.step === 'entries' ? entries : 0 } });
      });
    });
    tell({ verdict });
  } finally {
    close();
  }
}
