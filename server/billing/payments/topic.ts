import { sql } from 'kysely';
import { AppError } from '#shared/wire/errors.ts';
import type { QueryContext } from '#server/journal/context.ts';
import type { MissedEvents, TopicReader, TopicSource } from '#server/journal/featureModule.ts';
import { paymentOf, type PaymentRow } from './rows.ts';

/** More entries, or more changed payments than these, and the list is read anew. */
const MAXIMUM_MISSED = 20_000;
const MAXIMUM_ROWS = 500;

async function newestSeq({ unit: { db } }: QueryContext): Promise<number> {
  const newest = await db.selectFrom('journal').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return newest?.seq ?? 0;
}

/** On `payments`: every payment that changed, once, as it is now, at the cursor of its last change. Pages of a back-fill are not told one by one. */
async function missed(
  context: QueryContext,
  _key: string,
  after: number | null,
  reader: TopicReader,
): Promise<MissedEvents> {
  if (reader.by !== 'staff')
    throw new AppError('NOT_FOUND', 'There is no such subscription.', { reason: 'subscription' });
  const cursor = await newestSeq(context);
  // A cursor from the future belongs to another history of this database (a restored backup).
  if (after === null || after >= cursor) return { cursor, snapshot: after !== null && after > cursor, events: [] };
  if (cursor - after > MAXIMUM_MISSED) return { cursor, snapshot: true, events: [] };
  const { db } = context.unit;
  const entries = await db
    .selectFrom('journal')
    .select(['seq', 'name', 'subjectsJson'])
    .where('seq', '>', after)
    .where('name', 'in', ['billing.paymentChanged', 'billing.mirrored'])
    .orderBy('seq')
    .execute();
  const lastOf = new Map<string, number>();
  for (const { seq, subjectsJson } of entries)
    for (const { kind, id } of JSON.parse(subjectsJson) as { kind: string; id: string }[])
      if (kind === 'payment') lastOf.set(id, seq);
  if (lastOf.size > MAXIMUM_ROWS || entries.some(({ name }) => name === 'billing.mirrored'))
    return { cursor, snapshot: true, events: [] };
  if (lastOf.size === 0) return { cursor, snapshot: false, events: [] };
  const rows: PaymentRow[] = await db
    .selectFrom('payment')
    .selectAll('payment')
    .select(
      sql<string | null>`(SELECT customerId FROM stripe_customer_link AS link
        WHERE link.stripeCustomerId = payment.stripeCustomerId AND link.undoneAt IS NULL)`.as('customerId'),
    )
    .where('id', 'in', [...lastOf.keys()])
    .execute();
  const events = rows
    .map((row) => ({
      name: 'billing.paymentChanged' as const,
      cursor: lastOf.get(row.id) ?? cursor,
      data: paymentOf(row),
    }))
    .sort((one, other) => one.cursor - other.cursor);
  return { cursor, snapshot: false, events };
}

export const topics: Readonly<Record<string, TopicSource>> = { payments: { missed } };
