import { isDue } from '#server/billing/due.ts';
import type { CommandHandler, QueryHandler } from '#server/journal/featureModule.ts';
import { changeRefund, refundCalled, type RefundRow } from './rows.ts';

const isOpen = ({ state, stripeId }: RefundRow): boolean =>
  stripeId === null && (state === 'sending' || state === 'unknown');

export const dueRefunds: QueryHandler<'billing.dueRefunds'> = async ({ unit: { db }, at }, { limit }) => {
  const open = db
    .selectFrom('refund_intent')
    .where('state', 'in', ['sending', 'unknown'])
    .where('stripeId', 'is', null)
    .orderBy('nextAt');
  const rows = await open.selectAll().where(isDue(at)).limit(limit).execute();
  const next = await open.select('nextAt').where('nextAt', '>', at).limit(1).executeTakeFirst();
  return {
    refunds: rows.flatMap(
      ({ id, paymentId, request, idempotencyKey, attempts, sentAt, requestedAt, decidedAt, changedAt }) =>
        request === null || idempotencyKey === null
          ? []
          : {
              id,
              paymentId,
              request,
              idempotencyKey,
              attempts,
              sentAt,
              decidedAt: decidedAt ?? requestedAt ?? changedAt,
            },
    ),
    nextAt: next?.nextAt ?? null,
  };
};

/** From here on Stripe may have done it: whoever comes after a crash looks before asking again. */
export const refundSending: CommandHandler<'billing.refundSending'> = async ({ unit: { db }, at }, { refundId }) => {
  const row = await refundCalled(db, refundId);
  if (!isOpen(row)) return { maySend: false };
  await db
    .updateTable('refund_intent')
    .set({ sentAt: row.sentAt ?? at })
    .where('id', '=', refundId)
    .execute();
  return { maySend: true };
};

export const refundUnsettled: CommandHandler<'billing.refundUnsettled'> = async (
  context,
  { refundId, isUnknown, retryAt },
) => {
  const { db } = context.unit;
  const row = await refundCalled(db, refundId);
  if (!isOpen(row)) return {};
  const later = { nextAt: retryAt, attempts: row.attempts + 1 };
  if (isUnknown && row.state !== 'unknown')
    await changeRefund(context, row, { state: 'unknown', ...later }, 'billing.refundChanged');
  else await db.updateTable('refund_intent').set(later).where('id', '=', refundId).execute();
  return {};
};

export const refundDeclined: CommandHandler<'billing.refundDeclined'> = async (
  context,
  { refundId, code, message },
) => {
  const row = await refundCalled(context.unit.db, refundId);
  if (!isOpen(row)) return {};
  const changes = { state: 'declined', failureCode: code, failure: message, nextAt: null } as const;
  await changeRefund(context, row, changes, 'billing.refundChanged');
  return {};
};
