import { sql, type Kysely } from 'kysely';
import { key, required, strictTable } from './columns.ts';
import type { Migration } from './migration.ts';

/** Currencies whose minor unit is not the hundredth, as shared/billing/money.ts had them. */
const ZERO_DECIMAL = sql`'BIF', 'CLP', 'DJF', 'GNF', 'JPY', 'KMF', 'KRW', 'MGA', 'PYG', 'RWF', 'VND', 'VUV', 'XAF', 'XOF', 'XPF'`;
const THREE_DECIMAL = sql`'BHD', 'JOD', 'KWD', 'OMR', 'TND'`;

const COLUMNS = sql`id, intentId, stripeId, paymentId, at, amount, currency, thousandths, state, isGiven, origin, reason, failureCode, product,
  conversationId, draftedBy, requestedBy, requestedAt, decidedBy, decidedAt, approvedBy`;

/** What both halves have of an intent. */
const OF_INTENT = sql`intent.conversationId, intent.draftedBy, intent.requestedBy, intent.requestedAt, intent.decidedBy, intent.decidedAt,
  iif(intent.state = 'refused', NULL, intent.decidedBy)`;

const thousandths = (amount: string, currency: string) =>
  sql`${sql.ref(amount)} * CASE WHEN ${sql.ref(currency)} IN (${ZERO_DECIMAL}) THEN 1000 WHEN ${sql.ref(currency)} IN (${THREE_DECIMAL}) THEN 1 ELSE 10 END`;

/** Stripe's refunds with the intent that each came from, if any; then the intents of which Stripe has told no refund. */
const SOURCE = sql`SELECT coalesce(intent.id, refund.id) AS id, intent.id AS intentId, refund.id AS stripeId, refund.paymentId AS paymentId,
    refund.createdAt AS at, refund.amount AS amount, refund.currency AS currency, ${thousandths('refund.amount', 'refund.currency')} AS thousandths,
    iif(refund.state = 'requires_action', 'pending', refund.state) AS state,
    refund.state IN ('pending', 'requires_action', 'succeeded') AS isGiven,
    iif(intent.id IS NULL, 'stripe', 'here') AS origin, refund.reason AS reason,
    coalesce(refund.failureReason, intent.failureCode) AS failureCode, payment.description AS product, ${OF_INTENT}
  FROM refund LEFT JOIN refund_intent AS intent ON intent.stripeId = refund.id LEFT JOIN payment ON payment.id = refund.paymentId
  WHERE refund.isRelease = 0
  UNION ALL SELECT intent.id, intent.id, intent.stripeId, intent.paymentId,
    coalesce(intent.draftedAt, intent.requestedAt, intent.changedAt), intent.amount, intent.currency, ${thousandths('intent.amount', 'intent.currency')},
    intent.state, 0, 'here', intent.reason, intent.failureCode, payment.description, ${OF_INTENT}
  FROM refund_intent AS intent LEFT JOIN payment ON payment.id = intent.paymentId
  WHERE NOT EXISTS (SELECT 1 FROM refund WHERE refund.id = intent.stripeId AND refund.isRelease = 0)`;

const add = (column: 'intentId' | 'stripeId', value: string) =>
  sql`INSERT INTO refund_entry (${COLUMNS}) SELECT ${COLUMNS} FROM refund_source WHERE ${sql.ref(column)} = ${sql.ref(value)};`;
const drop = (column: 'intentId' | 'stripeId', value: string) =>
  sql`DELETE FROM refund_entry WHERE ${sql.ref(column)} = ${sql.ref(value)};`;

/** When a table changes, the rows that come of it are made anew. */
const TRIGGERS = {
  refund_entered: sql`AFTER INSERT ON refund BEGIN ${drop('stripeId', 'new.id')} ${add('stripeId', 'new.id')} END`,
  refund_entered_anew: sql`AFTER UPDATE ON refund BEGIN ${drop('stripeId', 'new.id')} ${add('stripeId', 'new.id')} END`,
  refund_not_entered: sql`AFTER DELETE ON refund BEGIN ${drop('stripeId', 'old.id')} ${add('stripeId', 'old.id')} END`,
  refund_intent_entered: sql`AFTER INSERT ON refund_intent
    BEGIN ${drop('stripeId', 'new.stripeId')} ${add('intentId', 'new.id')} END`,
  // What only the outbox needs changes nothing that is read.
  refund_intent_entered_anew: sql`AFTER UPDATE OF state, stripeId, conversationId, failureCode, draftedBy, draftedAt, requestedBy, requestedAt, decidedBy,
    decidedAt, changedAt ON refund_intent
    BEGIN ${drop('intentId', 'new.id')} ${drop('stripeId', 'new.stripeId')} ${add('intentId', 'new.id')} END`,
  refund_intent_not_entered: sql`AFTER DELETE ON refund_intent
    BEGIN ${drop('intentId', 'old.id')} ${add('stripeId', 'old.stripeId')} END`,
  refund_product_known: sql`AFTER INSERT ON payment WHEN new.description IS NOT NULL
    BEGIN UPDATE refund_entry SET product = new.description WHERE paymentId = new.id; END`,
  refund_product_changed: sql`AFTER UPDATE OF description ON payment WHEN old.description IS NOT new.description
    BEGIN UPDATE refund_entry SET product = new.description WHERE paymentId = new.id; END`,
} as const;

