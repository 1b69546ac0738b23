import type { RefundPolicy } from '#shared/billing/refunds/contract.ts';
import type { Spent } from '#shared/billing/refunds/policy.ts';
import { ROLLING_DAY_MS } from '#shared/billing/refunds/policy.ts';
import type { CommandHandler, QueryHandler } from '#server/journal/featureModule.ts';
import type { ReadableDatabase } from '#server/storage/schema.ts';

const KEY = 'billing.refundPolicy';
/** Until an admin sets another: a second person approves everything, and has three days for it. */
const FIRST: RefundPolicy = { limits: [], expiresAfterHours: 72 };

/** Whatever was set going and may still cost money, or did. */
export const COUNTING = ['requested', 'sending', 'unknown', 'pending', 'succeeded'] as const;

export async function policyIn(db: ReadableDatabase): Promise<RefundPolicy> {
  const row = await db.selectFrom('setting').select('valueJson').where('key', '=', KEY).executeTakeFirst();
  return row === undefined ? FIRST : (JSON.parse(row.valueJson) as RefundPolicy);
}

/** What somebody has set going in a currency within the day that ends at `at`. */
export async function spentBy(
  db: ReadableDatabase,
  accountId: string,
  currency: string,
  at: number,
): Promise<readonly Spent[]> {
  const rows = await db
    .selectFrom('refund_intent')
    .select(['requestedAt', 'amount'])
    .where('requestedBy', '=', accountId)
    .where('requestedAt', '>', at - ROLLING_DAY_MS)
    .where('currency', '=', currency)
    .where('state', 'in', COUNTING)
    .execute();
  return rows.map(({ requestedAt, amount }) => ({ at: requestedAt ?? 0, amount }));
}

export const refundPolicy: QueryHandler<'billing.refundPolicy'> = ({ unit: { db } }) => policyIn(db);

export const setRefundPolicy: CommandHandler<'billing.setRefundPolicy'> = async (
  { unit: { db }, at, record },
  { id: _, ...policy },
) => {
  const value = { valueJson: JSON.stringify(policy), updatedAt: at };
  await db
    .insertInto('setting')
    .values({ key: KEY, ...value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(value))
    .execute();
  const facts = Object.fromEntries(
    policy.limits.flatMap(({ currency, approvalAbove, perRefund, perPersonDay }) => [
      [`${currency}.approvalAbove`, approvalAbove],
      [`${currency}.perRefund`, perRefund],
      [`${currency}.perPersonDay`, perPersonDay],
    ]),
  );
  await record({
    name: 'billing.refundPolicyChanged',
    subjects: [],
    facts: { expiresAfterHours: policy.expiresAfterHours, ...facts },
  });
  return policy;
};
