import type { QueryHandler } from '#server/journal/featureModule.ts';
import { customerOf } from './customer.ts';

const MAXIMUM_CONVERSATIONS = 20;

/** A customer with their conversations. @throws AppError NOT_FOUND. */
export const get: QueryHandler<'customers.get'> = async ({ unit: { db } }, { customerId }) => {
  const { id, name, email, emailBy, createdAt } = await customerOf(db, customerId);
  const conversations = await db
    .selectFrom('conversation')
    .select(['id', 'status', 'createdAt', 'activeAt', 'lastMessagePreview'])
    .where('customerId', '=', customerId)
    .where('lastSeq', '>', 0)
    .orderBy('activeAt', 'desc')
    .limit(MAXIMUM_CONVERSATIONS)
    .execute();
  return {
    id,
    name,
    email,
    createdAt,
    isEmailVerified: emailBy === 'staff',
    lastSeenAt: conversations[0]?.activeAt ?? createdAt,
    conversations: conversations.map(({ lastMessagePreview, ...row }) => ({
      ...row,
      preview: lastMessagePreview ?? '',
    })),
  };
};
