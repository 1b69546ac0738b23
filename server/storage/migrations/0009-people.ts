import { key, referring, required, strictTable } from './columns.ts';
import type { Migration } from './migration.ts';

/** Invitations of colleagues, failed sign-ins that lock (docs/adr/0019), and when somebody was last seen. */
export const peopleMigration: Migration = {
  name: '0009-people',
  up: async (db) => {
    await strictTable(db, 'invitation')
      .addColumn('id', 'text', key)
      .addColumn('email', 'text', required)
      .addColumn('rolesJson', 'text', required)
      .addColumn('tokenHash', 'text', (column) => column.notNull().unique())
      .addColumn('invitedBy', 'text', referring('account'))
      .addColumn('createdAt', 'integer', required)
      .addColumn('expiresAt', 'integer', required)
      .addColumn('acceptedAt', 'integer')
      .addColumn('revokedAt', 'integer')
      .execute();
    await db.schema.createIndex('invitation_of_email').on('invitation').column('email').execute();
    await strictTable(db, 'sign_in_failure')
      .addColumn('key', 'text', key)
      .addColumn('failures', 'integer', required)
      .addColumn('lastAt', 'integer', required)
      .addColumn('lockedUntil', 'integer')
      .execute();
    await db.schema.createIndex('sign_in_failure_by_age').on('sign_in_failure').column('lastAt').execute();
    await strictTable(db, 'account_seen')
      .addColumn('accountId', 'text', (column) => key(column).references('account.id'))
      .addColumn('at', 'integer', required)
      .execute();
  },
  down: async (db) => {
    await db.schema.dropTable('account_seen').execute();
    await db.schema.dropTable('sign_in_failure').execute();
    await db.schema.dropTable('invitation').execute();
  },
};
