import type { Role } from '#shared/wire/access.ts';
import type { FeatureModule, QueryHandler } from '#server/journal/featureModule.ts';
import { availabilities, setAvailability } from './availability.ts';
import { createWorkspace } from './createWorkspace.ts';
import { accountOf, findWorkspace } from './rows.ts';
import { resetPassword } from './resetPassword.ts';
import { endSession, findSession, listSessions, openSession, revokeSession } from './sessions.ts';

const credentials: QueryHandler<'accounts.credentials'> = async ({ unit: { db } }, { email }) => {
  const row = await db
    .selectFrom('account')
    .select(['id as accountId', 'passwordHash'])
    .where('email', '=', email)
    .where('deactivatedAt', 'is', null)
    .executeTakeFirst();
  return row ?? null;
};

const findAccount: QueryHandler<'accounts.account'> = async ({ unit: { db } }, { accountId }) => {
  const row = await db
    .selectFrom('account')
    .select(['id', 'name', 'email', 'rolesJson'])
    .where('id', '=', accountId)
    .where('deactivatedAt', 'is', null)
    .executeTakeFirst();
  return row === undefined ? null : accountOf(row);
};

const colleagues: QueryHandler<'accounts.colleagues'> = async ({ unit: { db } }) => {
  const rows = await db
    .selectFrom('account')
    .select(['id', 'name', 'rolesJson'])
    .where('deactivatedAt', 'is', null)
    .orderBy('name')
    .execute();
  return { colleagues: rows.map(({ id, name, rolesJson }) => ({ id, name, roles: JSON.parse(rolesJson) as Role[] })) };
};

const sites: QueryHandler<'accounts.sites'> = async ({ unit: { db } }) => {
  const rows = await db
    .selectFrom('site')
    .select(['id', 'key', 'name', 'allowedOriginsJson'])
    .orderBy('createdAt')
    .execute();
  return {
    sites: rows.map(({ allowedOriginsJson, ...site }) => ({
      ...site,
      allowedOrigins: JSON.parse(allowedOriginsJson) as string[],
    })),
  };
};

export const accountsModule: FeatureModule = {
  commands: {
    'accounts.createWorkspace': createWorkspace,
    'accounts.openSession': openSession,
    'accounts.endSession': endSession,
    'accounts.revokeSession': revokeSession,
    'accounts.resetPassword': resetPassword,
    'accounts.setAvailability': setAvailability,
  },
  queries: {
    'accounts.credentials': credentials,
    'accounts.account': findAccount,
    'accounts.session': findSession,
    'accounts.sessions': listSessions,
    'accounts.workspace': ({ unit }) => findWorkspace(unit.db),
    'accounts.colleagues': colleagues,
    'accounts.sites': sites,
    'accounts.availabilities': availabilities,
  },
};
