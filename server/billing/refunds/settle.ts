import type { RefundState } from '#shared/billing/refunds/contract.ts';
import type { CommandContext } from '#server/journal/context.ts';
import { isOf, type Stored } from '#server/billing/mirror/stored.ts';
import { changeRefund } from './rows.ts';

const STATES = {
  pending: 'pending',
  requires_action: 'pending',
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'canceled',
} as const satisfies Record<string, RefundState>;

/** Why the money did not arrive, in Stripe's words for it (docs.stripe.com/refunds#failed-refunds). */
const failureOf = (reason: string | null) => ({ failureCode: reason, failure: reason });

async function intentOf({ unit: { db } }: CommandContext, refund: Stored<'refund'>, intentId: string | undefined) {
  const rows = await db
    .selectFrom('refund_intent')
    .selectAll()
    .where(({ eb, or }) =>
      or([eb('stripeId', '=', refund.id), ...(intentId === undefined ? [] : [eb('id', '=', intentId)])]),
    )
    .execute();
  // A refund names its intent by metadata, which anybody with the key can write: it must be of the same payment, the first, and one that we decided on.
  return rows.find(
    ({ stripeId, paymentId, request }) =>
      stripeId === refund.id || (stripeId === null && request !== null && paymentId === refund.paymentId),
  );
}

/** Refunds that were thought of here stand as Stripe's do, in the transaction that mirrors them: also when one fails long after it had succeeded. */
export async function settleRefunds(context: CommandContext, objects: readonly Stored[]): Promise<void> {
  for (const now of objects) {
    if (!isOf(now, 'refund')) continue;
    const fields = now.fields();
    const status = fields?.status ?? null;
    if (fields === null || status === null) continue;
    const row = await intentOf(context, now, fields.metadata?.['optimaliq_intent']);
    if (row === undefined) continue;
    const state = STATES[status];
    const settled = { state, stripeId: now.id, nextAt: null, ...failureOf(fields.failure_reason) };
    if (row.state === state && row.stripeId === now.id && row.failureCode === settled.failureCode) continue;
    await changeRefund(context, row, settled, 'billing.refundChanged');
  }
}
