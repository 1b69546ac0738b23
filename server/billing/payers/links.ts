import type { HowLinked } from '#shared/customers/payers/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { CommandContext } from '#server/journal/context.ts';
import { PAYMENTS } from '#server/billing/sync/recordPayments.ts';
import type { Schema } from '#server/storage/schema.ts';
import { statement } from '#server/storage/statement.ts';
import { payerOf } from './payerOf.ts';

type Link = Schema['payer_link'];

const linkOf = statement<{ payerId: string }, Link>((db, argument) =>
  db.selectFrom('payer_link').selectAll().where('payerId', '=', argument('payerId')),
);

/** One entry: the feed tells it to whoever follows the payments. Ids only. */
const told = (
  name: 'customers.paymentsLinked' | 'customers.paymentsUnlinked',
  { payerId, customerId, how }: Pick<Link, 'payerId' | 'customerId' | 'how'>,
) => ({
  name,
  subjects: [{ kind: 'customer' as const, id: customerId }],
  facts: { how, payerId },
  touches: [PAYMENTS],
});

/** The machine links what nobody has decided about; what a person linked, or took off somebody, stays as it is. */
export async function linkByMachine(
  { unit, at, record }: CommandContext,
  found: { readonly payerId: string; readonly customerId: string; readonly how: Exclude<HowLinked, 'hand'> },
): Promise<void> {
  const [known] = await unit.run(linkOf, found);
  if (known !== undefined) return;
  const link: Link = { ...found, linkedAt: at, linkedBy: null, undoneAt: null };
  await unit.db.insertInto('payer_link').values(link).execute();
  await record(told('customers.paymentsLinked', link));
}

function personOf({ principal }: CommandContext): string {
  if (principal.kind !== 'staff') throw new AppError('FORBIDDEN', 'Only staff say whose payments they are.');
  return principal.accountId;
}

/** A person says that a payer is this customer. @throws AppError NOT_FOUND payer, CONFLICT linkedElsewhere. */
export async function linkByHand(
  context: CommandContext,
  { payerId: given, customerId }: Pick<Link, 'payerId' | 'customerId'>,
): Promise<void> {
  const { unit, at, record } = context;
  const linkedBy = personOf(context);
  const payerId = await payerOf(unit, given);
  const [known] = await unit.run(linkOf, { payerId });
  if (known?.undoneAt === null) {
    if (known.customerId === customerId) return;
    throw new AppError('CONFLICT', 'These payments are another customer’s. Take them off that one first.', {
      reason: 'linkedElsewhere',
    });
  }
  const link: Link = { payerId, customerId, how: 'hand', linkedAt: at, linkedBy, undoneAt: null };
  await unit.db
    .insertInto('payer_link')
    .values(link)
    .onConflict((conflict) => conflict.column('payerId').doUpdateSet(link))
    .execute();
  await record(told('customers.paymentsLinked', link));
}

/** A person says that a payer is not this customer. @throws AppError NOT_FOUND: it is not theirs. */
export async function unlink(
  context: CommandContext,
  { payerId, customerId }: Pick<Link, 'payerId' | 'customerId'>,
): Promise<void> {
  personOf(context);
  const { unit, at, record } = context;
  const [known] = await unit.run(linkOf, { payerId });
  if (known?.customerId !== customerId || known.undoneAt !== null)
    throw new AppError('NOT_FOUND', 'These payments are not this customer’s.', { reason: 'payer' });
  await unit.db.updateTable('payer_link').set({ undoneAt: at }).where('payerId', '=', payerId).execute();
  await record(told('customers.paymentsUnlinked', known));
}
