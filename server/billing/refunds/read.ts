import { within } from '#shared/billing/refunds/policy.ts';
import { isGranted } from '#shared/wire/access.ts';
import type { QueryHandler } from '#server/journal/featureModule.ts';
import { ledgerOf } from './ledger.ts';
import { policyIn, spentBy } from './policy.ts';
import { refundOf } from './rows.ts';

/** States in which a dispute is still open, or was lost. */
const OVER: ReadonlySet<string> = new Set(['won', 'warning_closed', 'prevented']);

export const refundPreview: QueryHandler<'billing.refundPreview'> = async (
  { unit: { db }, principal, at },
  { paymentId },
) => {
  const { payment, received, refunded, reserved, left } = await ledgerOf(db, paymentId);
  const { currency, fee, feeCurrency, disputeState } = payment;
  const policy = await policyIn(db);
  const limit = policy.limits.find((one) => one.currency === currency) ?? null;
  const accountId = principal.kind === 'staff' ? principal.accountId : '';
  const spent = within(await spentBy(db, accountId, currency, at), at);
  const used = spent.reduce((sum, { amount }) => sum + amount, 0);
  const rows = await db
    .selectFrom('refund_intent')
    .selectAll()
    .where('paymentId', '=', paymentId)
    .orderBy('id', 'desc')
    .limit(50)
    .execute();
  return {
    currency,
    received,
    refunded,
    reserved,
    left,
    feeKept: fee === null || feeCurrency === null ? null : { amount: fee, currency: feeCurrency },
    isDisputed: disputeState !== null && !OVER.has(disputeState),
    limit,
    mayRequest: principal.kind === 'staff' && isGranted(principal.roles, 'refunds.request'),
    leftToday: typeof limit?.perPersonDay === 'number' ? Math.max(0, limit.perPersonDay - used) : null,
    spent: spent.toSorted((one, other) => one.at - other.at),
    refunds: rows.map(refundOf),
  };
};

export const refunds: QueryHandler<'billing.refunds'> = async (
  { unit: { db } },
  { states, paymentId, conversationId, after, limit },
) => {
  let query = db.selectFrom('refund_intent').selectAll();
  if (states !== undefined) query = query.where('state', 'in', states);
  if (paymentId !== undefined) query = query.where('paymentId', '=', paymentId);
  if (conversationId !== undefined) query = query.where('conversationId', '=', conversationId);
  if (after !== undefined) query = query.where('id', '<', after);
  const rows = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  return { refunds: page.map(refundOf), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
};
