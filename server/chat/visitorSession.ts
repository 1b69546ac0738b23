import type { Selectable } from 'kysely';
import type { Site, SiteTheme } from '#shared/chat/contract.ts';
import type { QueryHandler } from '#server/journal/featureModule.ts';
import type { ReadableDatabase, Schema } from '#server/storage/schema.ts';

function siteOf(row: Selectable<Schema['site']>): Site {
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    locale: row.locale,
    allowedOrigins: JSON.parse(row.allowedOriginsJson) as string[],
    theme: JSON.parse(row.themeJson) as SiteTheme,
    isEnabled: row.disabledAt === null,
  };
}

async function siteByKey(db: ReadableDatabase, key: string): Promise<Site | null> {
  const row = await db.selectFrom('site').selectAll().where('key', '=', key).executeTakeFirst();
  return row === undefined ? null : siteOf(row);
}

export const site: QueryHandler<'chat.site'> = ({ unit }, { siteKey }) => siteByKey(unit.db, siteKey);

/** The site and, for a token it gave out before, the visitor with their newest conversation. */
export const visitorSession: QueryHandler<'chat.visitorSession'> = async ({ unit: { db } }, { siteKey, tokenHash }) => {
  const found = await siteByKey(db, siteKey);
  if (found === null) return null;
  if (tokenHash === null) return { site: found, visitor: null };
  const visitor = await db
    .selectFrom('visitor')
    .select(['id', 'customerId'])
    .where('tokenHash', '=', tokenHash)
    .where('siteId', '=', found.id)
    .executeTakeFirst();
  if (visitor === undefined) return { site: found, visitor: null };
  const newest = await db
    .selectFrom('conversation')
    .select(['id', 'revision'])
    .where('customerId', '=', visitor.customerId)
    .orderBy('status', 'desc')
    .orderBy('activeAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return {
    site: found,
    visitor: { id: visitor.id, conversationId: newest?.id ?? null, cursor: newest?.revision ?? 0 },
  };
};
