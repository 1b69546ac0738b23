import { AppError } from '#shared/wire/errors.ts';
import type { QueryContext } from '#server/journal/context.ts';
import type { MissedEvents, TopicReader, TopicSource } from '#server/journal/featureModule.ts';
import { answerWithout, lastEntries, newestSeq } from '#server/journal/missed.ts';
import { CUSTOMER_ID, paymentOf, type PaymentRow } from './rows.ts';

/** More entries, or more changed payments than these, and the list is read anew. */
const MAXIMUM_MISSED = 20_000;
const MAXIMUM_ROWS = 500;

const LINKS = ['customers.paymentsLinked', 'customers.paymentsUnlinked'] as const;
const isLink = (name: string): boolean => (LINKS as readonly string[]).includes(name);

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

/** On `payments`: every payment that changed, once, and whose customer they became or ceased to be. Pages of a back-fill are not told one by one. */
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
    .where('name', 'in', ['billing.paymentChanged', 'billing.mirrored', ...LINKS])
    .orderBy('seq')
    .execute();
  const lastOf = lastEntries(entries, 'payment');
  const links = entries.filter(({ name }) => isLink(name));
  if (lastOf.size + links.length > MAXIMUM_ROWS || entries.some(({ name }) => name === 'billing.mirrored'))
    return { cursor, snapshot: true, events: [] };
  const events = [...(await changedPayments(context, lastOf)), ...links.map(linkEvent)];
  return { cursor, snapshot: false, events: events.sort((one, other) => one.cursor - other.cursor) };
}

export const topics: Readonly<Record<string, TopicSource>> = { payments: { missed } };
