import { sql } from 'kysely';
import { AppError } from '#shared/wire/errors.ts';
import type { Message } from '#shared/chat/contract.ts';
import type { EventDataOf } from '#shared/contract.ts';
import type { QueryContext } from '#server/journal/context.ts';
import type { MissedEvents, TopicReader, TopicSource } from '#server/journal/featureModule.ts';
import type { Facts } from '#server/journal/entry.ts';
import { answerWithout, lastEntries, newestSeq } from '#server/journal/missed.ts';
import { ANY_STAFF, conversationFor } from './access.ts';
import { summariesOf } from './inbox.ts';
import { messageOf, type ConversationRow } from './rows.ts';
import type { ThreadItemRow } from './threadItemRow.ts';
import { itemsBefore } from './threadItems.ts';
import { INBOX } from './topic.ts';

/** More missed entries than this, and the state is read anew. */
const MAXIMUM_MISSED = 20_000;
/** Entries of a conversation that are told at once; what is beyond is asked for again. */
export const PART = 500;
/** More changed rows than this, and reading the list anew is cheaper for both sides. */
const MAXIMUM_ROWS = 1_000;

/** By the journal entry's name: the event that is published of it, to both sides. */
const PUBLISHED = {
  'chat.messageAdded': 'chat.messageAdded',
  'chat.receiptsChanged': 'chat.receiptsChanged',
  'chat.conversationChanged': 'chat.conversationChanged',
  'billing.paymentRequestChanged': 'chat.objectChanged',
} as const;
/** What colleagues are told beside; a refund's first entry tells of a new item. */
const FOR_STAFF = {
  ...PUBLISHED,
  'chat.colleaguesTold': 'chat.messageAdded',
  'billing.refundDrafted': 'chat.objectChanged',
  'billing.refundRequested': 'chat.objectChanged',
  'billing.refundApproved': 'chat.objectChanged',
  'billing.refundRefused': 'chat.objectChanged',
  'billing.refundWithdrawn': 'chat.objectChanged',
  'billing.refundExpired': 'chat.objectChanged',
  'billing.refundChanged': 'chat.objectChanged',
} as const;
/** Entries that name an item of the thread by its seq. */
const ABOUT_OBJECTS = Object.entries(FOR_STAFF).flatMap(([name, event]) =>
  event === 'chat.objectChanged' ? name : [],
);
type Published = (typeof FOR_STAFF)[keyof typeof FOR_STAFF];
type Side = TopicReader['by'];

interface Entry {
  readonly seq: number;
  readonly name: Published;
  readonly at: number;
  readonly facts: Facts;
}

interface EntriesAsked {
  readonly by: Side;
  /** Journal sequence. */
  readonly after: number;
  readonly order: 'asc' | 'desc';
  readonly offset: number;
  readonly limit: number;
}

/** The conversation's published entries. */
async function entriesOf(
  { unit: { db } }: QueryContext,
  conversationId: string,
  { by, after, order, offset, limit }: EntriesAsked,
): Promise<Entry[]> {
  const published: Readonly<Record<string, Published>> = by === 'staff' ? FOR_STAFF : PUBLISHED;
  const rows = await db
    .selectFrom('journal_subject')
    .innerJoin('journal', 'journal.seq', 'journal_subject.seq')
    .select(['journal.seq', 'journal.name', 'journal.at', 'journal.factsJson'])
    .where('journal_subject.kind', '=', 'conversation')
    .where('journal_subject.id', '=', conversationId)
    .where('journal_subject.seq', '>', after)
    .where('journal.name', 'in', Object.keys(published))
    // A refund that was drafted by a server that put none into the thread has no place in it.
    .where(({ eb, or }) =>
      or([eb('journal.name', 'not in', ABOUT_OBJECTS), eb(sql`journal.factsJson ->> '$.seq'`, 'is not', null)]),
    )
    .orderBy('journal_subject.seq', order)
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.flatMap(({ seq, name, at, factsJson }) => {
    const facts = JSON.parse(factsJson) as Facts;
    const event = facts['isNew'] === true ? 'chat.messageAdded' : published[name];
    return event === undefined ? [] : { seq, name: event, at, facts };
  });
}

const numberIn = (facts: Facts, name: string): number => {
  const value = facts[name];
  return typeof value === 'number' ? value : 0;
};

/** The item that an entry tells of; its object as the entry's facts say it stood. */
function messageIn(row: ThreadItemRow | undefined, { at, facts }: Entry): Message | null {
  if (row === undefined) return null;
  return typeof facts['state'] === 'string' ? messageOf(row, { at, facts }) : messageOf(row);
}

