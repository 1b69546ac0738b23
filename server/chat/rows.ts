import type { Selectable } from 'kysely';
import type { Message, Receipts, ThreadEvent, ThreadObject } from '#shared/chat/contract.ts';
import type { Schema } from '#server/storage/schema.ts';

export type ConversationRow = Selectable<Schema['conversation']>;

/** A thread item with the names it needs. */
export interface ThreadItemRow {
  readonly id: string;
  readonly seq: number;
  readonly kind: Message['kind'];
  readonly body: string;
  readonly authorKind: Message['author']['kind'];
  readonly authorId: string | null;
  readonly authorName: string | null;
  readonly event: ThreadEvent['type'] | null;
  /** The name of the account an event concerns. */
  readonly objectName: string | null;
  readonly at: number;
  /** Of the payment request that an object is; null for all else. */
  readonly requestId: string | null;
  readonly requestKind: ThreadObject['kind'] | null;
  readonly requestState: string | null;
  readonly amount: number | null;
  readonly currency: string | null;
  readonly url: string | null;
  readonly paidAt: number | null;
  readonly expiresAt: number | null;
}

function threadEventOf({ event, objectName }: ThreadItemRow): ThreadEvent | null {
  if (event === null) return null;
  return event === 'assigned' ? { type: event, to: objectName ?? '' } : { type: event };
}

/** How an object stood at some time. */
export interface ObjectState {
  readonly state: ThreadObject['state'];
  readonly paidAt: number | null;
}

function objectOf(row: ThreadItemRow, { state, paidAt }: ObjectState): ThreadObject | null {
  const { requestId, requestKind, amount, currency, url, expiresAt } = row;
  if (requestId === null || requestKind === null || amount === null || currency === null) return null;
  return {
    type: 'paymentRequest',
    id: requestId,
    kind: requestKind,
    amount,
    currency,
    state,
    url: state === 'open' ? url : null,
    paidAt,
    expiresAt,
  };
}

/** @param then how its object stood when it was told of; as it is now when not given. */
export function messageOf(
  row: ThreadItemRow,
  then: ObjectState = { state: row.requestState as ThreadObject['state'], paidAt: row.paidAt },
): Message {
  const object = objectOf(row, then);
  return {
    id: row.id,
    seq: row.seq,
    kind: row.kind,
    body: row.body,
    author: { kind: row.authorKind, id: row.authorId, name: row.authorName },
    at: row.at,
    event: threadEventOf(row),
    ...(object === null ? {} : { object }),
  };
}

export function receiptsOf(row: Receipts): Receipts {
  return {
    visitorDelivered: row.visitorDelivered,
    visitorRead: row.visitorRead,
    staffDelivered: row.staffDelivered,
    staffRead: row.staffRead,
  };
}
