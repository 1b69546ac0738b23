import type { ParsedInputOf } from '#shared/contract.ts';
import { judge, type Verdict } from '#shared/billing/refunds/policy.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { StaffPrincipal } from '#shared/wire/access.ts';
import type { CommandContext } from '#server/journal/context.ts';
import type { CommandHandler } from '#server/journal/featureModule.ts';
import { ofPayment } from '#server/billing/stripe/refunds.ts';
import { ledgerOf, refuseTooMuch } from './ledger.ts';
import { policyIn, spentBy } from './policy.ts';
import { placedInThread, refuseOthersMeanwhile, refuseOthersPayment } from './inThread.ts';
import { changeRefund, mustBe, recordRefund, refundCalled, refundOf, type RefundRow } from './rows.ts';

const HOUR_MS = 3_600_000;

/** @throws AppError FORBIDDEN for anybody else. */
export function staffOf({ principal }: Pick<CommandContext, 'principal'>): StaffPrincipal {
  if (principal.kind !== 'staff') throw new AppError('FORBIDDEN', 'Only staff make refunds.');
  return principal;
}

/** The words of a refusal carry what would be possible. */
function refuseBeyondLimit(verdict: Verdict, currency: string): void {
  if (verdict.kind !== 'refused') return;
  const { because: reason, most } = verdict;
  if (reason === 'perRefund')
    throw new AppError('CONFLICT', 'No refund may be that large.', { reason, most, currency });
  throw new AppError('CONFLICT', 'This is more than you may refund within a day.', {
    reason,
    most,
    currency,
    roomAt: verdict.roomAt,
  });
}

/**
 * Stripe is asked with exactly this, however often. The key is the refund's own; the metadata finds it again when the answer was lost.
 * Written in the transaction that decides it, so that a crash finds the very same.
 */
export function sending({ id, paymentId, amount, reason }: RefundRow, at: number): Partial<RefundRow> {
  const request = {
    ...ofPayment(paymentId),
    amount,
    ...(reason === null ? {} : { reason }),
    metadata: { optimaliq_intent: id },
  };
  return {
    state: 'sending',
    request: JSON.stringify(request),
    idempotencyKey: `refund-${id}`,
    nextAt: at,
    expiresAt: null,
  };
}

/** What a request makes of a refund: its policy, its limits and what is left, in the transaction that reserves it. */
async function requested(context: CommandContext, row: RefundRow): Promise<Partial<RefundRow>> {
  const { unit, at } = context;
  const { accountId } = staffOf(context);
  refuseTooMuch(await ledgerOf(unit.db, row.paymentId, row.id), row.amount);
  const policy = await policyIn(unit.db);
  const limit = policy.limits.find(({ currency }) => currency === row.currency);
  const verdict = judge(limit, row.amount, await spentBy(unit.db, accountId, row.currency, at), at);
  refuseBeyondLimit(verdict, row.currency);
  const by = { requestedBy: accountId, requestedAt: at };
  return verdict.kind === 'alone'
    ? { ...by, ...sending(row, at) }
    : { ...by, state: 'requested', expiresAt: at + policy.expiresAfterHours * HOUR_MS };
}

async function blank(context: CommandContext, input: ParsedInputOf<'billing.draftRefund'>): Promise<RefundRow> {
  const { unit, at } = context;
  const used = await unit.db.selectFrom('refund_intent').select('id').where('id', '=', input.id).executeTakeFirst();
  // Drafted under this id, and now requested as if anew.
  if (used !== undefined)
    throw new AppError('CONFLICT', 'This id was already used. Make a new one.', { reason: 'idTaken' });
  const { payment, ...ledger } = await ledgerOf(unit.db, input.paymentId);
  refuseTooMuch({ payment, ...ledger }, input.amount);
  if (input.conversationId !== null) await refuseOthersPayment(unit, payment, input.conversationId);
  return {
    ...input,
    currency: payment.currency,
    state: 'draft',
    draftedBy: null,
    draftedAt: null,
    requestedBy: null,
    requestedAt: null,
    decidedBy: null,
    decidedAt: null,
    decisionNote: null,
    expiresAt: null,
    request: null,
    idempotencyKey: null,
    sentAt: null,
    attempts: 0,
    nextAt: null,
    stripeId: null,
    failureCode: null,
    failure: null,
    toldAt: null,
    changedAt: at,
  };
}

async function add(context: CommandContext, row: RefundRow, name: 'billing.refundDrafted' | 'billing.refundRequested') {
  await context.unit.db.insertInto('refund_intent').values(row).execute();
  await recordRefund(context, row, name, await placedInThread(context, row));
  return refundOf(row);
}

export const draftRefund: CommandHandler<'billing.draftRefund'> = async (context, input) => {
  const drafted = { draftedBy: staffOf(context).accountId, draftedAt: context.at };
  return add(context, { ...(await blank(context, input)), ...drafted }, 'billing.refundDrafted');
};

export const requestRefund: CommandHandler<'billing.requestRefund'> = async (context, input) => {
  const row = await blank(context, input);
  return add(context, { ...row, ...(await requested(context, row)) }, 'billing.refundRequested');
};

export const requestDraftedRefund: CommandHandler<'billing.requestDraftedRefund'> = async (context, { refundId }) => {
  const { unit } = context;
  const row = await refundCalled(unit.db, refundId);
  mustBe(row, 'draft');
  await refuseOthersMeanwhile(unit, row);
  return refundOf(await changeRefund(context, row, await requested(context, row), 'billing.refundRequested'));
};
