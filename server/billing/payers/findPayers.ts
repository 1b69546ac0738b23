import { sql } from 'kysely';
import type { OutputOf } from '#shared/contract.ts';
import type { QueryHandler } from '#server/journal/featureModule.ts';
import { searchQuery } from '#server/billing/payments/searchWords.ts';
import { statement } from '#server/storage/statement.ts';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';
import { payersById } from './payerRows.ts';

const MAXIMUM = 20;

interface Found {
  readonly payerId: string;
}

const byWords = statement<{ query: string; limit: number }, Found>((db, argument) => ({
  compile: () =>
    sql<Found>`SELECT person.id AS payerId FROM stripe_customer_search
      CROSS JOIN stripe_customer AS person ON person.number = stripe_customer_search.rowid
      WHERE stripe_customer_search MATCH ${argument('query')}
      ORDER BY stripe_customer_search.rowid DESC LIMIT ${argument('limit')}`.compile(db),
}));

const ofPayment = statement<{ id: string }, Found>((db, argument) => ({
  compile: () =>
    sql<Found>`SELECT coalesce(stripeCustomerId, id) AS payerId FROM payment WHERE id = ${argument('id')}`.compile(db),
}));

type Owner = NonNullable<OutputOf<'customers.findPayers'>['payers'][number]['customer']>;

async function ownersOf({ db }: ReadUnit, ids: readonly string[]): Promise<ReadonlyMap<string, Owner>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('payer_link')
    .innerJoin('customer', 'customer.id', 'payer_link.customerId')
    .select(['payer_link.payerId', 'customer.id', 'customer.name', 'customer.email'])
    .where('payer_link.payerId', 'in', ids)
    .where('payer_link.undoneAt', 'is', null)
    .execute();
  return new Map(rows.map(({ payerId, ...owner }) => [payerId, owner]));
}

async function find(unit: ReadUnit, text: string): Promise<readonly string[]> {
  const [named] = await unit.run(ofPayment, { id: text.trim() });
  if (named !== undefined) return [named.payerId];
  const query = searchQuery(text);
  if (query === null) return [];
  return (await unit.run(byWords, { query, limit: MAXIMUM })).map(({ payerId }) => payerId);
}

/** Five statements at most. */
export const findPayers: QueryHandler<'customers.findPayers'> = async ({ unit }, { text }) => {
  const ids = await find(unit, text);
  const owners = await ownersOf(unit, ids);
  const payers = await payersById(unit, ids);
  return { payers: payers.map((payer) => ({ ...payer, customer: owners.get(payer.payerId) ?? null })) };
};
