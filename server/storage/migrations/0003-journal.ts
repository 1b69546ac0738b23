import type { Kysely } from 'kysely';
import { key, keyedTable, required, strictTable } from './columns.ts';
import type { Migration } from './migration.ts';

export async function createJournalSubject(db: Kysely<unknown>): Promise<void> {
  await keyedTable(db, 'journal_subject')
    .addColumn('kind', 'text', required)
    .addColumn('id', 'text', required)
    .addColumn('seq', 'integer', required)
    .addPrimaryKeyConstraint('journal_subject_key', ['kind', 'id', 'seq'])
    .execute();
}

/** The append-only record of every committed change, whom each entry is about, and the answers to repeated commands. */
export const journalMigration: Migration = {
  name: '0003-journal',
  up: async (db) => {
    await strictTable(db, 'journal')
      .addColumn('seq', 'integer', key)
      .addColumn('version', 'integer', required)
      .addColumn('at', 'integer', required)
      .addColumn('name', 'text', required)
      .addColumn('actorKind', 'text', required)
      .addColumn('actorId', 'text')
      .addColumn('correlationId', 'text', required)
      .addColumn('causationSeq', 'integer')
      .addColumn('subjectsJson', 'text', required)
      .addColumn('factsJson', 'text', required)
      .addColumn('previousHash', 'text', required)
      .addColumn('hash', 'text', required)
      .execute();
    await createJournalSubject(db);
    await keyedTable(db, 'command_receipt')
      .addColumn('operation', 'text', required)
      .addColumn('id', 'text', required)
      .addColumn('principal', 'text', required)
      .addColumn('inputHash', 'text', required)
      .addColumn('answerJson', 'text', required)
      .addColumn('at', 'integer', required)
      .addPrimaryKeyConstraint('command_receipt_key', ['operation', 'id'])
      .execute();
  },
  down: async (db) => {
    await db.schema.dropTable('command_receipt').execute();
    await db.schema.dropTable('journal_subject').execute();
    await db.schema.dropTable('journal').execute();
  },
};
