import { sql } from 'kysely';
import { peopleGranted } from '#server/journal/granted.ts';
import type { Need, NeedWords, NotificationSource } from '#server/journal/needs.ts';
import type { Schema } from '#server/storage/schema.ts';
import { statement } from '#server/storage/statement.ts';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';

type Row = Omit<Schema['conversation'], 'number'> & { readonly number: number };

const conversationCalled = statement<{ id: string }, Row>((db, argument) =>
  db.selectFrom('conversation').selectAll().where('id', '=', argument('id')),
);

async function conversationsCalled(unit: ReadUnit, ids: readonly string[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const id of ids) rows.push(...(await unit.run(conversationCalled, { id })));
  return rows;
}

/** A customer has written and nobody has read it. */
function isWaiting({ status, unread, lastMessageAuthorKind, failedSeq, staffRead }: Row): boolean {
  // A refund that failed counts as one that is unread, and its own source tells of it.
  const failures = failedSeq !== null && failedSeq > staffRead ? 1 : 0;
  return status === 'open' && lastMessageAuthorKind === 'visitor' && unread > failures;
}

/** Who the customer is, and how what they wrote last begins. */
async function words({ db }: ReadUnit, ids: readonly string[]): Promise<ReadonlyMap<string, NeedWords>> {
  const rows = await db
    .selectFrom('conversation')
    .innerJoin('customer', 'customer.id', 'conversation.customerId')
    .select(['conversation.id', 'customer.name', 'customer.id as customerId', 'lastMessagePreview'])
    .where('conversation.id', 'in', ids)
    .execute();
  return new Map(rows.map(({ id, name, lastMessagePreview }) => [id, { who: name, text: lastMessagePreview }]));
}

/** What a customer has written, for who looks after the conversation; of nobody's, for everybody who may answer. */
export const messageWaiting: NotificationSource = {
  kind: 'messageWaiting',
  watches: ['chat.messageAdded', 'chat.receiptsChanged', 'chat.conversationChanged'],
  about: 'conversation',
  derive: async ({ unit }, ids) => {
    const waiting = (await conversationsCalled(unit, ids)).filter(isWaiting);
    if (waiting.length === 0) return [];
    const writers = await peopleGranted(unit, 'chat.write');
    return waiting.flatMap(({ id, assigneeId, customerId, lastMessageAt, lastMessageSeq, activeAt }) =>
      writers
        .filter((accountId) => assigneeId === null || accountId === assigneeId)
        .map((accountId): Need => ({
          accountId,
          kind: 'messageWaiting',
          subject: { kind: 'conversation', id },
          since: lastMessageAt ?? activeAt,
          urgency: 'normal',
          deadline: null,
          facts: { customerId, seq: lastMessageSeq, isMine: assigneeId !== null },
        })),
    );
  },
  all: async ({ unit: { db } }) => {
    const rows = await db
      .selectFrom('conversation')
      .select('id')
      .where('status', '=', 'open')
      .where('unread', '>', 0)
      .where('lastMessageAuthorKind', '=', 'visitor')
      .execute();
    return rows.map(({ id }) => id);
  },
  words,
};

interface Assignment {
  readonly seq: number;
  readonly authorId: string | null;
  readonly objectId: string | null;
  readonly at: number;
}

const lastAssignment = statement<{ conversationNumber: number }, Assignment>((db, argument) =>
  db
    .selectFrom('thread_item')
    .select(['seq', 'authorId', 'objectId', 'at'])
    .where('conversationNumber', '=', argument('conversationNumber'))
    .where('event', '=', sql.lit('assigned'))
    .orderBy('seq', 'desc')
    .limit(1),
);
const writtenSince = statement<{ conversationNumber: number; seq: number; authorId: string }, { seq: number }>(
  (db, argument) =>
    db
      .selectFrom('thread_item')
      .select('seq')
      .where('conversationNumber', '=', argument('conversationNumber'))
      .where('seq', '>', argument('seq'))
      .where('authorId', '=', argument('authorId'))
      .limit(1),
);

/** A conversation that a colleague gave somebody, until they have done something there. */
export const conversationAssigned: NotificationSource = {
  kind: 'conversationAssigned',
  watches: ['chat.conversationChanged', 'chat.messageAdded'],
  about: 'conversation',
  derive: async ({ unit }, ids) => {
    const needs: Need[] = [];
    for (const { id, number, status, assigneeId, customerId } of await conversationsCalled(unit, ids)) {
      if (status !== 'open' || assigneeId === null) continue;
      const [last] = await unit.run(lastAssignment, { conversationNumber: number });
      if (last?.objectId !== assigneeId || last.authorId === assigneeId) continue;
      const { seq, at, authorId } = last;
      const [written] = await unit.run(writtenSince, { conversationNumber: number, seq, authorId: assigneeId });
      if (written !== undefined) continue;
      needs.push({
        accountId: assigneeId,
        kind: 'conversationAssigned',
        subject: { kind: 'conversation', id },
        since: at,
        urgency: 'normal',
        deadline: null,
        facts: { customerId, by: authorId },
      });
    }
    return needs;
  },
  // Only from now on: what was assigned before there were notifications is known by now.
  all: () => Promise.resolve([]),
  words,
};
