import type { TopicSource } from '#server/journal/featureModule.ts';

/** The topic that a person's own windows follow. */
export const accountTopic = (accountId: string): string => `account:${accountId}`;

const ABOUT_SESSIONS = ['accounts.sessionOpened', 'accounts.sessionRevoked', 'accounts.signInConfirmed'];

/** However much has happened, it is told as one event: the windows read the list of sessions anew. */
export const accountTopicSource: TopicSource = {
  missed: async ({ unit: { db } }, accountId, after) => {
    const newest = await db
      .selectFrom('journal_subject')
      .innerJoin('journal', 'journal.seq', 'journal_subject.seq')
      .select('journal.seq')
      .where('journal_subject.kind', '=', 'account')
      .where('journal_subject.id', '=', accountId)
      .where('journal.name', 'in', ABOUT_SESSIONS)
      .orderBy('journal.seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    const cursor = newest?.seq ?? 0;
    if (after === null || after === cursor) return { cursor, snapshot: false, events: [] };
    // A cursor from another history, such as a backup's.
    if (after > cursor) return { cursor, snapshot: true, events: [] };
    return { cursor, snapshot: false, events: [{ name: 'accounts.sessionsChanged', cursor, data: {} }] };
  },
};
