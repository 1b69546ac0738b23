import { isGranted, type Permission, type Role } from '#shared/wire/access.ts';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';

/** Everybody who is granted something now. */
export async function peopleGranted({ db }: ReadUnit, permission: Permission): Promise<readonly string[]> {
  const rows = await db.selectFrom('account').select(['id', 'rolesJson']).where('deactivatedAt', 'is', null).execute();
  return rows.filter(({ rolesJson }) => isGranted(JSON.parse(rolesJson) as Role[], permission)).map(({ id }) => id);
}
