import { AppError } from '#shared/wire/errors.ts';
import type { Principal } from '#shared/wire/access.ts';
import type { SavedFilter } from '#shared/billing/payments/contract.ts';
import type { CommandHandler, QueryHandler } from '#server/journal/featureModule.ts';

function accountOf(principal: Principal): string {
  if (principal.kind !== 'staff') throw new AppError('FORBIDDEN', 'Only staff have filters.');
  return principal.accountId;
}

export const savedFilters: QueryHandler<'billing.savedFilters'> = async ({ unit, principal }) => {
  const rows = await unit.db
    .selectFrom('saved_filter')
    .select(['id', 'name', 'filterJson', 'sortJson'])
    .where('accountId', '=', accountOf(principal))
    .orderBy('name')
    .execute();
  return {
    filters: rows.map(({ id, name, filterJson, sortJson }) => ({
      id,
      name,
      filter: JSON.parse(filterJson) as SavedFilter['filter'],
      sort: JSON.parse(sortJson) as SavedFilter['sort'],
    })),
  };
};

/** Ids only: what somebody looks for may name a customer. */
const changed = (principal: Principal, filterId: string) => ({
  subjects: [{ kind: 'account' as const, id: accountOf(principal) }],
  facts: { filterId },
});

/** @throws AppError CONFLICT nameTaken: another of one's own is called so; idTaken: the filter is somebody else's. */
export const saveFilter: CommandHandler<'billing.saveFilter'> = async (
  { unit, principal, at, record },
  { filterId, name, filter, sort },
) => {
  const accountId = accountOf(principal);
  const known = await unit.db
    .selectFrom('saved_filter')
    .select(['id', 'accountId', 'name'])
    .where(({ eb, or, and }) =>
      or([eb('id', '=', filterId), and([eb('accountId', '=', accountId), eb('name', '=', name)])]),
    )
    .execute();
  const before = known.find(({ id }) => id === filterId);
  if (before !== undefined && before.accountId !== accountId)
    throw new AppError('CONFLICT', 'This id was already used for something else. Make a new one.', {
      reason: 'idTaken',
    });
  if (known.some(({ id }) => id !== filterId))
    throw new AppError('CONFLICT', 'You have a filter of this name already.', { reason: 'nameTaken' });
  const values = { name, filterJson: JSON.stringify(filter), sortJson: JSON.stringify(sort) };
  await unit.db
    .insertInto('saved_filter')
    .values({ id: filterId, accountId, createdAt: at, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
  await record({ name: 'billing.filterSaved', ...changed(principal, filterId) });
  return {};
};

/** @throws AppError NOT_FOUND: there is none of one's own. */
export const removeFilter: CommandHandler<'billing.removeFilter'> = async (
  { unit, principal, record },
  { filterId },
) => {
  const { numDeletedRows } = await unit.db
    .deleteFrom('saved_filter')
    .where('id', '=', filterId)
    .where('accountId', '=', accountOf(principal))
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw new AppError('NOT_FOUND', 'You have no such filter.', { reason: 'filter' });
  await record({ name: 'billing.filterRemoved', ...changed(principal, filterId) });
  return {};
};
