import type { Message, Receipts } from '#shared/chat/contract.ts';
import type { OutboxMessage } from '#renderer/client/outbox/outbox.ts';

/** A reply on its way: made here, not yet seen in the thread. */
export type PendingReply = OutboxMessage;

export type SendState = 'waiting' | 'sending' | 'sent' | 'delivered' | 'read' | 'failed';

/** How far a colleague's message has got with the customer. */
export function sendStateOf(message: Message, receipts: Receipts | null): SendState {
  if (receipts === null || receipts.visitorDelivered < message.seq) return 'sent';
  return receipts.visitorRead < message.seq ? 'delivered' : 'read';
}
