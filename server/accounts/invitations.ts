import type { Selectable } from 'kysely';
import type { Role } from '#shared/wire/access.ts';
import { INVITATION_LIFETIME_MS } from '#shared/accounts/limits.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { CommandContext } from '#server/journal/context.ts';
import type { CommandHandler, QueryHandler } from '#server/journal/featureModule.ts';
import type { ReadableDatabase, Schema } from '#server/storage/schema.ts';
import { staffOf } from './staffOf.ts';
import { hashToken, newToken } from './token.ts';

type InvitationRow = Selectable<Schema['invitation']>;

const rolesFact = (roles: readonly Role[]): string => [...roles].sort().join(',');

async function refuseTakenEmail(db: ReadableDatabase, email: string): Promise<void> {
  const account = await db.selectFrom('account').select('deactivatedAt').where('email', '=', email).executeTakeFirst();
  if (account === undefined) return;
  throw account.deactivatedAt === null
    ? new AppError('CONFLICT', 'A colleague with this e-mail is here already.', { reason: 'accounts.emailTaken' })
    : new AppError('CONFLICT', 'A deactivated colleague has this e-mail. Reactivate them instead.', {
        reason: 'accounts.emailDeactivated',
      });
}

/** Invites somebody. The code is in the answer and nowhere else. @throws AppError CONFLICT when the e-mail has an account or an open invitation. */
export const invite: CommandHandler<'accounts.invite'> = async (context, { id, email, roles }) => {
  const { unit, at, record } = context;
  const { db } = unit;
  const { accountId } = staffOf(context);
  const used = await db.selectFrom('invitation').select('id').where('id', '=', id).executeTakeFirst();
  if (used !== undefined)
    throw new AppError('CONFLICT', 'This id was already used. Make a new one.', { reason: 'idTaken' });
  await refuseTakenEmail(db, email);
  const open = await openInvitations(db).where('invitation.email', '=', email).executeTakeFirst();
  if (open !== undefined) {
    throw new AppError('CONFLICT', 'This e-mail is invited already. Renew that invitation for a new link.', {
      reason: 'accounts.alreadyInvited',
    });
  }
  const code = newToken();
  const expiresAt = at + INVITATION_LIFETIME_MS;
  await db
    .insertInto('invitation')
    .values({
      id,
      email,
      rolesJson: JSON.stringify(roles),
      tokenHash: hashToken(code),
      invitedBy: accountId,
      createdAt: at,
      expiresAt,
      acceptedAt: null,
      revokedAt: null,
    })
    .execute();
  await record({
    name: 'accounts.invited',
    subjects: [{ kind: 'invitation', id }],
    facts: { roles: rolesFact(roles), expiresAt },
  });
  return { code, expiresAt };
};

/** Neither taken nor revoked; it may have run out. */
function openInvitations(db: ReadableDatabase) {
  return db
    .selectFrom('invitation')
    .innerJoin('account', 'account.id', 'invitation.invitedBy')
    .selectAll('invitation')
    .select('account.name as invitedByName')
    .where('acceptedAt', 'is', null)
    .where('revokedAt', 'is', null);
}

async function requireOpen({ unit: { db } }: CommandContext, invitationId: string): Promise<void> {
  const found = await openInvitations(db).where('invitation.id', '=', invitationId).executeTakeFirst();
  if (found === undefined) {
    throw new AppError('NOT_FOUND', 'This invitation has been taken or revoked.', {
      reason: 'accounts.invitationGone',
    });
  }
}

/** Gives an invitation a new code and its full time again. @throws AppError NOT_FOUND when it was taken or revoked. */
export const renewInvitation: CommandHandler<'accounts.renewInvitation'> = async (context, { invitationId }) => {
  const { unit, at, record } = context;
  await requireOpen(context, invitationId);
  const code = newToken();
  const expiresAt = at + INVITATION_LIFETIME_MS;
  await unit.db
    .updateTable('invitation')
    .set({ tokenHash: hashToken(code), expiresAt })
    .where('id', '=', invitationId)
    .execute();
  await record({
    name: 'accounts.invitationRenewed',
    subjects: [{ kind: 'invitation', id: invitationId }],
    facts: { expiresAt },
  });
  return { code, expiresAt };
};

/** @throws AppError NOT_FOUND when it was taken or revoked before. */
export const revokeInvitation: CommandHandler<'accounts.revokeInvitation'> = async (context, { invitationId }) => {
  const { unit, at, record } = context;
  await requireOpen(context, invitationId);
  await unit.db.updateTable('invitation').set({ revokedAt: at }).where('id', '=', invitationId).execute();
  await record({
    name: 'accounts.invitationRevoked',
    subjects: [{ kind: 'invitation', id: invitationId }],
    facts: {},
  });
  return {};
};

export const invitations: QueryHandler<'accounts.invitations'> = async ({ unit, at }) => {
  const rows = await openInvitations(unit.db).orderBy('invitation.createdAt', 'desc').execute();
  return {
    invitations: rows.map(({ id, email, rolesJson, invitedBy, invitedByName, createdAt, expiresAt }) => ({
      id,
      email,
      roles: JSON.parse(rolesJson) as Role[],
      invitedBy: { id: invitedBy, name: invitedByName },
      createdAt,
      expiresAt,
      hasExpired: expiresAt <= at,
    })),
  };
};

const gone = (reason: string, message: string): AppError => new AppError('NOT_FOUND', message, { reason });

/** The invitation a code opens. @throws AppError NOT_FOUND; its reason says why it opens none. */
async function invitationBehind(db: ReadableDatabase, tokenHash: string, at: number): Promise<InvitationRow> {
  const row = await db.selectFrom('invitation').selectAll().where('tokenHash', '=', tokenHash).executeTakeFirst();
  if (row === undefined) {
    throw gone('accounts.invitationUnknown', 'There is no such invitation. A newer link may have replaced this one.');
  }
  if (row.acceptedAt !== null) throw gone('accounts.invitationUsed', 'This invitation has been used. Sign in instead.');
  if (row.revokedAt !== null) throw gone('accounts.invitationRevoked', 'This invitation has been revoked.');
  if (row.expiresAt <= at) throw gone('accounts.invitationExpired', 'This invitation has run out. Ask for a new link.');
  return row;
}

export const findInvitation: QueryHandler<'accounts.findInvitation'> = async ({ unit, at }, { tokenHash }) => {
  const { email, rolesJson, expiresAt } = await invitationBehind(unit.db, tokenHash, at);
  return { email, roles: JSON.parse(rolesJson) as Role[], expiresAt };
};

/** Makes the account of an invited person. @throws AppError NOT_FOUND as above; CONFLICT when the e-mail has got an account meanwhile. */
export const admitInvited: CommandHandler<'accounts.admitInvited'> = async (context, input) => {
  const { unit, at, record } = context;
  const { accountId, name, passwordHash, tokenHash } = input;
  const { id, email, rolesJson } = await invitationBehind(unit.db, tokenHash, at);
  await refuseTakenEmail(unit.db, email);
  await unit.db
    .insertInto('account')
    .values({ id: accountId, email, name, rolesJson, passwordHash, createdAt: at, deactivatedAt: null })
    .execute();
  await unit.db.updateTable('invitation').set({ acceptedAt: at }).where('id', '=', id).execute();
  await record({
    name: 'accounts.invitationAccepted',
    subjects: [
      { kind: 'invitation', id },
      { kind: 'account', id: accountId },
    ],
    facts: { roles: rolesFact(JSON.parse(rolesJson) as Role[]) },
  });
  return {};
};
