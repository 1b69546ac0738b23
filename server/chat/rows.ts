import type { Selectable } from 'kysely';
import {
  REFUND_EVENTS,
  type Message,
  type Receipts,
  type RefundEvent,
  type ThreadEvent,
} from '#shared/chat/contract.ts';
import type { Schema } from '#server/storage/schema.ts';
import type { ThreadItemRow } from './threadItemRow.ts';
import { objectOf, type Told } from './threadObjects.ts';

export type ConversationRow = Selectable<Schema['conversation']>;

const isOfRefund = (event: ThreadEvent['type']): event is RefundEvent =>
  (REFUND_EVENTS as readonly string[]).includes(event);

function threadEventOf(row: ThreadItemRow): ThreadEvent | null {
  const { event, objectName, refundId, refundAmount, refundCurrency, decisionNote } = row;
  if (event === null) return null;
  if (event === 'assigned') return { type: event, to: objectName ?? '' };
  if (!isOfRefund(event)) return { type: event };
  const note = event === 'refundRefused' ? decisionNote : null;
  return { type: event, refundId: refundId ?? '', amount: refundAmount ?? 0, currency: refundCurrency ?? '', note };
}

/** @param told the entry that told of its object, which is then as it was at that time; as it is now when not given. */
export function messageOf(row: ThreadItemRow, told?: Told): Message {
  const object = row.kind === 'object' ? objectOf(row, told) : null;
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
