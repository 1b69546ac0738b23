import { verifyJournal, type JournalVerdict } from '#server/journal/verify.ts';
import { openForReading } from '#server/storage/sqlite/connection.ts';

export interface VerifyThreadTask {
  readonly databaseFile: string;
}

/** Walks the journal in one snapshot, so that what is written meanwhile is no fault. */
export async function verifyOnThread({ databaseFile }: VerifyThreadTask): Promise<JournalVerdict> {
  const { unit, snapshot, close } = openForReading(databaseFile);
  try {
    return await snapshot(() => verifyJournal(unit.db));
  } finally {
    close();
  }
}
