import { linkByHand, moneyOf, unlink } from '#server/billing/module.ts';
import type { CommandHandler, QueryHandler } from '#server/journal/featureModule.ts';
import { customerOf } from './customer.ts';

/** @throws AppError NOT_FOUND. */
export const money: QueryHandler<'customers.money'> = async ({ unit }, { customerId }) =>
  moneyOf(unit, await customerOf(unit.db, customerId));

export const linkPayer: CommandHandler<'customers.linkPayer'> = async (context, { customerId, payerId }) => {
  await customerOf(context.unit.db, customerId);
  await linkByHand(context, { customerId, payerId });
  return {};
};

export const unlinkPayer: CommandHandler<'customers.unlinkPayer'> = async (context, { customerId, payerId }) => {
  await unlink(context, { customerId, payerId });
  return {};
};
