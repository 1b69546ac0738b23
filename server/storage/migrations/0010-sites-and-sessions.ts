import type { Migration } from './migration.ts';

/** Sites can be switched off; a session says from where it was opened, when it was last used, and whether anybody vouches for its device. */
export const sitesAndSessionsMigration: Migration = {
  name: '0010-sites-and-sessions',
  up: async (db) => {
    await db.schema.alterTable('site').addColumn('disabledAt', 'integer').execute();
    await db.schema.alterTable('session').addColumn('address', 'text').execute();
    await db.schema.alterTable('session').addColumn('lastUsedAt', 'integer').execute();
    await db.schema.alterTable('session').addColumn('deviceHash', 'text').execute();
    await db.schema
      .alterTable('session')
      .addColumn('isNews', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
  down: async (db) => {
    await db.schema.alterTable('site').dropColumn('disabledAt').execute();
    for (const column of ['isNews', 'deviceHash', 'lastUsedAt', 'address'])
      await db.schema.alterTable('session').dropColumn(column).execute();
  },
};
