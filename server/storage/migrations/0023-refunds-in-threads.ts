import type { Migration } from './migration.ts';

/** What a conversation must know of the refunds in it: when the customer was told, and which line says that one has failed. */
export const refundsInThreadsMigration: Migration = {
  name: '0023-refunds-in-threads',
  up: async (db) => {
    await db.schema.alterTable('refund_intent').addColumn('toldAt', 'integer').execute();
    await db.schema.alterTable('conversation').addColumn('failedSeq', 'integer').execute();
  },
  down: async (db) => {
    await db.schema.alterTable('conversation').dropColumn('failedSeq').execute();
    await db.schema.alterTable('refund_intent').dropColumn('toldAt').execute();
  },
};
