import { sql } from 'kysely';
import { AppError } from '#shared/wire/errors.ts';
import type { EntryName } from '#shared/audit/entries.ts';
import type { QueryContext } from '#server/journal/context.ts';
import type { MissedEvents, TopicReader, TopicSource } from '#server/journal/featureModule.ts';
import { refundOf } from '#server/billing/refunds/rows.ts';
import { answerWithout, lastEntries, newestSeq } from '#server/journal/missed.ts';
import { paymentOf, type PaymentRow } from './rows.ts';

/** More entries, or more changed payments than these, and the list is read anew. */
const MAXIMUM_MISSED = 20_000;
const MAXIMUM_ROWS = 500;

const TELLING: readonly EntryName[] = [
  'billing.paymentChanged',
  'billing.mirrored',
  'billing.refundDrafted',
  'billing.refundRequested',
  'billing.refundApproved',
  'billing.refundRefused',
  'billing.refundWithdrawn',
  'billing.refundExpired',
  'billing.refundChanged',
];

async function changedPayments({ unit: { db } }: QueryContext, lastOf: ReadonlyMap<string, number>) {
  if (lastOf.size === 0) return [];
  const rows: PaymentRow[] = await db
    .selectFrom('payment')
    .selectAll('payment')
    .select(
      sql<string | null>`(SELECT customerId FROM stripe_customer_link AS link
        WHERE link.stripeCustomerId = payment.stripeCustomerId AND link.undoneAt IS NULL)`.as('customerId'),
    )
    .where('id', 'in', [...lastOf.keys()])
    .execute();
  return rows.map((row) => ({
    name: 'billing.paymentChanged' as const,
    cursor: lastOf.get(row.id) ?? 0,
    data: paymentOf(row),
  }));
}

async function changedRefunds({ unit: { db } }: QueryContext, lastOf: ReadonlyMap<string, number>) {
  if (lastOf.size === 0) return [];
  const rows = await db
    .selectFrom('refund_intent')
    .selectAll()
    .where('id', 'in', [...lastOf.keys()])
    .execute();
  return rows.map((row) => ({
    name: 'billing.refundChanged' as const,
    cursor: lastOf.get(row.id) ?? 0,
    data: refundOf(row),
  }));
}

/** On `payments`: every payment and refund that changed, once, as it is now, at the cursor of its last change. Pages of a back-fill are not told one by one. */
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
    .where('name', 'in', TELLING)
    .orderBy('seq')
    .execute();
  const payments = lastEntries(entries, 'payment');
  const refunds = lastEntries(entries, 'refund');
  if (payments.size + refunds.size > MAXIMUM_ROWS || entries.some(({ name }) => name === 'billing.mirrored'))
    return { cursor, snapshot: true, events: [] };
  const events = [...(await changedPayments(context, payments)), ...(await changedRefunds(context, refunds))];
  events.sort((one, other) => one.cursor - other.cursor);
  return { cursor, snapshot: false, events };
}

export const topics: Readonly<Record<string, TopicSource>> = { payments: { missed } };
