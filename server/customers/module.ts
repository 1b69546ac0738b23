import { AppError } from '#shared/wire/errors.ts';
import type { CommandHandler, FeatureModule, QueryHandler } from '#server/journal/featureModule.ts';

const MAXIMUM_CONVERSATIONS = 20;

/** A customer with their conversations. @throws AppError NOT_FOUND. */
const get: QueryHandler<'customers.get'> = async ({ unit: { db } }, { customerId }) => {
  const customer = await db.selectFrom('customer').selectAll().where('id', '=', customerId).executeTakeFirst();
  if (customer === undefined) throw new AppError('NOT_FOUND', 'This customer does not exist.', { reason: 'customer' });
  const conversations = await db
    .selectFrom('conversation')
    .select(['id', 'status', 'createdAt', 'activeAt', 'lastMessagePreview'])
    .where('customerId', '=', customerId)
    .where('lastSeq', '>', 0)
    .orderBy('activeAt', 'desc')
    .limit(MAXIMUM_CONVERSATIONS)
    .execute();
  return {
    ...customer,
    conversations: conversations.map(({ lastMessagePreview, ...row }) => ({
      ...row,
      preview: lastMessagePreview ?? '',
    })),
  };
};

const describe: CommandHandler<'customers.describe'> = async (
  { unit: { db }, record },
  { customerId, name, email },
) => {
  const { numUpdatedRows } = await db
    .updateTable('customer')
    .set({ name, email })
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new AppError('NOT_FOUND', 'This customer does not exist.', { reason: 'customer' });
  await record({
    name: 'customers.described',
    subjects: [{ kind: 'customer', id: customerId }],
    facts: { hasName: name !== null, hasEmail: email !== null },
  });
  return {};
};

export const customersModule: FeatureModule = {
  commands: { 'customers.describe': describe },
  queries: { 'customers.get': get },
};
