import { sql } from 'kysely';
import type { Role } from '#shared/wire/access.ts';
import type { CommandHandler, QueryHandler } from '#server/journal/featureModule.ts';
import { accountKey } from './lockOut.ts';

/** Everybody with an account, by name. A session opened or ended counts as having been seen. */
export const listPeople: QueryHandler<'accounts.listPeople'> = async ({ unit: { db }, at }) => {
  const rows = await db
    .selectFrom('account')
    .leftJoin('account_seen', 'account_seen.accountId', 'account.id')
    .select(({ selectFrom, fn }) => [
      'account.id',
      'account.name',
      'account.email',
      'account.rolesJson',
      'account.createdAt',
      'account.deactivatedAt',
      'account_seen.at as seenAt',
      selectFrom('session')
        .select(({ fn: own }) => own.max<number | null>('createdAt').as('at'))
        .whereRef('session.accountId', '=', 'account.id')
        .as('signedInAt'),
      selectFrom('conversation')
        .select(fn.countAll<number>().as('count'))
        .whereRef('conversation.assigneeId', '=', 'account.id')
        // In the text, so that the index of open conversations serves.
        .where('conversation.status', '=', sql.lit('open'))
        .as('openConversations'),
    ])
    .orderBy('account.name')
    .orderBy('account.id')
    .execute();
  const locked = await db
    .selectFrom('sign_in_failure')
    .select(['key', 'lockedUntil'])
    .where('lockedUntil', '>', at)
    .execute();
  const until = new Map(locked.map(({ key, lockedUntil }) => [key, lockedUntil]));
  return {
    people: rows.map(({ rolesJson, seenAt, signedInAt, openConversations, ...row }) => ({
      ...row,
      roles: JSON.parse(rolesJson) as Role[],
      lastSeenAt: seenAt === null && signedInAt === null ? null : Math.max(seenAt ?? 0, signedInAt ?? 0),
      lockedUntil: until.get(accountKey(row.email)) ?? null,
      openConversations: openConversations ?? 0,
    })),
  };
};

export const markSeen: CommandHandler<'accounts.markSeen'> = async ({ unit: { db } }, { seen }) => {
  for (const { accountId, at } of seen) {
    await db
      .insertInto('account_seen')
      .values({ accountId, at })
      .onConflict((conflict) => conflict.column('accountId').doUpdateSet({ at }))
      .execute();
  }
  return {};
};
