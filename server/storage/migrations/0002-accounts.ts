import { key, referring, required, strictTable } from './columns.ts';
import type { Migration } from './migration.ts';

/** Staff, their sessions, and keys for programs. */
export const accountsMigration: Migration = {
  name: '0002-accounts',
  up: async (db) => {
    await strictTable(db, 'account')
      .addColumn('id', 'text', key)
      .addColumn('email', 'text', (column) => column.notNull().unique())
      .addColumn('name', 'text', required)
      .addColumn('rolesJson', 'text', required)
      .addColumn('passwordHash', 'text', required)
      .addColumn('createdAt', 'integer', required)
      .addColumn('deactivatedAt', 'integer')
      .execute();
    await strictTable(db, 'session')
      .addColumn('id', 'text', key)
      .addColumn('accountId', 'text', referring('account'))
      .addColumn('tokenHash', 'text', (column) => column.notNull().unique())
      .addColumn('client', 'text', required)
      .addColumn('createdAt', 'integer', required)
      .addColumn('expiresAt', 'integer', required)
      .addColumn('revokedAt', 'integer')
      .execute();
    await db.schema.createIndex('session_of_account').on('session').column('accountId').execute();
    await strictTable(db, 'api_key')
      .addColumn('id', 'text', key)
      .addColumn('name', 'text', required)
      .addColumn('keyHash', 'text', (column) => column.notNull().unique())
      .addColumn('permissionsJson', 'text', required)
      .addColumn('createdBy', 'text', referring('account'))
      .addColumn('createdAt', 'integer', required)
      .addColumn('revokedAt', 'integer')
      .execute();
  },
  down: async (db) => {
    await db.schema.dropTable('api_key').execute();
    await db.schema.dropTable('session').execute();
    await db.schema.dropTable('account').execute();
  },
};
