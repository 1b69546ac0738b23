import type { CommandHandler, QueryHandler } from '#server/journal/featureModule.ts';
import { refuseOther } from './otherAccount.ts';

export const recordedConnection: QueryHandler<'billing.recordedConnection'> = async ({ unit: { db } }) =>
  (await db.selectFrom('billing_connection').selectAll().executeTakeFirst()) ?? null;

/** @throws AppError CONFLICT otherAccount, otherMode: the mirror holds other payments, which are never mixed with these. */
export const recordConnection: CommandHandler<'billing.recordConnection'> = async (
  { unit: { db }, at, record },
  input,
) => {
  const known = await db.selectFrom('billing_connection').select(['accountId', 'mode']).executeTakeFirst();
  refuseOther(known ?? null, input);
  const values = { ...input, connectedAt: at, disconnectedAt: null };
  await db
    .insertInto('billing_connection')
    .values(values)
    .onConflict((conflict) => conflict.column('accountId').doUpdateSet(values))
    .execute();
  await record({ name: 'billing.connected', subjects: [], facts: { accountId: input.accountId, mode: input.mode } });
  return {};
};

export const recordDisconnection: CommandHandler<'billing.recordDisconnection'> = async ({
  unit: { db },
  at,
  record,
}) => {
  await db.updateTable('billing_connection').set({ disconnectedAt: at }).execute();
  await record({ name: 'billing.disconnected', subjects: [], facts: {} });
  return {};
};

/** That the signing secrets changed; the secrets themselves are nowhere in the database. */
export const recordSecrets: CommandHandler<'billing.recordSecrets'> = async ({ record }, { change }) => {
  await record({ name: 'billing.secretsChanged', subjects: [], facts: { change } });
  return {};
};
