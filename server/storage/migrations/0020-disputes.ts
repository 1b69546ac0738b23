import { sql } from 'kysely';
import { key, keyedTable, required, strictTable } from './columns.ts';
import type { Migration } from './migration.ts';

/**
 * Evidence while it is collected, field by field, and the answers that were given: each is its own intent, with the exact request and the
 * key that Stripe knows it by (docs/adr/0042). Files are kept once, by the hash of what they hold.
 */
export const disputesMigration: Migration = {
  name: '0020-disputes',
  up: async (db) => {
    await strictTable(db, 'evidence_draft')
      .addColumn('disputeId', 'text', key)
      .addColumn('revision', 'integer', required)
      .execute();
    await keyedTable(db, 'evidence_text')
      .addColumn('disputeId', 'text', required)
      .addColumn('field', 'text', required)
      .addColumn('text', 'text', required)
      .addColumn('version', 'integer', required)
      .addColumn('editedBy', 'text', required)
      .addColumn('editedAt', 'integer', required)
      .addPrimaryKeyConstraint('evidence_text_key', ['disputeId', 'field'])
      .execute();
    // A file that was taken off leaves its row, as its version goes on.
    await keyedTable(db, 'evidence_file')
      .addColumn('disputeId', 'text', required)
      .addColumn('field', 'text', required)
      .addColumn('sha256', 'text')
      .addColumn('name', 'text', required)
      .addColumn('version', 'integer', required)
      .addColumn('addedBy', 'text', required)
      .addColumn('addedAt', 'integer', required)
      .addPrimaryKeyConstraint('evidence_file_key', ['disputeId', 'field'])
      .execute();
    await sql`CREATE INDEX evidence_file_with ON evidence_file (sha256) WHERE sha256 IS NOT NULL`.execute(db);
    await strictTable(db, 'evidence_content')
      .addColumn('sha256', 'text', key)
      .addColumn('type', 'text', required)
      .addColumn('size', 'integer', required)
      .addColumn('bytes', 'blob', required)
      .execute();
    await strictTable(db, 'evidence_part')
      .addColumn('uploadId', 'text', required)
      .addColumn('part', 'integer', required)
      .addColumn('bytes', 'blob', required)
      .addColumn('accountId', 'text', required)
      .addColumn('at', 'integer', required)
      .addPrimaryKeyConstraint('evidence_part_key', ['uploadId', 'part'])
      .execute();
    await db.schema.createIndex('evidence_part_of').on('evidence_part').columns(['accountId', 'at']).execute();

    await strictTable(db, 'dispute_answer')
      .addColumn('id', 'text', key)
      .addColumn('disputeId', 'text', required)
      .addColumn('deed', 'text', required)
      .addColumn('stage', 'text', required)
      .addColumn('state', 'text', required)
      .addColumn('answeredBy', 'text', required)
      .addColumn('answeredAt', 'integer', required)
      .addColumn('contentJson', 'text', required)
      .addColumn('request', 'text')
      .addColumn('idempotencyKey', 'text', required)
      .addColumn('sentAt', 'integer')
      .addColumn('attempts', 'integer', required)
      .addColumn('nextAt', 'integer')
      .addColumn('failureCode', 'text')
      .addColumn('failure', 'text')
      .addColumn('changedAt', 'integer', required)
      .execute();
    await db.schema.createIndex('dispute_answer_to').on('dispute_answer').columns(['disputeId', 'id']).execute();
    // Once: also the database keeps it.
    await sql`CREATE UNIQUE INDEX dispute_answer_once ON dispute_answer (disputeId, stage)
      WHERE state IN ('sending', 'unknown', 'done')`.execute(db);
    await sql`CREATE INDEX dispute_answer_due ON dispute_answer (nextAt) WHERE state IN ('sending', 'unknown')`.execute(
      db,
    );
    await keyedTable(db, 'dispute_answer_file')
      .addColumn('answerId', 'text', required)
      .addColumn('sha256', 'text', required)
      .addColumn('stripeId', 'text', required)
      .addPrimaryKeyConstraint('dispute_answer_file_key', ['answerId', 'sha256'])
      .execute();
    await db.schema.createIndex('dispute_by_state').on('dispute').columns(['state', 'createdAt', 'id']).execute();
  },
  down: async (db) => {
    await sql`DROP INDEX dispute_by_state`.execute(db);
    for (const table of [
      'dispute_answer_file',
      'dispute_answer',
      'evidence_part',
      'evidence_content',
      'evidence_file',
      'evidence_text',
      'evidence_draft',
    ])
      await db.schema.dropTable(table).execute();
  },
};
