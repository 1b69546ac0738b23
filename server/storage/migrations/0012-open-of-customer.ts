import type { Migration } from './migration.ts';

/** A customer's open conversation is found by key: with the customer alone in the index, SQLite read all open conversations instead. */
export const openOfCustomerMigration: Migration = {
  name: '0012-open-of-customer',
  up: async (db) => {
    await db.schema.dropIndex('conversation_of_customer').execute();
    await db.schema
      .createIndex('conversation_of_customer')
      .on('conversation')
      .columns(['customerId', 'status'])
      .execute();
  },
  down: async (db) => {
    await db.schema.dropIndex('conversation_of_customer').execute();
    await db.schema.createIndex('conversation_of_customer').on('conversation').column('customerId').execute();
  },
};
