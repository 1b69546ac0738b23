import type { Selectable } from 'kysely';
import type { ManagedSite } from '#shared/accounts/sites/contract.ts';
import type { EntryName } from '#shared/audit/entries.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { CommandContext } from '#server/journal/context.ts';
import type { Facts } from '#server/journal/entry.ts';
import type { CommandHandler, QueryHandler } from '#server/journal/featureModule.ts';
import type { ReadableDatabase, Schema } from '#server/storage/schema.ts';
import { newSiteKey } from './siteKey.ts';

function siteOf(row: Selectable<Schema['site']>): ManagedSite {
  const { allowedOriginsJson, themeJson, ...site } = row;
  return {
    ...site,
    allowedOrigins: JSON.parse(allowedOriginsJson) as string[],
    theme: JSON.parse(themeJson) as ManagedSite['theme'],
  };
}

/** @throws AppError NOT_FOUND. */
async function findSite(db: ReadableDatabase, siteId: string): Promise<ManagedSite> {
  const row = await db.selectFrom('site').selectAll().where('id', '=', siteId).executeTakeFirst();
  if (row === undefined) throw new AppError('NOT_FOUND', 'This site does not exist.', { reason: 'site' });
  return siteOf(row);
}

type SiteEntry = Extract<EntryName, `sites.${string}`>;

const tell = ({ record }: CommandContext, name: SiteEntry, siteId: string, facts: Facts): Promise<number> =>
  record({ name, subjects: [{ kind: 'site', id: siteId }], facts });

export const listSites: QueryHandler<'sites.list'> = async ({ unit: { db } }) => {
  const rows = await db.selectFrom('site').selectAll().orderBy('createdAt').orderBy('id').execute();
  return { sites: rows.map(siteOf) };
};

export const addSite: CommandHandler<'sites.add'> = async (context, { id, name, allowedOrigins, locale, theme }) => {
  const { db } = context.unit;
  const taken = await db.selectFrom('site').select('id').where('id', '=', id).executeTakeFirst();
  if (taken !== undefined)
    throw new AppError('CONFLICT', 'This id was already used. Make a new one.', { reason: 'idTaken' });
  await db
    .insertInto('site')
    .values({
      id,
      key: newSiteKey(),
      name,
      allowedOriginsJson: JSON.stringify(allowedOrigins),
      locale,
      themeJson: JSON.stringify(theme),
      createdAt: context.at,
      disabledAt: null,
    })
    .execute();
  await tell(context, 'sites.added', id, { allowedOrigins: allowedOrigins.length });
  return findSite(db, id);
};

/** Sets what is given. What is as it was changes nothing and is not recorded. */
export const changeSite: CommandHandler<'sites.change'> = async (context, { siteId, ...wanted }) => {
  const { db } = context.unit;
  const site = await findSite(db, siteId);
  const parts = ['name', 'allowedOrigins', 'locale', 'theme'] as const;
  const changed = parts.filter(
    (part) => wanted[part] !== undefined && JSON.stringify(wanted[part]) !== JSON.stringify(site[part]),
  );
  if (changed.length === 0) return site;
  const { name, allowedOrigins, locale, theme } = { ...site, ...wanted };
  await db
    .updateTable('site')
    .set({ name, locale, allowedOriginsJson: JSON.stringify(allowedOrigins), themeJson: JSON.stringify(theme) })
    .where('id', '=', siteId)
    .execute();
  await tell(context, 'sites.changed', siteId, {
    ...Object.fromEntries(changed.map((part) => [part, true])),
    ...(changed.includes('allowedOrigins') ? { allowedOrigins: allowedOrigins?.length ?? 0 } : {}),
  });
  return findSite(db, siteId);
};

export const rotateKey: CommandHandler<'sites.rotateKey'> = async (context, { siteId }) => {
  const { db } = context.unit;
  await findSite(db, siteId);
  await db.updateTable('site').set({ key: newSiteKey() }).where('id', '=', siteId).execute();
  await tell(context, 'sites.keyRotated', siteId, {});
  return findSite(db, siteId);
};

export const setEnabled: CommandHandler<'sites.setEnabled'> = async (context, { siteId, enabled }) => {
  const { db } = context.unit;
  const site = await findSite(db, siteId);
  if ((site.disabledAt === null) === enabled) return site;
  await db
    .updateTable('site')
    .set({ disabledAt: enabled ? null : context.at })
    .where('id', '=', siteId)
    .execute();
  await tell(context, enabled ? 'sites.enabled' : 'sites.disabled', siteId, {});
  return findSite(db, siteId);
};
