import { required, strictTable } from './columns.ts';
import type { Migration } from './migration.ts';

/** What each person has chosen to be: online, away or offline. Who never chose has no row. */
export const availabilityMigration: Migration = {
  name: '0013-availability',
  up: async (db) => {
    await strictTable(db, 'availability')
      .addColumn('accountId', 'text', (column) => column.primaryKey().notNull().references('account.id'))
      .addColumn('choice', 'text', required)
      .addColumn('chosenAt', 'integer', required)
      .execute();
  },
  down: async (db) => {
    await db.schema.dropTable('availability').execute();
  },
};
