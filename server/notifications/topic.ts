import type { TopicSource } from '#server/journal/featureModule.ts';

/** The topic that a person's own windows follow for what they need to know. */
export const notificationsTopic = (accountId: string): string => `notifications:${accountId}`;

/** However much has changed, it is told as one event: the windows read the list anew, and take what there is to show. */
export const notificationsTopicSource: TopicSource = {
  missed: async ({ unit: { db } }, accountId, after) => {
    const person = await db
      .selectFrom('notification_person')
      .select('revision')
      .where('accountId', '=', accountId)
      .executeTakeFirst();
    const cursor = person?.revision ?? 0;
    if (after === null || after === cursor) return { cursor, snapshot: false, events: [] };
    // A cursor from another history, such as a backup's.
    if (after > cursor) return { cursor, snapshot: true, events: [] };
    return { cursor, snapshot: false, events: [{ name: 'notifications.changed', cursor, data: {} }] };
  },
};
