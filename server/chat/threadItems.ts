import { sql } from 'kysely';
import type { AuthorKind } from '#server/storage/schema.ts';
import { statement } from '#server/storage/statement.ts';
import type { ThreadItemRow } from './threadItemRow.ts';

interface NewMessage {
  id: string;
  conversationNumber: number;
  seq: number;
  body: string;
  authorKind: AuthorKind;
  authorId: string | null;
  at: number;
}

/** Adds a message to a thread; writes no row when the id is taken. Constants stand in the text: binding a value takes as long as storing it. */
export const insertMessage = statement<NewMessage>((db, argument) =>
  db
    .insertInto('thread_item')
    .values({
      id: argument('id'),
      conversationNumber: argument('conversationNumber'),
      seq: argument('seq'),
      kind: sql.lit('message'),
      visibility: sql.lit('public'),
      body: argument('body'),
      authorKind: argument('authorKind'),
      authorId: argument('authorId'),
      at: argument('at'),
    })
    .onConflict((conflict) => conflict.column('id').doNothing()),
);

export interface StoredMessage {
  readonly conversationNumber: number;
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
    .select(['conversationNumber', 'seq', 'body', 'authorKind', 'authorId', 'at'])
    .where('id', '=', argument('id')),
);

/** Items of a thread before a `seq`, newest first; `visibility` is `public` for visitors and `%` for staff. */
export const itemsBefore = statement<
  { conversationNumber: number; before: number; limit: number; visibility: string },
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
    .leftJoin('payment_request as request', (join) =>
      join.onRef('request.id', '=', 'thread_item.objectId').on('thread_item.objectKind', '=', 'paymentRequest'),
    )
    .leftJoin('refund_intent as refund', (join) =>
      join.onRef('refund.id', '=', 'thread_item.objectId').on('thread_item.objectKind', '=', 'refund'),
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
      'request.id as requestId',
      'request.kind as requestKind',
      'request.state as requestState',
      'request.amount',
      'request.currency',
      'request.url',
      'request.paidAt',
      'request.expiresAt',
      'refund.id as refundId',
      'refund.paymentId as refundPaymentId',
      'refund.amount as refundAmount',
      'refund.currency as refundCurrency',
      'refund.reason as refundReason',
      'refund.note as refundNote',
      'refund.words as refundWords',
      'refund.state as refundState',
      'refund.draftedBy',
      'refund.draftedAt',
      'refund.requestedBy',
      'refund.requestedAt',
      'refund.decidedBy',
      'refund.decidedAt',
      'refund.decisionNote',
      'refund.expiresAt as refundExpiresAt',
      'refund.failureCode',
      'refund.failure',
      'refund.toldAt',
      'refund.changedAt',
    ])
    .where('thread_item.conversationNumber', '=', argument('conversationNumber'))
    .where('thread_item.seq', '<', argument('before'))
    .where('thread_item.visibility', 'like', argument('visibility') as 'public')
    .orderBy('thread_item.seq', 'desc')
    .limit(argument('limit')),
);
