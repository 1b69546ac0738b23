import { isGranted, type Role } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';
import { returnToQueue } from '#server/chat/module.ts';
import type { CommandContext } from '#server/journal/context.ts';
import type { CommandHandler } from '#server/journal/featureModule.ts';
import type { ReadableDatabase } from '#server/storage/schema.ts';
import { revokeAll } from './sessions.ts';

interface Colleague {
  readonly id: string;
  readonly roles: readonly Role[];
  readonly deactivatedAt: number | null;
}

/** @throws AppError NOT_FOUND when there is no such account. */
async function colleague(db: ReadableDatabase, accountId: string): Promise<Colleague> {
  const row = await db
    .selectFrom('account')
    .select(['id', 'rolesJson', 'deactivatedAt'])
    .where('id', '=', accountId)
    .executeTakeFirst();
  if (row === undefined) {
    throw new AppError('NOT_FOUND', 'This colleague does not exist.', { reason: 'accounts.person' });
  }
  return { id: row.id, roles: JSON.parse(row.rolesJson) as Role[], deactivatedAt: row.deactivatedAt };
}

/** Somebody must be able to manage the workspace. @throws AppError CONFLICT when nobody but `accountId` is an active admin. */
async function keepAnAdmin(db: ReadableDatabase, accountId: string): Promise<void> {
  const others = await db
    .selectFrom('account')
    .select('rolesJson')
    .where('deactivatedAt', 'is', null)
    .where('id', '!=', accountId)
    .execute();
  if (others.some(({ rolesJson }) => (JSON.parse(rolesJson) as Role[]).includes('admin'))) return;
  throw new AppError('CONFLICT', 'This is the last active admin. Make somebody else an admin first.', {
    reason: 'accounts.lastAdmin',
  });
}

const about = (accountId: string) => [{ kind: 'account' as const, id: accountId }];
const isActiveAdmin = ({ roles, deactivatedAt }: Colleague): boolean =>
  deactivatedAt === null && roles.includes('admin');

/** @throws AppError NOT_FOUND, or CONFLICT when it would leave no active admin. The same roles again change nothing. */
export const setRoles: CommandHandler<'accounts.setRoles'> = async (context, { accountId, roles }) => {
  const { unit, record } = context;
  const before = await colleague(unit.db, accountId);
  if (before.roles.length === roles.length && roles.every((role) => before.roles.includes(role))) {
    return { conversationsReturned: 0 };
  }
  if (isActiveAdmin(before) && !roles.includes('admin')) await keepAnAdmin(unit.db, accountId);
  await unit.db
    .updateTable('account')
    .set({ rolesJson: JSON.stringify(roles) })
    .where('id', '=', accountId)
    .execute();
  await record({
    name: 'accounts.rolesChanged',
    subjects: about(accountId),
    facts: { from: [...before.roles].sort().join(','), to: [...roles].sort().join(',') },
  });
  return { conversationsReturned: isGranted(roles, 'chat.write') ? 0 : await returnToQueue(context, accountId) };
};

/** @throws AppError NOT_FOUND, or CONFLICT when it would leave no active admin. Who is deactivated stays so. */
export const deactivate: CommandHandler<'accounts.deactivate'> = async (context, { accountId }) => {
  const { unit, at, record } = context;
  const before = await colleague(unit.db, accountId);
  if (before.deactivatedAt !== null) return { conversationsReturned: 0, sessionsEnded: 0 };
  if (isActiveAdmin(before)) await keepAnAdmin(unit.db, accountId);
  await unit.db.updateTable('account').set({ deactivatedAt: at }).where('id', '=', accountId).execute();
  await record({ name: 'accounts.deactivated', subjects: about(accountId), facts: {} });
  return {
    conversationsReturned: await returnToQueue(context, accountId),
    sessionsEnded: await revokeAll(context, accountId),
  };
};

/** @throws AppError NOT_FOUND. Who is active stays so. */
export const reactivate: CommandHandler<'accounts.reactivate'> = async (context: CommandContext, { accountId }) => {
  const { unit, record } = context;
  const before = await colleague(unit.db, accountId);
  if (before.deactivatedAt === null) return {};
  await unit.db.updateTable('account').set({ deactivatedAt: null }).where('id', '=', accountId).execute();
  await record({ name: 'accounts.reactivated', subjects: about(accountId), facts: {} });
  return {};
};
