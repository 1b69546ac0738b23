import type { Migration } from './migration.ts';

/** Why Stripe refused to make a page to pay on, in words. */
export const paymentRequestsMigration: Migration = {
  name: '0016-payment-requests',
  up: async (db) => {
    await db.schema.alterTable('payment_request').addColumn('failure', 'text').execute();
  },
  down: async (db) => {
    await db.schema.alterTable('payment_request').dropColumn('failure').execute();
  },
};
