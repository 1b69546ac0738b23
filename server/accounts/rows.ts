import type { Selectable } from 'kysely';
import type { Account, Workspace } from '#shared/accounts/schemas.ts';
import type { Role } from '#shared/wire/access.ts';
import type { ReadableDatabase, Schema } from '#server/storage/schema.ts';

export function accountOf(row: Pick<Selectable<Schema['account']>, 'id' | 'name' | 'email' | 'rolesJson'>): Account {
  return { id: row.id, name: row.name, email: row.email, roles: JSON.parse(row.rolesJson) as Role[] };
}

/** The workspace, or null before it has been set up. */
export async function findWorkspace(db: ReadableDatabase): Promise<Workspace | null> {
  const row = await db.selectFrom('workspace').selectAll().executeTakeFirst();
  if (row === undefined) return null;
  return { id: row.id, name: row.name, locale: row.locale, timeZone: row.timeZone, isDemo: row.isDemo === 1 };
}
