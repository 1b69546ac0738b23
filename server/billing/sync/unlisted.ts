import type { QueryHandler } from '#server/journal/featureModule.ts';
import { unpack } from '#server/storage/packing/packing.ts';
import { parseObject } from '#server/billing/mirror/stored.ts';

/** So many are looked at for one answer. */
const AT_ONCE = 500;

/** What a list shows is as of then or later; so what is older, though it was created within the list's time, was not shown. */
export const unlisted: QueryHandler<'billing.unlisted'> = async ({ unit: { db } }, { kind, from, since, after }) => {
  const rows = await db
    .selectFrom('stripe_object')
    .select(['id', 'packed'])
    .where('kind', '=', kind)
    .where('id', '>', after)
    .where('isGone', '=', 0)
    .where('asOf', '<', since)
    .orderBy('id')
    .limit(AT_ONCE)
    .execute();
  const ids = rows
    .filter(({ packed }) => Number(parseObject(unpack(packed))['created'] ?? from) >= from)
    .map(({ id }) => id);
  return { ids, next: rows.length === AT_ONCE ? (rows.at(-1)?.id ?? null) : null };
};
