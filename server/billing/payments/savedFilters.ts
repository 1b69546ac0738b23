import { AppError } from '#shared/wire/errors.ts';
import type { Principal } from '#shared/wire/access.ts';
import type { InputOf, OutputOf } from '#shared/contract.ts';
import type { CommandContext } from '#server/journal/context.ts';
import type { CommandHandler, QueryHandler } from '#server/journal/featureModule.ts';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';
import type { Schema } from '#server/storage/schema.ts';

/** What is filtered. */
type List = Schema['saved_filter']['list'];

function accountOf(principal: Principal): string {
  if (principal.kind !== 'staff') throw new AppError('FORBIDDEN', 'Only staff have filters.');
  return principal.accountId;
}

async function savedOf<Saved extends { readonly filter: unknown; readonly sort: unknown }>(
  unit: ReadUnit,
  principal: Principal,
  list: List,
): Promise<(Saved & { id: string; name: string })[]> {
  const rows = await unit.db
    .selectFrom('saved_filter')
    .select(['id', 'name', 'filterJson', 'sortJson'])
    .where('accountId', '=', accountOf(principal))
    .where('list', '=', list)
    .orderBy('name')
    .execute();
  return rows.map(({ id, name, filterJson, sortJson }) => {
    const kept = { filter: JSON.parse(filterJson) as unknown, sort: JSON.parse(sortJson) as unknown };
    return { id, name, ...(kept as Saved) };
  });
}

export const savedFilters: QueryHandler<'billing.savedFilters'> = async ({ unit, principal }) => ({
  filters: await savedOf<OutputOf<'billing.savedFilters'>['filters'][number]>(unit, principal, 'payments'),
});
export const savedRefundFilters: QueryHandler<'billing.savedRefundFilters'> = async ({ unit, principal }) => ({
  filters: await savedOf<OutputOf<'billing.savedRefundFilters'>['filters'][number]>(unit, principal, 'refunds'),
});

/** Ids only: what somebody looks for may name a customer. */
const changed = (principal: Principal, filterId: string) => ({
  subjects: [{ kind: 'account' as const, id: accountOf(principal) }],
  facts: { filterId },
});

type Kept = Pick<InputOf<'billing.saveFilter'>, 'filterId' | 'name'> & {
  readonly filter: object;
  readonly sort: object;
};

/** @throws AppError CONFLICT nameTaken: another of one's own of this list is called so; idTaken: the filter is somebody else's, or of another list. */
async function keep(
  { unit, principal, at, record }: CommandContext,
  list: List,
  { filterId, name, filter, sort }: Kept,
): Promise<Record<string, never>> {
  const accountId = accountOf(principal);
  const known = await unit.db
    .selectFrom('saved_filter')
    .select(['id', 'accountId', 'list'])
    .where(({ eb, or, and }) =>
      or([
        eb('id', '=', filterId),
        and([eb('accountId', '=', accountId), eb('list', '=', list), eb('name', '=', name)]),
      ]),
    )
    .execute();
  const before = known.find(({ id }) => id === filterId);
  if (before !== undefined && (before.accountId !== accountId || before.list !== list))
    throw new AppError('CONFLICT', 'This id was already used for something else. Make a new one.', {
      reason: 'idTaken',
    });
  if (known.some(({ id }) => id !== filterId))
    throw new AppError('CONFLICT', 'You have a filter of this name already.', { reason: 'nameTaken' });
  const values = { name, filterJson: JSON.stringify(filter), sortJson: JSON.stringify(sort) };
  await unit.db
    .insertInto('saved_filter')
    .values({ id: filterId, accountId, list, createdAt: at, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
  await record({ name: 'billing.filterSaved', ...changed(principal, filterId) });
  return {};
}

export const saveFilter: CommandHandler<'billing.saveFilter'> = (context, kept) => keep(context, 'payments', kept);
export const saveRefundFilter: CommandHandler<'billing.saveRefundFilter'> = (context, kept) =>
  keep(context, 'refunds', kept);

/** Of whichever list. @throws AppError NOT_FOUND: there is none of one's own. */
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
