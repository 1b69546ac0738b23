import { key, required, strictTable } from './columns.ts';
import type { Migration } from './migration.ts';

/** What became of each backup. */
export const backupMigration: Migration = {
  name: '0008-backup',
  up: async (db) => {
    await strictTable(db, 'backup')
      .addColumn('id', 'text', key)
      .addColumn('startedAt', 'integer', required)
      .addColumn('endedAt', 'integer', required)
      .addColumn('outcome', 'text', required)
      .addColumn('fileName', 'text')
      .addColumn('bytes', 'integer')
      .addColumn('journalSeq', 'integer')
      .addColumn('failure', 'text')
      .execute();
    await db.schema.createIndex('backup_newest').on('backup').column('startedAt').execute();
  },
  down: async (db) => {
    await db.schema.dropTable('backup').execute();
  },
};
