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

/** @param emailBy who gave the address, if it is another one than before: what a colleague wrote down stays verified. */
async function write(
  { unit: { db }, record }: CommandContext,
  { customerId, name, email }: Description,
  entry: 'customers.described' | 'customers.changed',
  emailBy: 'staff' | null,
): Promise<'staff' | null> {
  const before = await customerOf(db, customerId);
  const by = email === null ? null : email === before.email ? before.emailBy : emailBy;
  await db.updateTable('customer').set({ name, email, emailBy: by }).where('id', '=', customerId).execute();
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
  return by;
}

/** As customers say themselves. */
export const describe: CommandHandler<'customers.describe'> = async (context, input) => {
  await write(context, input, 'customers.described', null);
  return {};
};

/** As a colleague knows; payments with an address that they wrote down are matched in the same transaction (docs/adr/0038). */
export const change: CommandHandler<'customers.change'> = async (context, input) => {
  const emailBy = await write(context, input, 'customers.changed', 'staff');
  if (input.email !== null && emailBy === 'staff') await matchCustomer(context, input.email);
  return {};
};
