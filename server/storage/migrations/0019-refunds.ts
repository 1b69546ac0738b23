import { sql } from 'kysely';
import { key, required, strictTable } from './columns.ts';
import type { Migration } from './migration.ts';

/** Refunds from the thought to the money: each is its own intent, with the exact request and the key that Stripe knows it by (docs/adr/0040). */
export const refundsMigration: Migration = {
  name: '0019-refunds',
  up: async (db) => {
    await strictTable(db, 'refund_intent')
      .addColumn('id', 'text', key)
      .addColumn('paymentId', 'text', required)
      .addColumn('conversationId', 'text')
      .addColumn('amount', 'integer', required)
      .addColumn('currency', 'text', required)
      .addColumn('reason', 'text')
      .addColumn('note', 'text')
      .addColumn('words', 'text')
      .addColumn('state', 'text', required)
      .addColumn('draftedBy', 'text')
      .addColumn('draftedAt', 'integer')
      .addColumn('requestedBy', 'text')
      .addColumn('requestedAt', 'integer')
      .addColumn('decidedBy', 'text')
      .addColumn('decidedAt', 'integer')
      .addColumn('decisionNote', 'text')
      .addColumn('expiresAt', 'integer')
      .addColumn('request', 'text')
      .addColumn('idempotencyKey', 'text')
      .addColumn('sentAt', 'integer')
      .addColumn('attempts', 'integer', required)
      .addColumn('nextAt', 'integer')
      .addColumn('stripeId', 'text')
      .addColumn('failureCode', 'text')
      .addColumn('failure', 'text')
      .addColumn('changedAt', 'integer', required)
      .execute();
    await db.schema.createIndex('refund_intent_of_payment').on('refund_intent').column('paymentId').execute();
    await sql`CREATE INDEX refund_intent_in ON refund_intent (conversationId) WHERE conversationId IS NOT NULL`.execute(
      db,
    );
    await sql`CREATE UNIQUE INDEX refund_intent_at_stripe ON refund_intent (stripeId) WHERE stripeId IS NOT NULL`.execute(
      db,
    );
    await db.schema.createIndex('refund_intent_by_state').on('refund_intent').columns(['state', 'id']).execute();
    await db.schema
      .createIndex('refund_intent_of_person')
      .on('refund_intent')
      .columns(['requestedBy', 'requestedAt'])
      .execute();
  },
  down: async (db) => {
    await db.schema.dropTable('refund_intent').execute();
  },
};
