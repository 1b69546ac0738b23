import type { Selectable } from 'kysely';
import type { Message, Receipts, ThreadEvent } from '#shared/chat/contract.ts';
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
}

function threadEventOf({ event, objectName }: ThreadItemRow): ThreadEvent | null {
  if (event === null) return null;
  return event === 'assigned' ? { type: event, to: objectName ?? '' } : { type: event };
}

export function messageOf(row: ThreadItemRow): Message {
  return {
    id: row.id,
    seq: row.seq,
    kind: row.kind,
    body: row.body,
    author: { kind: row.authorKind, id: row.authorId, name: row.authorName },
    at: row.at,
    event: threadEventOf(row),
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
