import { sql } from 'kysely';
import type { CommandContext } from '#server/journal/context.ts';
import type { Draft } from '#server/billing/mirror/draft.ts';
import type { Schema } from '#server/storage/schema.ts';
import { statement } from '#server/storage/statement.ts';
import { undecidedPayers } from './byEmail.ts';
import { linkByMachine } from './links.ts';
import { writeStripeCustomers } from './stripeCustomers.ts';

/** So many payers of one address are matched at once; the rest is suggested. */
const MOST = 200;

const byEmail = statement<{ email: string }, Pick<Schema['customer'], 'id' | 'emailBy'>>((db, argument) =>
  db
    .selectFrom('customer')
    .select(['id', 'emailBy'])
    .where(sql<boolean>`email IS NOT NULL AND lower(email) = lower(${argument('email')})`)
    .limit(2),
);

/** Our customer of an address, where a colleague vouches for it and nobody else has it: two of them are for a person to tell apart. */
async function customerOf({ unit }: CommandContext, email: string | null): Promise<string | null> {
  if (email === null || email.trim() === '') return null;
  const [only, other] = await unit.run(byEmail, { email: email.trim() });
  return only?.emailBy === 'staff' && other === undefined ? only.id : null;
}

async function matchPayer(context: CommandContext, payerId: string, email: string | null): Promise<void> {
  const customerId = await customerOf(context, email);
  if (customerId !== null) await linkByMachine(context, { payerId, customerId, how: 'email' });
}

/** What Stripe's customers claim to be counts for more than an address. */
async function matchClaim(context: CommandContext, payerId: string, claims: string | null): Promise<void> {
  if (claims === null) return;
  const { db } = context.unit;
  const customer = await db.selectFrom('customer').select('id').where('id', '=', claims).executeTakeFirst();
  if (customer !== undefined) await linkByMachine(context, { payerId, customerId: customer.id, how: 'verified' });
}

/** Matches what has changed of the mirror with our customers, in the same transaction. */
export async function matchChanges(
  context: CommandContext,
  changes: ReturnType<Draft['changes']>,
  payments: readonly Schema['payment'][],
): Promise<void> {
  for (const { id, email, claims } of await writeStripeCustomers(context.unit, changes)) {
    await matchClaim(context, id, claims);
    await matchPayer(context, id, email);
  }
  for (const { id, stripeCustomerId, email } of payments)
    if (stripeCustomerId === null) await matchPayer(context, id, email);
}

/** Matches a customer for whose address a colleague has just vouched. */
export async function matchCustomer(context: CommandContext, email: string): Promise<void> {
  for (const payerId of await undecidedPayers(context.unit, email, MOST)) await matchPayer(context, payerId, email);
}
