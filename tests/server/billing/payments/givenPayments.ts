import { createReader } from '#server/core/reader.ts';
import { features } from '#server/features.ts';
import type { InputOf, OutputOf, QueryName } from '#shared/contract.ts';
import type { StaffPrincipal } from '#shared/wire/access.ts';
import type { Schema } from '#server/storage/schema.ts';
import { openForReading } from '#server/storage/sqlite/connection.ts';
import { newId } from '#tests/support/make.ts';
import { givenDatabase } from '#tests/server/storage/openDatabase.ts';

export type Row = Schema['payment'];
export const SECOND = 1_790_000_000;

/** The payment number `place`, a second after the one before. */
export const rowOf = (place: number, changes: Partial<Row> = {}): Row => ({
  number: (SECOND + place) * 1_000_000,
  id: `pi_${String(place)}`,
  state: 'succeeded',
  amount: 1_000,
  amountReceived: 1_000,
  amountRefunded: 0,
  currency: 'EUR',
  thousandths: 10_000,
  declineCode: null,
  methodType: 'card',
  brand: 'visa',
  last4: '4242',
  email: null,
  name: null,
  description: null,
  stripeCustomerId: null,
  refunded: 'none',
  disputeState: null,
  disputeDueAt: null,
  capturedAt: null,
  fee: null,
  net: null,
  feeCurrency: null,
  ...changes,
});

export type Refund = Schema['refund'];
let refundsMade = 0;

/** A refund of the payment number `place`. */
export const refundOf = (place: number, changes: Partial<Refund> = {}): Refund => ({
  id: `re_${String((refundsMade += 1))}`,
  paymentId: `pi_${String(place)}`,
  createdAt: (SECOND + place) * 1_000,
  amount: 100,
  currency: 'EUR',
  state: 'succeeded',
  isRelease: 0,
  reason: null,
  failureReason: null,
  ...changes,
});

export type Intent = Schema['refund_intent'];

/** A refund that was thought of here, of the payment number `place`; asked for by Fay at once. */
export const intentOf = (place: number, changes: Partial<Intent> = {}): Intent => {
  const at = (SECOND + place) * 1_000;
  return {
    id: newId(),
    paymentId: `pi_${String(place)}`,
    conversationId: null,
    amount: 100,
    currency: 'EUR',
    reason: null,
    note: null,
    words: null,
    state: 'sending',
    draftedBy: null,
    draftedAt: null,
    requestedBy: 'fay',
    requestedAt: at,
    decidedBy: null,
    decidedAt: null,
    decisionNote: null,
    expiresAt: null,
    request: null,
    idempotencyKey: null,
    sentAt: null,
    attempts: 0,
    nextAt: null,
    stripeId: null,
    failureCode: null,
    failure: null,
    toldAt: null,
    changedAt: at,
    ...changes,
  };
};

/** A colleague of this id and name. */
export const colleagueOf = (id: string, name: string): Schema['account'] => ({
  id,
  email: `${id}@shop.test`,
  name,
  rolesJson: '["finance"]',
  passwordHash: '',
  createdAt: 0,
  deactivatedAt: null,
});

interface More {
  readonly refund?: readonly Refund[];
  readonly refund_intent?: readonly Intent[];
  readonly account?: readonly Schema['account'][];
  readonly conversation_label?: readonly Schema['conversation_label'][];
  readonly dispute?: readonly Schema['dispute'][];
  readonly balance_entry?: readonly Schema['balance_entry'][];
  readonly timeZone?: string;
  readonly clock?: () => number;
}

/** A mirror with these payments; each is found by the words that `wordsOf` gives. */
export async function givenPayments(
  rows: readonly Row[],
  wordsOf: (row: Row) => string = ({ id }) => id,
  { timeZone = 'UTC', clock = () => (SECOND + 1_000) * 1_000, ...more }: More = {},
) {
  const database = await givenDatabase();
  database.raw.prepare("INSERT INTO workspace VALUES ('w', 'The Shop', 'en', ?, 0, 1)").run(timeZone);
  const names = Object.keys(rowOf(0));
  const insert = database.raw.prepare(
    `INSERT INTO payment (${names.join()}) VALUES (${names.map((name) => `@${name}`).join()})`,
  );
  const insertWords = database.raw.prepare('INSERT INTO payment_search (rowid, words) VALUES (?, ?)');
  database.raw.transaction(() => {
    for (const row of rows) {
      insert.run(row);
      insertWords.run(BigInt(row.number), wordsOf(row));
    }
    for (const [table, given] of Object.entries(more))
      for (const row of given) {
        const columns = Object.keys(row);
        database.raw
          .prepare(`INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map((name) => `@${name}`).join()})`)
          .run(row);
      }
  })();
  const reading = openForReading(database.file);
  const execute = createReader({
    connection: reading,
    queries: features.queries,
    clock,
  });
  const fay = { kind: 'staff', accountId: 'fay', sessionId: '', name: 'Fay', roles: ['finance'], expiresAt: Infinity };
  async function ask<Name extends QueryName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
    const call = { name, input, principal: fay as StaffPrincipal, correlationId: 'c', origin: null };
    const [result] = (await execute([call])).results;
    if (result?.ok !== true) throw new Error(JSON.stringify(result));
    return result.value as OutputOf<Name>;
  }
  return { ask, reading, raw: database.raw };
}
