import { sql, type Kysely } from 'kysely';
import { unpack } from '#server/storage/packing/packing.ts';
import { key, required, strictTable } from './columns.ts';
import type { Migration } from './migration.ts';

const PAGE = 500;

type Row = Readonly<Record<string, string | number | null>>;
type Json = Readonly<Record<string, unknown>>;

interface MirroredRow {
  readonly number: number;
  readonly kind: string;
  readonly id: string;
  readonly paymentId: string;
  /** Of the payment; null while it has no row. */
  readonly currency: string | null;
  readonly packed: Uint8Array;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const wholeOf = (value: unknown): number | null => (Number.isSafeInteger(value) ? (value as number) : null);
const timeOf = (value: unknown): number | null => {
  const seconds = wholeOf(value);
  return seconds === null ? null : seconds * 1_000;
};
const upper = (value: unknown): string | null => textOf(value)?.toUpperCase() ?? null;

function refundRow(json: Json): Row {
  const state = textOf(json['status']) ?? 'pending';
  return {
    createdAt: timeOf(json['created']),
    amount: wholeOf(json['amount']),
    currency: upper(json['currency']),
    state,
    isRelease: state === 'succeeded' && textOf(json['balance_transaction']) === null ? 1 : 0,
    reason: textOf(json['reason']),
    failureReason: textOf(json['failure_reason']),
  };
}

function disputeRow(json: Json): Row {
  const details = json['evidence_details'] as Json | null | undefined;
  return {
    createdAt: timeOf(json['created']),
    amount: wholeOf(json['amount']),
    currency: upper(json['currency']),
    state: textOf(json['status']),
    reason: textOf(json['reason']),
    dueAt: timeOf(details?.['due_by']),
  };
}

const entryRow = (json: Json, paymentCurrency: string | null): Row => ({
  paymentCurrency,
  bookedAt: timeOf(json['created']),
  category: textOf(json['reporting_category']),
  amount: wholeOf(json['amount']),
  fee: wholeOf(json['fee']),
  net: wholeOf(json['net']),
  currency: upper(json['currency']),
});

/** What may be null in a row. */
const OPTIONAL: ReadonlySet<string> = new Set(['reason', 'failureReason', 'dueAt']);

/** The row of an object and its table; null for what lacks something that a row cannot be without. */
function rowOf({ kind, currency, packed }: MirroredRow): { table: string; row: Row } | null {
  const json = JSON.parse(unpack(packed)) as Json;
  if (json['deleted'] === true) return null;
  const table = kind === 'balance_transaction' ? 'balance_entry' : kind;
  const row = kind === 'refund' ? refundRow(json) : kind === 'dispute' ? disputeRow(json) : entryRow(json, currency);
  const isWhole = Object.entries(row).every(([name, value]) => value !== null || OPTIONAL.has(name));
  return isWhole ? { table, row } : null;
}

async function fill(db: Kysely<unknown>): Promise<void> {
  let after = 0;
  for (;;) {
    const { rows } = await sql<MirroredRow>`
      SELECT object.number, object.kind, object.id, object.paymentId, payment.currency, object.packed
      FROM stripe_object AS object LEFT JOIN payment ON payment.id = object.paymentId
      WHERE object.number > ${after} AND object.paymentId IS NOT NULL AND object.isGone = 0
        AND object.kind IN ('refund', 'dispute', 'balance_transaction')
      ORDER BY object.number LIMIT ${PAGE}`.execute(db);
    for (const one of rows) {
      const found = rowOf(one);
      if (found === null) continue;
      const { table, row } = found;
      const whole = { id: one.id, paymentId: one.paymentId, ...row };
      await sql`INSERT INTO ${sql.table(table)} (${sql.join(Object.keys(whole).map((name) => sql.ref(name)))})
        VALUES (${sql.join(Object.values(whole))})`.execute(db);
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.number;
  }
}

/**
 * What became of payments' money, in rows that can be added up: refunds, disputes, and what was booked on the balance. Until now it stood
 * in packed objects only.
 */
export const ledgerMigration: Migration = {
  name: '0017-ledger',
  up: async (db) => {
    await strictTable(db, 'refund')
      .addColumn('id', 'text', key)
      .addColumn('paymentId', 'text', required)
      .addColumn('createdAt', 'integer', required)
      .addColumn('amount', 'integer', required)
      .addColumn('currency', 'text', required)
      .addColumn('state', 'text', required)
      // What a capture left over and was let go: no money of anybody's.
      .addColumn('isRelease', 'integer', required)
      .addColumn('reason', 'text')
      .addColumn('failureReason', 'text')
      .execute();
    await db.schema.createIndex('refund_of_payment').on('refund').columns(['paymentId', 'createdAt']).execute();
    await sql`CREATE INDEX refund_given ON refund (currency, createdAt, state, isRelease, amount)
      WHERE isRelease = 0 AND state IN ('pending', 'requires_action', 'succeeded')`.execute(db);

    await strictTable(db, 'dispute')
      .addColumn('id', 'text', key)
      .addColumn('paymentId', 'text', required)
      .addColumn('createdAt', 'integer', required)
      .addColumn('amount', 'integer', required)
      .addColumn('currency', 'text', required)
      .addColumn('state', 'text', required)
      .addColumn('reason', 'text')
      .addColumn('dueAt', 'integer')
      .execute();
    await db.schema.createIndex('dispute_of_payment').on('dispute').columns(['paymentId', 'createdAt']).execute();
    await sql`CREATE INDEX dispute_due ON dispute (currency, dueAt, state, amount)
      WHERE state IN ('needs_response', 'warning_needs_response')`.execute(db);

    // `currency` is the balance's, `paymentCurrency` the payment's.
    await strictTable(db, 'balance_entry')
      .addColumn('id', 'text', key)
      .addColumn('paymentId', 'text', required)
      .addColumn('paymentCurrency', 'text', required)
      .addColumn('bookedAt', 'integer', required)
      .addColumn('category', 'text', required)
      .addColumn('amount', 'integer', required)
      .addColumn('fee', 'integer', required)
      .addColumn('net', 'integer', required)
      .addColumn('currency', 'text', required)
      .execute();
    // Holds all that is added up, so that no row is looked up for it.
    await db.schema
      .createIndex('balance_entry_by_time')
      .on('balance_entry')
      .columns(['paymentCurrency', 'bookedAt', 'currency', 'category', 'amount', 'fee', 'net'])
      .execute();

    await sql`DROP INDEX payment_by_currency`.execute(db);
    await sql`CREATE INDEX payment_by_currency ON payment (currency, number, state, amountReceived)`.execute(db);
    await sql`CREATE INDEX payment_declined ON payment (declineCode, number, currency, amount) WHERE state = 'failed'`.execute(
      db,
    );
    await fill(db);
  },
  down: async (db) => {
    await sql`DROP INDEX payment_declined`.execute(db);
    await sql`DROP INDEX payment_by_currency`.execute(db);
    await db.schema.createIndex('payment_by_currency').on('payment').column('currency').execute();
    for (const table of ['balance_entry', 'dispute', 'refund']) await db.schema.dropTable(table).execute();
  },
};
