import { sql } from 'kysely';
import { AppError } from '#shared/wire/errors.ts';
import type { EntryName } from '#shared/audit/entries.ts';
import type { QueryContext } from '#server/journal/context.ts';
import type { MissedEvents, TopicReader, TopicSource } from '#server/journal/featureModule.ts';
import { refundOf } from '#server/billing/refunds/rows.ts';
import { answerWithout, lastEntries, newestSeq } from '#server/journal/missed.ts';
import { CUSTOMER_ID, paymentOf, type PaymentRow } from './rows.ts';

/** More entries, or more changed payments than these, and the list is read anew. */
const MAXIMUM_MISSED = 20_000;
const MAXIMUM_ROWS = 500;

const LINKS = ['customers.paymentsLinked', 'customers.paymentsUnlinked'] as const;
const isLink = (name: string): boolean => (LINKS as readonly string[]).includes(name);

const TELLING: readonly EntryName[] = [
  ...LINKS,
  'billing.paymentChanged',
  'billing.mirrored',
  'billing.refundDrafted',
  'billing.refundRequested',
  'billing.refundApproved',
  'billing.refundRefused',
  'billing.refundWithdrawn',
  'billing.refundExpired',
  'billing.refundChanged',
  'billing.evidenceEdited',
  'billing.evidenceFileAdded',
  'billing.evidenceFileRemoved',
  'billing.evidenceSubmitted',
  'billing.disputeAccepted',
  'billing.disputeAnswerChanged',
];

type Events = MissedEvents['events'];

/** As they are now, each at the cursor of its last change. */
async function changedPayments({ unit: { db } }: QueryContext, lastOf: ReadonlyMap<string, number>): Promise<Events> {
  if (lastOf.size === 0) return [];
  const rows: PaymentRow[] = await db
    .selectFrom('payment')
    .selectAll('payment')
    .select(CUSTOMER_ID.as('customerId'))
    .where('id', 'in', [...lastOf.keys()])
    .execute();
  return rows.map((row) => ({
    name: 'billing.paymentChanged',
    cursor: lastOf.get(row.id) ?? 0,
    data: paymentOf(row),
  }));
}

function linkEvent({
  seq,
  subjectsJson,
  factsJson,
}: {
  seq: number;
  subjectsJson: string;
  factsJson: string;
}): Events[number] {
  const [subject] = JSON.parse(subjectsJson) as { id: string }[];
  const { payerId } = JSON.parse(factsJson) as { payerId: string };
  return { name: 'customers.payersChanged', cursor: seq, data: { customerId: subject?.id ?? '', payerId } };
}

async function changedRefunds({ unit: { db } }: QueryContext, lastOf: ReadonlyMap<string, number>): Promise<Events> {
  if (lastOf.size === 0) return [];
  const rows = await db
    .selectFrom('refund_intent')
    .selectAll()
    .where('id', 'in', [...lastOf.keys()])
    .execute();
  return rows.map((row) => ({
    name: 'billing.refundChanged',
    cursor: lastOf.get(row.id) ?? 0,
    data: refundOf(row),
  }));
}

async function changedDisputes({ unit: { db } }: QueryContext, lastOf: ReadonlyMap<string, number>): Promise<Events> {
  if (lastOf.size === 0) return [];
  const rows = await db
    .selectFrom('dispute')
    .leftJoin('evidence_draft', 'evidence_draft.disputeId', 'dispute.id')
    .select(['dispute.id as disputeId', 'paymentId', sql<number>`coalesce(revision, 0)`.as('revision')])
    .where('dispute.id', 'in', [...lastOf.keys()])
    .execute();
  return rows.map((data) => ({ name: 'billing.disputeChanged', cursor: lastOf.get(data.disputeId) ?? 0, data }));
}

/** On `payments`: every payment and refund that changed, once, and whose customer they became or ceased to be. Pages of a back-fill are not told one by one. */
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
    .select(['seq', 'name', 'subjectsJson', 'factsJson'])
    .where('seq', '>', from)
    .where('name', 'in', TELLING)
    .orderBy('seq')
    .execute();
  // One event a cursor: what an entry of a refund or a dispute tells is that, and not the payment that it also names.
  const payments = lastEntries(
    entries.filter(({ name }) => name === 'billing.paymentChanged'),
    'payment',
  );
  const refunds = lastEntries(entries, 'refund');
  const disputes = lastEntries(entries, 'dispute');
  const links = entries.filter(({ name }) => isLink(name));
  if (
    payments.size + refunds.size + disputes.size + links.length > MAXIMUM_ROWS ||
    entries.some(({ name }) => name === 'billing.mirrored')
  )
    return { cursor, snapshot: true, events: [] };
  const events = [
    ...(await changedPayments(context, payments)),
    ...(await changedRefunds(context, refunds)),
    ...(await changedDisputes(context, disputes)),
    ...links.map(linkEvent),
  ];
  return { cursor, snapshot: false, events: events.sort((one, other) => one.cursor - other.cursor) };
}

export const topics: Readonly<Record<string, TopicSource>> = { payments: { missed } };