/** Each gives its rows in the order of time. */
const IN_TIME = [
  'state',
  'origin',
  'reason',
  'failureCode',
  'product',
  'draftedBy',
  'requestedBy',
  'decidedBy',
  'approvedBy',
];

/** Filters are kept for refunds too; those of before are of payments. */
async function tellListsApart(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('saved_filter')
    .addColumn('list', 'text', (column) => column.notNull().defaultTo('payments'))
    .execute();
  await db.schema.dropIndex('saved_filter_name').execute();
  await db.schema
    .createIndex('saved_filter_name')
    .unique()
    .on('saved_filter')
    .columns(['accountId', 'list', 'name'])
    .execute();
}
async function tellListsApartNoMore(db: Kysely<unknown>): Promise<void> {
  await sql`DELETE FROM saved_filter WHERE list <> 'payments'`.execute(db);
  await db.schema.dropIndex('saved_filter_name').execute();
  await db.schema.alterTable('saved_filter').dropColumn('list').execute();
  await db.schema.createIndex('saved_filter_name').unique().on('saved_filter').columns(['accountId', 'name']).execute();
}

async function createIndexes(db: Kysely<unknown>): Promise<void> {
  const index = (name: string, ...columns: readonly string[]) =>
    db.schema
      .createIndex(name)
      .on('refund_entry')
      .columns([...columns])
      .execute();
  await index('refund_entry_by_time', 'at', 'id');
  await index('refund_entry_by_amount', 'thousandths', 'id');
  await index('refund_entry_of_payment', 'paymentId');
  for (const column of IN_TIME) await index(`refund_entry_by_${column}`, column, 'at', 'id');
  await sql`CREATE UNIQUE INDEX refund_entry_of_intent ON refund_entry (intentId) WHERE intentId IS NOT NULL`.execute(
    db,
  );
  await sql`CREATE UNIQUE INDEX refund_entry_at_stripe ON refund_entry (stripeId) WHERE stripeId IS NOT NULL`.execute(
    db,
  );
  // Holds all that reports add up, so that no row is looked up for it.
  await index(
    'refund_entry_reported',
    ...[
      'currency',
      'at',
      'id',
      'isGiven',
      'state',
      'amount',
      'reason',
      'origin',
      'draftedBy',
      'requestedBy',
      'approvedBy',
      'product',
      'conversationId',
    ],
  );
  await sql`CREATE INDEX refund_entry_decided ON refund_entry (currency, at, requestedAt, decidedAt) WHERE decidedAt IS NOT NULL`.execute(
    db,
  );
  await sql`CREATE INDEX payment_given_back ON payment (currency, number, amountRefunded, refunded) WHERE refunded <> 'none'`.execute(
    db,
  );
}

/**
 * One row for each refund, whether it was made here, in Stripe's Dashboard, or only thought of: what lists and reports read. Kept by triggers, so that
 * it is what the two tables say at every commit. What a capture let go is no refund.
 */
export const refundEntriesMigration: Migration = {
  name: '0021-refund-entries',
  up: async (db) => {
    await strictTable(db, 'refund_entry')
      .addColumn('id', 'text', key)
      .addColumn('intentId', 'text')
      .addColumn('stripeId', 'text')
      .addColumn('paymentId', 'text', required)
      .addColumn('at', 'integer', required)
      .addColumn('amount', 'integer', required)
      .addColumn('currency', 'text', required)
      .addColumn('thousandths', 'integer', required)
      .addColumn('state', 'text', required)
      .addColumn('isGiven', 'integer', required)
      .addColumn('origin', 'text', required)
      .addColumn('reason', 'text')
      .addColumn('failureCode', 'text')
      .addColumn('product', 'text')
      .addColumn('conversationId', 'text')
      .addColumn('draftedBy', 'text')
      .addColumn('requestedBy', 'text')
      .addColumn('requestedAt', 'integer')
      .addColumn('decidedBy', 'text')
      .addColumn('decidedAt', 'integer')
      .addColumn('approvedBy', 'text')
      .execute();
    await tellListsApart(db);
    await sql`CREATE VIEW refund_source (${COLUMNS}) AS ${SOURCE}`.execute(db);
    await createIndexes(db);
    await sql`INSERT INTO refund_entry (${COLUMNS}) SELECT ${COLUMNS} FROM refund_source`.execute(db);
    for (const [name, trigger] of Object.entries(TRIGGERS))
      await sql`CREATE TRIGGER ${sql.ref(name)} ${trigger}`.execute(db);
  },
  down: async (db) => {
    for (const name of Object.keys(TRIGGERS)) await sql`DROP TRIGGER ${sql.ref(name)}`.execute(db);
    await sql`DROP INDEX payment_given_back`.execute(db);
    await db.schema.dropView('refund_source').execute();
    await db.schema.dropTable('refund_entry').execute();
    await tellListsApartNoMore(db);
  },
};
