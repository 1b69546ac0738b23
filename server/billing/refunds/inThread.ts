import type { RefundEvent } from '#shared/chat/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import {
  addRefund,
  ANY_STAFF,
  conversationForWriting,
  refundChanged,
  sayWords,
  tellRefund,
  type RefundInThread,
} from '#server/chat/module.ts';
import type { Change, CommandContext } from '#server/journal/context.ts';
import type { Schema } from '#server/storage/schema.ts';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';

type RefundRow = Schema['refund_intent'];
type Step = Pick<RefundRow, 'state' | 'requestedBy' | 'decidedBy' | 'stripeId'>;

const isInThread = (row: RefundRow): row is RefundInThread => row.conversationId !== null;

/** Stripe has it, and the money is on its way or there. */
const isOnItsWay = ({ state }: Step): boolean => state === 'pending' || state === 'succeeded';

const ENDS = {
  refused: 'refundRefused',
  withdrawn: 'refundWithdrawn',
  expired: 'refundExpired',
  failed: 'refundFailed',
  canceled: 'refundCanceled',
  declined: 'refundDeclined',
} as const satisfies Partial<Record<RefundRow['state'], RefundEvent>>;

/** The line that a change is worth in the thread; null where the refund's own card says enough. */
export function lineOf(before: Step, now: Step): RefundEvent | null {
  if (before.state === now.state) return null;
  if (isOnItsWay(now)) return isOnItsWay(before) ? null : 'refundSent';
  if (now.decidedBy !== before.decidedBy && now.state === 'sending') return 'refundApproved';
  if (now.requestedBy !== before.requestedBy) return 'refundRequested';
  return now.state in ENDS ? ENDS[now.state as keyof typeof ENDS] : null;
}

/** What the entry about a new refund takes along for its conversation. */
export async function placedInThread(context: CommandContext, row: RefundRow): Promise<Partial<Change>> {
  return isInThread(row) ? addRefund(context, row) : {};
}

/**
 * What is said in a conversation goes to its customer: no refund of somebody else's payment is drafted there.
 * @throws AppError NOT_FOUND (no such conversation), CONFLICT otherCustomer.
 */
export async function refuseOthersPayment(
  unit: ReadUnit,
  { id, stripeCustomerId }: Pick<Schema['payment'], 'id' | 'stripeCustomerId'>,
  conversationId: string,
): Promise<void> {
  const { customerId } = await conversationForWriting(unit, ANY_STAFF, conversationId);
  const link = await unit.db
    .selectFrom('payer_link')
    .select('customerId')
    .where('payerId', '=', stripeCustomerId ?? id)
    .where('undoneAt', 'is', null)
    .executeTakeFirst();
  if (link?.customerId !== customerId)
    throw new AppError('CONFLICT', 'This payment is not known to be this customer’s. Link it with them first.', {
      reason: 'otherCustomer',
    });
}

/** The same for a refund that was drafted: whose the payment is may be seen otherwise by now. @throws AppError CONFLICT otherCustomer. */
export async function refuseOthersMeanwhile(
  unit: ReadUnit,
  { paymentId, conversationId }: Pick<RefundRow, 'paymentId' | 'conversationId'>,
): Promise<void> {
  if (conversationId === null) return;
  const payment = unit.db.selectFrom('payment').select(['id', 'stripeCustomerId']).where('id', '=', paymentId);
  await refuseOthersPayment(unit, await payment.executeTakeFirstOrThrow(), conversationId);
}

/** What the entry about a change takes along for the refund's conversation. */
export async function heardInThread(context: CommandContext, next: RefundRow): Promise<Partial<Change>> {
  return isInThread(next) ? refundChanged(context, next) : {};
}

/** Whether the customer is to be told the words with this change: when the money is on its way for the first time. */
export const isToBeTold = (next: RefundRow): boolean =>
  isInThread(next) && isOnItsWay(next) && next.toldAt === null && (next.words ?? '').trim() !== '';

/** What follows a change in the conversation: a line for colleagues, and the words for the customer. */
export async function followInThread(
  context: CommandContext,
  before: RefundRow,
  next: RefundRow,
  isTold: boolean,
): Promise<void> {
  if (!isInThread(next)) return;
  const line = lineOf(before, next);
  if (line !== null) await tellRefund(context, next, line);
  if (isTold) await sayWords(context, next, next.words ?? '');
}
