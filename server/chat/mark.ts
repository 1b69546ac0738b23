import type { Receipts } from '#shared/chat/contract.ts';
import { REFUND_FAILURES } from '#shared/chat/failures.ts';
import type { CommandContext } from '#server/journal/context.ts';
import { conversationFor } from './access.ts';
import { receiptsOf, type ConversationRow } from './rows.ts';
import { INBOX, onConversation } from './topic.ts';

interface Mark {
  readonly conversationId: string;
  readonly seq: number;
}

/** The receipts after one side got as far as `seq`. They only ever grow, and nobody can have read what is not there. */
function advance(row: ConversationRow, side: 'visitor' | 'staff', what: 'delivered' | 'read', seq: number): Receipts {
  const reached = Math.min(seq, row.lastSeq);
  const receipts = receiptsOf(row);
  return {
    ...receipts,
    [`${side}Delivered`]: Math.max(receipts[`${side}Delivered`], reached),
    ...(what === 'read' ? { [`${side}Read`]: Math.max(receipts[`${side}Read`], reached) } : {}),
  };
}

const equal = (a: Receipts, b: Receipts): boolean =>
  a.visitorDelivered === b.visitorDelivered &&
  a.visitorRead === b.visitorRead &&
  a.staffDelivered === b.staffDelivered &&
  a.staffRead === b.staffRead;

/** Marks a thread as delivered or read up to `seq`. What is read was delivered. Going back, or no further, writes nothing. */
export async function mark(
  context: CommandContext,
  { conversationId, seq }: Mark,
  what: 'delivered' | 'read',
): Promise<Record<string, never>> {
  const { unit, principal, record } = context;
  const conversation = await conversationFor(unit, principal, conversationId);
  const side = principal.kind === 'visitor' ? 'visitor' : 'staff';
  const receipts = advance(conversation, side, what, seq);
  if (equal(receipts, receiptsOf(conversation))) return {};
  const revision = conversation.revision + 1;
  const unread =
    receipts.staffRead === conversation.staffRead
      ? conversation.unread
      : await unit.db
          .selectFrom('thread_item')
          .select((select) => select.fn.countAll<number>().as('count'))
          .where('conversationNumber', '=', conversation.number)
          .where('seq', '>', receipts.staffRead)
          .where(({ eb, or }) => or([eb('authorKind', '=', 'visitor'), eb('event', 'in', REFUND_FAILURES)]))
          .executeTakeFirstOrThrow()
          .then(({ count }) => count);
  await unit.db
    .updateTable('conversation')
    .set({ ...receipts, unread, revision })
    .where('id', '=', conversationId)
    .execute();
  await record({
    name: 'chat.receiptsChanged',
    subjects: [{ kind: 'conversation', id: conversationId }],
    facts: { revision, ...receipts },
    deliveries: [onConversation('chat.receiptsChanged', { conversationId, receipts }, revision)],
    touches: [INBOX],
  });
  return {};
}
