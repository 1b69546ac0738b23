import path from 'node:path';
import { verifyJournal } from '#server/journal/verify.ts';
import { restoreBackup } from '#server/storage/backup/restoreBackup.ts';
import { openForReading } from '#server/storage/sqlite/connection.ts';

/** Whether the copy holds what its source held as of the copy's newest journal entry: journal, its index, and every thread. */
function equalAt(source: string, target: string, seq: number): boolean {
  const { raw, close } = openForReading(path.join(source, 'workspace.db'));
  const count = (sql: string, ...parameters: readonly unknown[]): number =>
    raw
      .prepare<unknown[], number>(`SELECT count(*) FROM (${sql})`)
      .pluck()
      .get(...parameters) ?? -1;
  try {
    raw.prepare('ATTACH ? AS copy').run(path.join(target, 'workspace.db'));
    const journal = 'journal WHERE seq <= ?';
    const index = 'journal_entry_subject WHERE seq <= ?';
    const items = `SELECT thread_item.id FROM main.thread_item JOIN copy.conversation ON number = conversationNumber WHERE seq <= lastSeq`;
    return (
      count(`SELECT * FROM copy.journal EXCEPT SELECT * FROM main.${journal}`, seq) === 0 &&
      count('SELECT seq FROM copy.journal') === count(`SELECT seq FROM main.${journal}`, seq) &&
      count(`SELECT * FROM copy.journal_entry_subject EXCEPT SELECT * FROM main.${index}`, seq) === 0 &&
      count('SELECT seq FROM copy.journal_entry_subject') === count(`SELECT seq FROM main.${index}`, seq) &&
      count(
        'SELECT id, seq, body, authorId, at FROM copy.thread_item EXCEPT SELECT id, seq, body, authorId, at FROM main.thread_item',
      ) === 0 &&
      count('SELECT id FROM copy.thread_item') === count(items)
    );
  } finally {
    close();
  }
}

export interface Compared {
  readonly seq: number;
  readonly messages: number;
  readonly journalIsWhole: boolean;
  readonly equal: boolean;
}

/** Restores a backup and compares it with its source, which may have gone on since. */
export async function compareRestored(
  source: string,
  backup: string,
  identity: string,
  target: string,
): Promise<Compared> {
  const { seq } = await restoreBackup(target, backup, identity);
  const { unit, raw, close } = openForReading(path.join(target, 'workspace.db'));
  const { fault } = await verifyJournal(unit.db);
  const { messages } = raw.prepare<[], { messages: number }>('SELECT count(*) AS messages FROM thread_item').get() ?? {
    messages: 0,
  };
  close();
  return { seq, messages, journalIsWhole: fault === null, equal: equalAt(source, target, seq) };
}
