import type { Policies } from '#shared/billing/disputes/contract.ts';
import type { CommandHandler, QueryHandler } from '#server/journal/featureModule.ts';
import type { ReadableDatabase } from '#server/storage/schema.ts';

const KEY = 'billing.disputePolicies';
const NONE: Policies = { refund: null, cancellation: null };

export async function policiesIn(db: ReadableDatabase): Promise<Policies> {
  const row = await db.selectFrom('setting').select('valueJson').where('key', '=', KEY).executeTakeFirst();
  return row === undefined ? NONE : (JSON.parse(row.valueJson) as Policies);
}

export const disputePolicies: QueryHandler<'billing.disputePolicies'> = ({ unit: { db } }) => policiesIn(db);

const cleaned = (words: string | null): string | null => {
  const text = words?.trim() ?? '';
  return text === '' ? null : text;
};

export const setDisputePolicies: CommandHandler<'billing.setDisputePolicies'> = async (
  { unit: { db }, at, record },
  { refund, cancellation },
) => {
  const policies = { refund: cleaned(refund), cancellation: cleaned(cancellation) };
  const value = { valueJson: JSON.stringify(policies), updatedAt: at };
  await db
    .insertInto('setting')
    .values({ key: KEY, ...value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(value))
    .execute();
  await record({
    name: 'billing.disputePoliciesChanged',
    subjects: [],
    facts: { hasRefund: policies.refund !== null, hasCancellation: policies.cancellation !== null },
  });
  return policies;
};
