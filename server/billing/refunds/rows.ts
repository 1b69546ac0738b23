import type { Refund, RefundState } from '#shared/billing/refunds/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { EntryName } from '#shared/audit/entries.ts';
import type { Change, CommandContext } from '#server/journal/context.ts';
import type { ReadableDatabase, Schema } from '#server/storage/schema.ts';
import { PAYMENTS } from '#server/billing/sync/recordPayments.ts';
import { followInThread, heardInThread, isToBeTold } from './inThread.ts';

export type RefundRow = Schema['refund_intent'];

const stepOf = (by: string | null, at: number | null) => (by === null || at === null ? null : { by, at });

export function refundOf(row: RefundRow): Refund {
  const decided = stepOf(row.decidedBy, row.decidedAt);
  return {
    id: row.id,
    paymentId: row.paymentId,
    conversationId: row.conversationId,
    amount: row.amount,
    currency: row.currency,
    reason: row.reason,
    note: row.note,
    words: row.words,
    state: row.state,
    drafted: stepOf(row.draftedBy, row.draftedAt),
    requested: stepOf(row.requestedBy, row.requestedAt),
    decided: decided === null ? null : { ...decided, note: row.decisionNote },
    expiresAt: row.expiresAt,
    stripeId: row.stripeId,
    failure: row.failure === null ? null : { code: row.failureCode ?? 'unknown', message: row.failure },
    changedAt: row.changedAt,
  };
}

/** @throws AppError NOT_FOUND. */
export async function refundCalled(db: ReadableDatabase, id: string): Promise<RefundRow> {
  const row = await db.selectFrom('refund_intent').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new AppError('NOT_FOUND', 'This refund does not exist.', { reason: 'refund' });
  return row;
}

/** Writes what has changed of a refund, and tells of it. `name`: what the journal calls it. */
export async function changeRefund(
  context: CommandContext,
  row: RefundRow,
  changes: Partial<RefundRow>,
  name: EntryName,
): Promise<RefundRow> {
  const { unit, at } = context;
  const changed = { ...row, ...changes, changedAt: at };
  const isTold = isToBeTold(changed);
  const next = isTold ? { ...changed, toldAt: at } : changed;
  await unit.db
    .updateTable('refund_intent')
    .set({ ...changes, toldAt: next.toldAt, changedAt: at })
    .where('id', '=', row.id)
    .execute();
  await recordRefund(context, next, name, await heardInThread(context, next));
  await followInThread(context, row, next, isTold);
  return next;
}

/** Writes the journal's entry about a refund. `heard`: what the thread of its conversation is told with it. */
export async function recordRefund(
  { record }: CommandContext,
  row: RefundRow,
  name: EntryName,
  { facts, deliveries = [], touches = [] }: Partial<Change>,
): Promise<void> {
  const { subjects, facts: own } = about(row);
  await record({ name, subjects, facts: { ...own, ...facts }, deliveries, touches: [PAYMENTS, ...touches] });
}

/** What every entry about a refund holds. */
const about = ({ id, paymentId, conversationId, amount, currency, state, expiresAt, failureCode }: RefundRow) => ({
  subjects: [
    { kind: 'refund' as const, id },
    { kind: 'payment' as const, id: paymentId },
    ...(conversationId === null ? [] : [{ kind: 'conversation' as const, id: conversationId }]),
  ],
  // What a thread must know to tell it again as it was.
  facts: { amount, currency, state, ...(conversationId === null ? {} : { expiresAt, failureCode }) },
});

/** @throws AppError CONFLICT `refundState`: somebody was faster. */
export function mustBe(row: RefundRow, ...states: readonly RefundState[]): void {
  if (!states.includes(row.state))
    throw new AppError('CONFLICT', 'Somebody was faster: this refund has gone on meanwhile.', {
      reason: 'refundState',
      state: row.state,
    });
}
