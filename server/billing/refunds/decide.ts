import { AppError } from '#shared/wire/errors.ts';
import type { CommandHandler } from '#server/journal/featureModule.ts';
import type { CommandContext } from '#server/journal/context.ts';
import { ledgerOf, refuseTooMuch } from './ledger.ts';
import { refuseOthersMeanwhile } from './inThread.ts';
import { changeRefund, mustBe, refundCalled, refundOf, type RefundRow } from './rows.ts';
import { sending, staffOf } from './request.ts';

/** Whoever had a hand in it does not decide on it, whatever roles or sessions they have by now. @throws AppError FORBIDDEN ownRefund. */
function refuseOwn({ draftedBy, requestedBy }: RefundRow, accountId: string): void {
  if (draftedBy === accountId || requestedBy === accountId)
    throw new AppError('FORBIDDEN', 'You drafted or requested this refund. Somebody else has to decide on it.', {
      reason: 'ownRefund',
    });
}

async function decidedBy(context: CommandContext, refundId: string) {
  const { accountId } = staffOf(context);
  const row = await refundCalled(context.unit.db, refundId);
  refuseOwn(row, accountId);
  mustBe(row, 'requested');
  return { row, by: { decidedBy: accountId, decidedAt: context.at } };
}

export const approveRefund: CommandHandler<'billing.approveRefund'> = async (context, { refundId }) => {
  const { row, by } = await decidedBy(context, refundId);
  if (row.expiresAt !== null && row.expiresAt <= context.at)
    throw new AppError('CONFLICT', 'This request has expired. It can be requested again.', { reason: 'expired' });
  // What was refunded in Stripe’s Dashboard meanwhile is not there any more.
  refuseTooMuch(await ledgerOf(context.unit.db, row.paymentId, row.id), row.amount);
  await refuseOthersMeanwhile(context.unit, row);
  return refundOf(await changeRefund(context, row, { ...by, ...sending(row, context.at) }, 'billing.refundApproved'));
};

export const refuseRefund: CommandHandler<'billing.refuseRefund'> = async (context, { refundId, note }) => {
  const { row, by } = await decidedBy(context, refundId);
  const changes = { ...by, decisionNote: note, state: 'refused', expiresAt: null } as const;
  return refundOf(await changeRefund(context, row, changes, 'billing.refundRefused'));
};

/** One's own, as long as no money is on its way. */
export const withdrawRefund: CommandHandler<'billing.withdrawRefund'> = async (context, { refundId }) => {
  const { accountId } = staffOf(context);
  const row = await refundCalled(context.unit.db, refundId);
  if (row.draftedBy !== accountId && row.requestedBy !== accountId)
    throw new AppError('FORBIDDEN', 'Only who drafted or requested a refund takes it back.', {
      reason: 'othersRefund',
    });
  mustBe(row, 'draft', 'requested');
  return refundOf(await changeRefund(context, row, { state: 'withdrawn', expiresAt: null }, 'billing.refundWithdrawn'));
};

const AT_ONCE = 100;

export const expireRefunds: CommandHandler<'billing.expireRefunds'> = async (context) => {
  const { unit, at } = context;
  const waiting = unit.db.selectFrom('refund_intent').where('state', '=', 'requested').orderBy('expiresAt');
  const due = await waiting.selectAll().where('expiresAt', '<=', at).limit(AT_ONCE).execute();
  for (const row of due)
    await changeRefund(context, row, { state: 'expired', expiresAt: null }, 'billing.refundExpired');
  const next = await waiting.select('expiresAt').limit(1).executeTakeFirst();
  return { expired: due.length, nextAt: next?.expiresAt ?? null };
};
