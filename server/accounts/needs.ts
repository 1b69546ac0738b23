import type { NotificationSource } from '#server/journal/needs.ts';

/** Sign-ins on devices that are not known, until somebody says that they were theirs or ends them. */
export const newSignIn: NotificationSource = {
  kind: 'newSignIn',
  watches: ['accounts.sessionOpened', 'accounts.sessionRevoked', 'accounts.signInConfirmed'],
  about: 'account',
  derive: async ({ unit: { db }, at }, accountIds) => {
    const rows = await db
      .selectFrom('session')
      .innerJoin('account', 'account.id', 'session.accountId')
      .select(['session.id', 'session.accountId', 'session.createdAt', 'session.expiresAt'])
      .where('session.accountId', 'in', accountIds)
      .where('session.isNews', '=', 1)
      .where('session.revokedAt', 'is', null)
      .where('session.expiresAt', '>', at)
      .where('account.deactivatedAt', 'is', null)
      .execute();
    return rows.map(({ id, accountId, createdAt, expiresAt }) => ({
      accountId,
      kind: 'newSignIn' as const,
      subject: { kind: 'session' as const, id },
      of: accountId,
      since: createdAt,
      urgency: 'urgent' as const,
      deadline: null,
      facts: {},
      // It ends by itself, and no entry tells of that.
      changesAt: expiresAt,
    }));
  },
  all: async ({ unit: { db }, at }) => {
    const rows = await db
      .selectFrom('session')
      .select('accountId')
      .distinct()
      .where('isNews', '=', 1)
      .where('revokedAt', 'is', null)
      .where('expiresAt', '>', at)
      .execute();
    return rows.map(({ accountId }) => accountId);
  },
  words: async ({ db }, sessionIds) => {
    const rows = await db.selectFrom('session').select(['id', 'client']).where('id', 'in', sessionIds).execute();
    return new Map(rows.map(({ id, client }) => [id, { who: client, text: null }]));
  },
};
