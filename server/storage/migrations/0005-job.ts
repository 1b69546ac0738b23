import { key, required, strictTable } from './columns.ts';
import type { Migration } from './migration.ts';

/** The outbox of calls to the outside. */
export const jobMigration: Migration = {
  name: '0005-job',
  up: async (db) => {
    await strictTable(db, 'job')
      .addColumn('id', 'text', key)
      .addColumn('kind', 'text', required)
      .addColumn('payloadJson', 'text', required)
      .addColumn('state', 'text', required)
      .addColumn('attempts', 'integer', required)
      .addColumn('runAt', 'integer', required)
      .addColumn('leaseUntil', 'integer')
      .addColumn('lastError', 'text')
      .addColumn('createdAt', 'integer', required)
      .execute();
    await db.schema.createIndex('job_due').on('job').columns(['state', 'runAt']).execute();
  },
  down: async (db) => {
    await db.schema.dropTable('job').execute();
  },
};
