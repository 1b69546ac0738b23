import type { CommandContext } from '#server/journal/context.ts';
import type { CommandHandler } from '#server/journal/featureModule.ts';
import { matchCustomer } from '#server/billing/module.ts';
import { INBOX } from '#server/chat/module.ts';
import { customerOf } from './customer.ts';

/** Of so many of their conversations the inbox is told at once; the rest it shows when it is read anew. */
const MAXIMUM_TOLD = 20;

interface Description {
  readonly customerId: string;
  readonly name: string | null;
  readonly email: string | null;
}

async function write(
  { unit: { db }, record }: CommandContext,
  { customerId, name, email }: Description,
  entry: 'customers.described' | 'customers.changed',
  emailBy: 'staff' | null,
): Promise<void> {
  await db.updateTable('customer').set({ name, email, emailBy }).where('id', '=', customerId).execute();
  const conversations = await db
    .selectFrom('conversation')
    .select('id')
    .where('customerId', '=', customerId)
    .orderBy('activeAt', 'desc')
    .limit(MAXIMUM_TOLD)
    .execute();
  await record({
    name: entry,
    subjects: [
      { kind: 'customer', id: customerId },
      // The inbox calls them by their name.
      ...conversations.map(({ id }) => ({ kind: 'conversation' as const, id })),
    ],
    facts: { hasName: name !== null, hasEmail: email !== null },
    touches: [INBOX],
  });
}

/** As customers say themselves. An address that a colleague has vouched for stays so while it is the same. */
export const describe: CommandHandler<'customers.describe'> = async (context, input) => {
  const { email, emailBy } = await customerOf(context.unit.db, input.customerId);
  await write(context, input, 'customers.described', email === input.email ? emailBy : null);
  return {};
};

/** As a colleague knows; payments with an address that they vouch for are matched in the same transaction (docs/adr/0038). */
export const change: CommandHandler<'customers.change'> = async (context, { isEmailVerified, ...input }) => {
  const { email, customerId } = input;
  await customerOf(context.unit.db, customerId);
  const isVouchedFor = email !== null && isEmailVerified;
  await write(context, input, 'customers.changed', isVouchedFor ? 'staff' : null);
  if (isVouchedFor) await matchCustomer(context, email);
  return {};
};
