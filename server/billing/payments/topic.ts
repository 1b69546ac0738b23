import { sql } from 'kysely';
import { AppError } from '#shared/wire/errors.ts';
import type { QueryContext } from '#server/journal/context.ts';
import type { MissedEvents, TopicReader, TopicSource } from '#server/journal/featureModule.ts';
import { answerWithout, lastEntries, newestSeq } from '#server/journal/missed.ts';
import { paymentOf, type PaymentRow } from './rows.ts';

/** More entries, or more changed payments than these, and the list is read anew. */
const MAXIMUM_MISSED = 20_000;
const MAXIMUM_ROWS = 500;

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
  const from = after ?? cursor;
  const answer = answerWithout(cursor, from, MAXIMUM_MISSED);
  if (answer !== null) return answer;
  const { db } = context.unit;
  const entries = await db
    .selectFrom('journal')
    .select(['seq', 'name', 'subjectsJson'])
    .where('seq', '>', from)
    .where('name', 'in', ['billing.paymentChanged', 'billing.mirrored'])
    .orderBy('seq')
    .execute();
  const lastOf = lastEntries(entries, 'payment');
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
