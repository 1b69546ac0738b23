import type { Message, Receipts } from '#shared/chat/contract.ts';
import type { AppError } from '#shared/wire/errors.ts';

/** A reply on its way: made here, not yet seen in the thread. */
export interface PendingReply {
  readonly id: string;
  readonly body: string;
  /** UTC milliseconds of the client until the server has answered. */
  readonly at: number;
  /** `waiting`: for the line or its turn; `sending`: on the wire; `sent`: durable; `failed`: see `error`. */
  readonly state: 'waiting' | 'sending' | 'sent' | 'failed';
  readonly error: AppError | null;
  /** Its place in the thread, once it is sent. */
  readonly seq: number | null;
}

export type SendState = 'waiting' | 'sending' | 'sent' | 'delivered' | 'read' | 'failed';

/** How far a colleague's message has got with the customer. */
export function sendStateOf(message: Message, receipts: Receipts | null): SendState {
  if (receipts === null || receipts.visitorDelivered < message.seq) return 'sent';
  return receipts.visitorRead < message.seq ? 'delivered' : 'read';
}