/** Makes an entry's event again, equal to what was published when it was committed. */
async function eventDataOf(
  context: QueryContext,
  conversation: ConversationRow,
  items: ReadonlyMap<number, ThreadItemRow>,
  entry: Entry,
): Promise<EventDataOf<Published>> {
  const { unit } = context;
  const { name, facts } = entry;
  const conversationId = conversation.id;
  const message = messageIn(items.get(numberIn(facts, 'seq')), entry);
  switch (name) {
    case 'chat.messageAdded':
    case 'chat.objectChanged': {
      if (message === null) throw new AppError('INTERNAL', 'A journal entry names a message that is not there.');
      return { conversationId, message };
    }
    case 'chat.receiptsChanged':
      return {
        conversationId,
        receipts: {
          visitorDelivered: numberIn(facts, 'visitorDelivered'),
          visitorRead: numberIn(facts, 'visitorRead'),
          staffDelivered: numberIn(facts, 'staffDelivered'),
          staffRead: numberIn(facts, 'staffRead'),
        },
      };
    case 'chat.conversationChanged': {
      const { status, assigneeId } = facts;
      const assignee =
        typeof assigneeId === 'string'
          ? await unit.db.selectFrom('account').select(['id', 'name']).where('id', '=', assigneeId).executeTakeFirst()
          : undefined;
      return {
        conversationId,
        status: status === 'closed' ? 'closed' : 'open',
        assignee: assignee ?? null,
        message,
      };
    }
  }
}

/** On `conversation:ID` a visitor's cursor is the conversation's revision, which every published entry carries in its facts. */
async function missedInConversation(
  context: QueryContext,
  id: string,
  after: number | null,
  reader: TopicReader,
): Promise<MissedEvents> {
  const principal =
    reader.by === 'visitor'
      ? { kind: 'visitor' as const, visitorId: reader.visitorId ?? '', siteId: '', tokenHash: '' }
      : ANY_STAFF;
  const conversation = await conversationFor(context.unit, principal, id);
  const byRevision = reader.by === 'visitor';
  const cursor = byRevision ? conversation.revision : await newestSeq(context);
  const from = after ?? cursor;
  const answer = answerWithout(cursor, from);
  if (answer !== null) return answer;
  const entries = byRevision
    ? await entriesByRevision(context, id, cursor - from)
    : await entriesBySequence(context, id, from);
  if (entries === null) return { cursor, snapshot: true, events: [] };
  const events: MissedEvents['events'][number][] = [];
  const items = await itemsOf(context, conversation, entries);
  for (const entry of entries.slice(0, PART)) {
    const own = byRevision ? numberIn(entry.facts, 'revision') : entry.seq;
    events.push({ name: entry.name, cursor: own, data: await eventDataOf(context, conversation, items, entry) });
  }
  const reached = entries.length > PART ? events.at(-1)?.cursor : undefined;
  return { cursor: reached ?? cursor, snapshot: false, events, hasMore: reached !== undefined };
}

/** The thread items that entries name, by `seq`, in one read: those of a part lie close together. */
async function itemsOf({ unit }: QueryContext, { number }: ConversationRow, entries: readonly Entry[]) {
  const seqs = entries.map(({ facts }) => numberIn(facts, 'seq')).filter((seq) => seq > 0);
  if (seqs.length === 0) return new Map<number, ThreadItemRow>();
  const last = Math.max(...seqs);
  const limit = last - Math.min(...seqs) + 1;
  const rows = await unit.run(itemsBefore, { conversationNumber: number, before: last + 1, limit, visibility: '%' });
  return new Map(rows.map((row) => [row.seq, row]));
}

/** The oldest of the `missing` newest entries, one more than a part where there are more; null: too many. */
async function entriesByRevision(context: QueryContext, id: string, missing: number): Promise<Entry[] | null> {
  if (missing > MAXIMUM_MISSED) return null;
  const limit = Math.min(missing, PART + 1);
  const found = await entriesOf(context, id, {
    by: 'visitor',
    after: 0,
    order: 'desc',
    offset: missing - limit,
    limit,
  });
  return found.reverse();
}

/** The oldest entries after `after`, one more than a part where there are more; null: too many. */
async function entriesBySequence(context: QueryContext, id: string, after: number): Promise<Entry[] | null> {
  const beyond = await context.unit.db
    .selectFrom('journal_subject')
    .select('seq')
    .where('kind', '=', 'conversation')
    .where('id', '=', id)
    .where('seq', '>', after)
    .orderBy('seq')
    .offset(MAXIMUM_MISSED)
    .limit(1)
    .executeTakeFirst();
  if (beyond !== undefined) return null;
  return entriesOf(context, id, { by: 'staff', after, order: 'asc', offset: 0, limit: PART + 1 });
}

/** On `inbox`: every conversation that something happened to, once, as it is now, at the cursor of the last thing. */
async function missedInInbox(
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
  const rows = await context.unit.db
    .selectFrom('journal')
    .select(['seq', 'subjectsJson'])
    .where('seq', '>', from)
    .where(({ eb, or }) =>
      or([
        eb('name', 'like', 'chat.%'),
        eb('name', 'in', ['billing.paymentRequestChanged', 'billing.refundDrafted', 'billing.refundRequested']),
      ]),
    )
    .orderBy('seq')
    .execute();
  const lastOf = lastEntries(rows, 'conversation');
  if (lastOf.size > MAXIMUM_ROWS) return { cursor, snapshot: true, events: [] };
  const summaries = await summariesOf(context.unit.db, [...lastOf.keys()]);
  const events = summaries
    .map((data) => ({ name: 'chat.inboxChanged' as const, cursor: lastOf.get(data.id) ?? cursor, data }))
    .sort((a, b) => a.cursor - b.cursor);
  return { cursor, snapshot: false, events };
}

export const topics: Readonly<Record<string, TopicSource>> = {
  [INBOX]: { missed: missedInInbox },
  conversation: { missed: missedInConversation },
};
