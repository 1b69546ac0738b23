import { sql } from 'kysely';
import { key, required, strictTable } from './columns.ts';
import type { Migration } from './migration.ts';

/** The workspace's one row, and its settings. */
export const workspaceMigration: Migration = {
  name: '0001-workspace',
  up: async (db) => {
    await strictTable(db, 'workspace')
      .addColumn('id', 'text', key)
      .addColumn('name', 'text', required)
      .addColumn('locale', 'text', required)
      .addColumn('timeZone', 'text', required)
      .addColumn('isDemo', 'integer', required)
      .addColumn('createdAt', 'integer', required)
      .execute();
    // One database is one workspace.
    await db.schema
      .createIndex('workspace_single')
      .unique()
      .on('workspace')
      .column(sql`(1)`)
      .execute();
    await strictTable(db, 'setting')
      .addColumn('key', 'text', key)
      .addColumn('valueJson', 'text', required)
      .addColumn('updatedAt', 'integer', required)
      .execute();
  },
  down: async (db) => {
    await db.schema.dropTable('setting').execute();
    await db.schema.dropTable('workspace').execute();
  },
};
