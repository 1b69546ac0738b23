import type { Draft } from '#server/billing/mirror/draft.ts';
import { isOf } from '#server/billing/mirror/stored.ts';
import { statement } from '#server/storage/statement.ts';
import type { WriteUnit } from '#server/storage/unitOfWork.ts';

/** A Stripe customer whose objects have changed. */
export interface ChangedCustomer {
  readonly id: string;
  readonly email: string | null;
  /** What its metadata says: our customer. */
  readonly claims: string | null;
}

/** The name, among a Stripe customer's metadata, of our customer's id: only who holds the shop's secret key can write it. */
const METADATA = 'optimaliq_customer';

interface Row {
  readonly id: string;
  readonly email: string | null;
  readonly name: string | null;
}

const rowById = statement<{ id: string }, Row & { number: number }>((db, argument) =>
  db.selectFrom('stripe_customer').select(['number', 'id', 'email', 'name']).where('id', '=', argument('id')),
);
const insertRow = statement<Row>((db, argument) =>
  db.insertInto('stripe_customer').values({ id: argument('id'), email: argument('email'), name: argument('name') }),
);
const updateRow = statement<Row>((db, argument) =>
  db
    .updateTable('stripe_customer')
    .set({ email: argument('email'), name: argument('name') })
    .where('id', '=', argument('id')),
);
const removeRow = statement<{ id: string }>((db, argument) =>
  db.deleteFrom('stripe_customer').where('id', '=', argument('id')),
);
const insertWords = statement<{ rowid: number; words: string }>((db, argument) =>
  db.insertInto('stripe_customer_search').values({ rowid: argument('rowid'), words: argument('words') }),
);
const removeWords = statement<{ rowid: number }>((db, argument) =>
  db.deleteFrom('stripe_customer_search').where('rowid', '=', argument('rowid')),
);

/** Of a customer that Stripe has deleted nothing is kept. */
async function remove(unit: WriteUnit, id: string): Promise<void> {
  const [row] = await unit.run(rowById, { id });
  if (row === undefined) return;
  await unit.write(removeWords, { rowid: row.number });
  await unit.write(removeRow, { id });
}

/** Writes the row, and the words, by which a Stripe customer is found. */
async function write(unit: WriteUnit, next: Row): Promise<void> {
  const [before] = await unit.run(rowById, next);
  if (before?.email === next.email && before.name === next.name) return;
  await unit.write(before === undefined ? insertRow : updateRow, next);
  const [now] = await unit.run(rowById, next);
  if (now === undefined) return;
  if (before !== undefined) await unit.write(removeWords, { rowid: now.number });
  await unit.write(insertWords, { rowid: now.number, words: [now.id, now.name, now.email].join(' ') });
}

/** Keeps the rows of Stripe's customers in step with the mirrored objects. @returns those that are there. */
export async function writeStripeCustomers(
  unit: WriteUnit,
  changes: ReturnType<Draft['changes']>,
): Promise<readonly ChangedCustomer[]> {
  const changed: ChangedCustomer[] = [];
  for (const { now } of changes) {
    if (!isOf(now, 'customer')) continue;
    const { id, isGone } = now;
    const fields = isGone ? null : now.fields();
    if (fields === null) {
      await remove(unit, id);
      continue;
    }
    const { email, name, metadata } = fields;
    await write(unit, { id, email, name });
    changed.push({ id, email, claims: metadata?.[METADATA] ?? null });
  }
  return changed;
}
