import { sql } from 'kysely';
import { key, keyedTable, required, strictTable } from './columns.ts';
import type { Migration } from './migration.ts';

const TABLES = [
  'payment_request',
  'saved_filter',
  'stripe_customer_link',
  'payment_search',
  'payment',
  'reconciliation',
  'shape_notice',
  'sync_state',
  'stripe_fetch',
  'stripe_event_history',
  'stripe_event',
  'stripe_object',
  'billing_connection',
] as const;

/** The mirror of a Stripe account: its objects and events as they came, the payments as they are read, and how in step they are (docs/adr/0035). */
export const billingMigration: Migration = {
  name: '0015-billing',
  up: async (db) => {
    // One row at most: a workspace mirrors one account.
    await strictTable(db, 'billing_connection')
      .addColumn('accountId', 'text', key)
      .addColumn('accountName', 'text')
      .addColumn('mode', 'text', required)
      .addColumn('accountCreatedAt', 'integer')
      .addColumn('connectedAt', 'integer', required)
      .addColumn('disconnectedAt', 'integer')
      .execute();

    await strictTable(db, 'stripe_object')
      .addColumn('number', 'integer', (column) => column.primaryKey().notNull())
      .addColumn('kind', 'text', required)
      .addColumn('id', 'text', required)
      .addColumn('paymentId', 'text')
      .addColumn('asOf', 'integer', required)
      .addColumn('mayHoldUntil', 'integer', required)
      .addColumn('isGone', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('packed', 'blob', required)
      .execute();
    await db.schema.createIndex('stripe_object_by_id').unique().on('stripe_object').columns(['kind', 'id']).execute();
    await sql`CREATE INDEX stripe_object_of_payment ON stripe_object (paymentId, kind) WHERE paymentId IS NOT NULL`.execute(
      db,
    );

    await strictTable(db, 'stripe_event')
      .addColumn('number', 'integer', (column) => column.primaryKey().notNull())
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('type', 'text', required)
      .addColumn('createdAt', 'integer', required)
      .addColumn('receivedAt', 'integer', required)
      .addColumn('via', 'text', required)
      .addColumn('apiVersion', 'text')
      .addColumn('objectKind', 'text')
      .addColumn('objectId', 'text')
      .addColumn('paymentId', 'text')
      .addColumn('state', 'text', required)
      .addColumn('outcome', 'text')
      .addColumn('attempts', 'integer', required)
      .addColumn('processedAt', 'integer')
      .addColumn('lastError', 'text')
      .addColumn('packed', 'blob', required)
      .execute();
    await sql`CREATE INDEX stripe_event_unfinished ON stripe_event (state, number) WHERE state IN ('waiting', 'dead')`.execute(
      db,
    );
    await db.schema.createIndex('stripe_event_by_receipt').on('stripe_event').columns(['receivedAt', 'id']).execute();
    await db.schema.createIndex('stripe_event_of_object').on('stripe_event').columns(['objectId']).execute();
    await sql`CREATE INDEX stripe_event_of_payment ON stripe_event (paymentId) WHERE paymentId IS NOT NULL`.execute(db);
    // What happened to an event beyond its arrival and its first processing, which its own row tells.
    await keyedTable(db, 'stripe_event_history')
      .addColumn('eventNumber', 'integer', required)
      .addColumn('step', 'integer', required)
      .addColumn('at', 'integer', required)
      .addColumn('what', 'text', required)
      .addColumn('detail', 'text')
      .addPrimaryKeyConstraint('stripe_event_history_key', ['eventNumber', 'step'])
      .execute();

    await keyedTable(db, 'stripe_fetch')
      .addColumn('kind', 'text', required)
      .addColumn('id', 'text', required)
      .addColumn('attempts', 'integer', required)
      .addColumn('runAt', 'integer')
      .addColumn('lastError', 'text')
      .addColumn('newerThan', 'integer', required)
      .addColumn('createdAt', 'integer', required)
      .addPrimaryKeyConstraint('stripe_fetch_key', ['kind', 'id'])
      .execute();
    await db.schema.createIndex('stripe_fetch_due').on('stripe_fetch').column('runAt').execute();

    await strictTable(db, 'sync_state')
      .addColumn('name', 'text', key)
      .addColumn('valueJson', 'text', required)
      .execute();
    await keyedTable(db, 'shape_notice')
      .addColumn('kind', 'text', required)
      .addColumn('path', 'text', required)
      .addColumn('problem', 'text', required)
      .addColumn('count', 'integer', required)
      .addColumn('firstAt', 'integer', required)
      .addColumn('lastAt', 'integer', required)
      .addColumn('sampleId', 'text', required)
      .addPrimaryKeyConstraint('shape_notice_key', ['kind', 'path', 'problem'])
      .execute();
    await strictTable(db, 'reconciliation')
      .addColumn('id', 'text', key)
      .addColumn('trigger', 'text', required)
      .addColumn('from', 'integer', required)
      .addColumn('startedAt', 'integer', required)
      .addColumn('endedAt', 'integer')
      .addColumn('state', 'text', required)
      .addColumn('checked', 'integer', required)
      .addColumn('missing', 'integer', required)
      .addColumn('stale', 'integer', required)
      .addColumn('missedEvents', 'integer', required)
      .addColumn('failure', 'text')
      .addColumn('samplesJson', 'text', required)
      .execute();

    // `number` is the second of creation times a million plus the place in that second: rows, and every index, are in the order of time.
    await strictTable(db, 'payment')
      .addColumn('number', 'integer', (column) => column.primaryKey().notNull())
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('state', 'text', required)
      .addColumn('amount', 'integer', required)
      .addColumn('amountReceived', 'integer', required)
      .addColumn('amountRefunded', 'integer', required)
      .addColumn('currency', 'text', required)
      .addColumn('thousandths', 'integer', required)
      .addColumn('declineCode', 'text')
      .addColumn('methodType', 'text')
      .addColumn('brand', 'text')
      .addColumn('last4', 'text')
      .addColumn('email', 'text')
      .addColumn('name', 'text')
      .addColumn('description', 'text')
      .addColumn('stripeCustomerId', 'text')
      .addColumn('refunded', 'text', required)
      .addColumn('disputeState', 'text')
      .addColumn('disputeDueAt', 'integer')
      .addColumn('capturedAt', 'integer')
      .addColumn('fee', 'integer')
      .addColumn('net', 'integer')
      .addColumn('feeCurrency', 'text')
      .execute();
    for (const column of ['state', 'currency', 'thousandths', 'last4', 'brand'])
      await db.schema.createIndex(`payment_by_${column.toLowerCase()}`).on('payment').column(column).execute();
    await sql`CREATE INDEX payment_by_email ON payment (lower(email)) WHERE email IS NOT NULL`.execute(db);
    await sql`CREATE INDEX payment_of_customer ON payment (stripeCustomerId) WHERE stripeCustomerId IS NOT NULL`.execute(
      db,
    );
    await sql`CREATE INDEX payment_refunded ON payment (refunded) WHERE refunded <> 'none'`.execute(db);
    await sql`CREATE INDEX payment_disputed ON payment (disputeState) WHERE disputeState IS NOT NULL`.execute(db);
    await sql`CREATE VIRTUAL TABLE payment_search USING fts5 (words, content='', contentless_delete=1, prefix='2 3 4')`.execute(
      db,
    );

    // A customer of ours and one of Stripe's are the same person. `how` they were matched; undone ones stay, so that they are not matched again.
    await strictTable(db, 'stripe_customer_link')
      .addColumn('stripeCustomerId', 'text', key)
      .addColumn('customerId', 'text', required)
      .addColumn('how', 'text', required)
      .addColumn('linkedAt', 'integer', required)
      .addColumn('linkedBy', 'text')
      .addColumn('undoneAt', 'integer')
      .execute();
    await db.schema
      .createIndex('stripe_customer_of_customer')
      .on('stripe_customer_link')
      .column('customerId')
      .execute();

    await strictTable(db, 'saved_filter')
      .addColumn('id', 'text', key)
      .addColumn('accountId', 'text', required)
      .addColumn('name', 'text', required)
      .addColumn('filterJson', 'text', required)
      .addColumn('sortJson', 'text', required)
      .addColumn('createdAt', 'integer', required)
      .execute();
    await db.schema
      .createIndex('saved_filter_name')
      .unique()
      .on('saved_filter')
      .columns(['accountId', 'name'])
      .execute();

    await strictTable(db, 'payment_request')
      .addColumn('id', 'text', key)
      .addColumn('conversationId', 'text', required)
      .addColumn('kind', 'text', required)
      .addColumn('stripeId', 'text')
      .addColumn('amount', 'integer', required)
      .addColumn('currency', 'text', required)
      .addColumn('description', 'text', required)
      .addColumn('url', 'text')
      .addColumn('state', 'text', required)
      .addColumn('paymentId', 'text')
      .addColumn('createdBy', 'text', required)
      .addColumn('createdAt', 'integer', required)
      .addColumn('paidAt', 'integer')
      .addColumn('expiresAt', 'integer')
      .execute();
    await db.schema
      .createIndex('payment_request_in')
      .on('payment_request')
      .columns(['conversationId', 'createdAt'])
      .execute();
    await sql`CREATE INDEX payment_request_stripe ON payment_request (stripeId) WHERE stripeId IS NOT NULL`.execute(db);
    await sql`CREATE INDEX payment_request_payment ON payment_request (paymentId) WHERE paymentId IS NOT NULL`.execute(
      db,
    );
  },
  down: async (db) => {
    for (const table of TABLES) await db.schema.dropTable(table).execute();
  },
};
