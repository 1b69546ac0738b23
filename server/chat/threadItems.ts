import type { AuthorKind } from '#server/storage/schema.ts';
import { statement } from '#server/storage/statement.ts';
import type { ThreadItemRow } from './rows.ts';

interface NewItem {
  id: string;
  conversationId: string;
  seq: number;
  kind: 'message' | 'event';
  body: string;
  authorKind: AuthorKind;
  authorId: string | null;
  event: ThreadItemRow['event'];
  objectKind: 'account' | null;
  objectId: string | null;
  at: number;
}

/** Adds a public item to a thread. */
export const insertItem = statement<NewItem>((db, argument) =>
  db.insertInto('thread_item').values({
    id: argument('id'),
    conversationId: argument('conversationId'),
    seq: argument('seq'),
    kind: argument('kind'),
    visibility: 'public',
    body: argument('body'),
    authorKind: argument('authorKind'),
    authorId: argument('authorId'),
    event: argument('event'),
    objectKind: argument('objectKind'),
    objectId: argument('objectId'),
    at: argument('at'),
  }),
);

export interface StoredMessage {
  readonly conversationId: string;
  readonly seq: number;
  readonly body: string;
  readonly authorKind: AuthorKind;
  readonly authorId: string | null;
  readonly at: number;
}

/** The item that has this id, whosever it is. */
export const itemById = statement<{ id: string }, StoredMessage>((db, argument) =>
  db
    .selectFrom('thread_item')
    .select(['conversationId', 'seq', 'body', 'authorKind', 'authorId', 'at'])
    .where('id', '=', argument('id')),
);

/** Items of a thread before a `seq`, newest first; `visibility` is `public` for visitors and `%` for staff. */
export const itemsBefore = statement<
  { conversationId: string; before: number; limit: number; visibility: string },
  ThreadItemRow
>((db, argument) =>
  db
    .selectFrom('thread_item')
    .leftJoin('account as writer', (join) =>
      join.onRef('writer.id', '=', 'thread_item.authorId').on('thread_item.authorKind', '=', 'staff'),
    )
    .leftJoin('account as named', (join) =>
      join.onRef('named.id', '=', 'thread_item.objectId').on('thread_item.objectKind', '=', 'account'),
    )
    .select([
      'thread_item.id',
      'thread_item.seq',
      'thread_item.kind',
      'thread_item.body',
      'thread_item.authorKind',
      'thread_item.authorId',
      'writer.name as authorName',
      'thread_item.event',
      'named.name as objectName',
      'thread_item.at',
    ])
    .where('thread_item.conversationId', '=', argument('conversationId'))
    .where('thread_item.seq', '<', argument('before'))
    .where('thread_item.visibility', 'like', argument('visibility') as 'public')
    .orderBy('thread_item.seq', 'desc')
    .limit(argument('limit')),
);
