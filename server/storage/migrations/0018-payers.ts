import { sql, type Kysely } from 'kysely';
import { key, required, strictTable } from './columns.ts';
import type { Migration } from './migration.ts';

const LINK = sql`customerId, how, linkedAt, linkedBy, undoneAt`;

async function createLinks(db: Kysely<unknown>, table: string, named: string, index: string): Promise<void> {
  await strictTable(db, table)
    .addColumn(named, 'text', key)
    .addColumn('customerId', 'text', required)
    .addColumn('how', 'text', required)
    .addColumn('linkedAt', 'integer', required)
    .addColumn('linkedBy', 'text')
    .addColumn('undoneAt', 'integer')
    .execute();
  await db.schema.createIndex(index).on(table).column('customerId').execute();
}

/** Whose payments they are (docs/adr/0038): also those without a Stripe customer can be a customer's, and Stripe's customers can be looked for. */
export const payersMigration: Migration = {
  name: '0018-payers',
  up: async (db) => {
    // One of Stripe's customers, or a payment that has none, is paid by a customer of ours.
    await createLinks(db, 'payer_link', 'payerId', 'payer_of_customer');
    await sql`INSERT INTO payer_link (payerId, ${LINK}) SELECT stripeCustomerId, ${LINK} FROM stripe_customer_link`.execute(
      db,
    );
    await db.schema.dropTable('stripe_customer_link').execute();

    await strictTable(db, 'stripe_customer')
      .addColumn('number', 'integer', (column) => column.primaryKey().notNull())
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('email', 'text')
      .addColumn('name', 'text')
      .execute();
    await sql`CREATE INDEX stripe_customer_by_email ON stripe_customer (lower(email)) WHERE email IS NOT NULL`.execute(
      db,
    );
    await sql`CREATE VIRTUAL TABLE stripe_customer_search USING fts5 (words, content='', contentless_delete=1, prefix='2 3 4')`.execute(
      db,
    );
    // Those mirrored before are fetched once more: what is packed in the mirror can only be read further up.
    await sql`INSERT OR IGNORE INTO stripe_fetch (kind, id, attempts, runAt, newerThan, createdAt)
      SELECT kind, id, 0, 0, 0, 0 FROM stripe_object WHERE kind = 'customer' AND isGone = 0`.execute(db);

    await db.schema.alterTable('customer').addColumn('emailBy', 'text').execute();
    await sql`CREATE INDEX customer_by_email ON customer (lower(email)) WHERE email IS NOT NULL`.execute(db);
  },
  down: async (db) => {
    await db.schema.dropIndex('customer_by_email').execute();
    await db.schema.alterTable('customer').dropColumn('emailBy').execute();
    await db.schema.dropTable('stripe_customer_search').execute();
    await db.schema.dropTable('stripe_customer').execute();
    await createLinks(db, 'stripe_customer_link', 'stripeCustomerId', 'stripe_customer_of_customer');
    await sql`INSERT INTO stripe_customer_link (stripeCustomerId, ${LINK}) SELECT payerId, ${LINK} FROM payer_link WHERE payerId LIKE 'cus~_%' ESCAPE '~'`.execute(
      db,
    );
    await db.schema.dropTable('payer_link').execute();
  },
};
