import type { Role } from '#shared/wire/access.ts';
import type { FeatureModule, QueryHandler } from '#server/journal/featureModule.ts';
import { availabilities, setAvailability } from './availability.ts';
import { createWorkspace } from './createWorkspace.ts';
import { admitInvited, findInvitation, invitations, invite, renewInvitation, revokeInvitation } from './invitations.ts';
import { listPeople, markSeen } from './listPeople.ts';
import { attemptSignIn, lockedOut, unlock } from './lockOut.ts';
import { deactivate, reactivate, setRoles } from './people.ts';
import { accountOf, findWorkspace } from './rows.ts';
import { resetPassword } from './resetPassword.ts';
import { setPassword } from './setPassword.ts';
import { addSite, changeSite, listSites, rotateKey, setEnabled } from './sites.ts';
import { accountTopicSource } from './accountTopic.ts';
import { newSignIn } from './needs.ts';
import { confirmSignIn } from './newDevice.ts';
import { markSessionUsed } from './sessionUse.ts';
import { endSession, findSession, listSessions, openSession, revokeOtherSessions, revokeSession } from './sessions.ts';

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
    'accounts.attemptSignIn': attemptSignIn,
    'accounts.lockedOut': lockedOut,
    'accounts.unlock': unlock,
    'accounts.invite': invite,
    'accounts.renewInvitation': renewInvitation,
    'accounts.revokeInvitation': revokeInvitation,
    'accounts.admitInvited': admitInvited,
    'accounts.setRoles': setRoles,
    'accounts.deactivate': deactivate,
    'accounts.reactivate': reactivate,
    'accounts.setPassword': setPassword,
    'accounts.markSeen': markSeen,
    'accounts.revokeOtherSessions': revokeOtherSessions,
    'accounts.confirmSignIn': confirmSignIn,
    'accounts.markSessionUsed': markSessionUsed,
    'sites.add': addSite,
    'sites.change': changeSite,
    'sites.rotateKey': rotateKey,
    'sites.setEnabled': setEnabled,
    'accounts.setAvailability': setAvailability,
  },
  queries: {
    'accounts.account': findAccount,
    'accounts.session': findSession,
    'accounts.sessions': listSessions,
    'accounts.workspace': ({ unit }) => findWorkspace(unit.db),
    'accounts.colleagues': colleagues,
    'accounts.sites': sites,
    'accounts.invitations': invitations,
    'accounts.findInvitation': findInvitation,
    'accounts.listPeople': listPeople,
    'sites.list': listSites,
    'accounts.availabilities': availabilities,
  },
  topics: { account: accountTopicSource },
  needs: [newSignIn],
};
