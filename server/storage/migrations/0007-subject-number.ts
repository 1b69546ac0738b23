import { sql, type Kysely } from 'kysely';
import { key, keyedTable, required, strictTable } from './columns.ts';
import { createJournalSubject } from './0003-journal.ts';
import type { Migration } from './migration.ts';

async function createView(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE VIEW journal_subject AS SELECT subject.kind, subject.id, journal_entry_subject.seq
    FROM subject JOIN journal_entry_subject ON journal_entry_subject.subjectNumber = subject.number`.execute(db);
}

/**
 * What the journal's entries are about is named once; the index of entries holds its number. `journal_subject(kind, id, seq)` becomes a view
 * (docs/adr/0012).
 */
export const subjectNumberMigration: Migration = {
  name: '0007-subject-number',
  up: async (db) => {
    await strictTable(db, 'subject')
      .addColumn('number', 'integer', key)
      .addColumn('kind', 'text', required)
      .addColumn('id', 'text', required)
      .addUniqueConstraint('subject_named', ['kind', 'id'])
      .execute();
    await keyedTable(db, 'journal_entry_subject')
      .addColumn('subjectNumber', 'integer', required)
      .addColumn('seq', 'integer', required)
      .addPrimaryKeyConstraint('journal_entry_subject_key', ['subjectNumber', 'seq'])
      .execute();
    await sql`INSERT INTO subject (kind, id) SELECT kind, id FROM journal_subject GROUP BY kind, id ORDER BY min(seq)`.execute(
      db,
    );
    await sql`INSERT INTO journal_entry_subject (subjectNumber, seq)
      SELECT subject.number, journal_subject.seq FROM journal_subject JOIN subject USING (kind, id)`.execute(db);
    await db.schema.dropTable('journal_subject').execute();
    await createView(db);
  },
  down: async (db) => {
    await db.schema.dropView('journal_subject').execute();
    await createJournalSubject(db);
    await sql`INSERT INTO journal_subject (kind, id, seq)
      SELECT subject.kind, subject.id, seq FROM journal_entry_subject JOIN subject ON subject.number = subjectNumber`.execute(
      db,
    );
    await db.schema.dropTable('journal_entry_subject').execute();
    await db.schema.dropTable('subject').execute();
  },
};
