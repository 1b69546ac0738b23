import { sql } from 'kysely';
import type { JobQueue } from '#server/journal/jobQueue.ts';
import type { ReadableDatabase } from '#server/storage/schema.ts';
import { idOf, letGo } from './deliveries.ts';

const waitingIn = (db: ReadableDatabase) =>
  db.selectFrom('email_outbox').where('email_outbox.state', '=', sql.lit('waiting'));

/**
 * E-mails that wait until a provider is connected. None is late before there is one (nobody is called for it), nothing could try one again, and
 * each can be let go of.
 */
export const letterQueue: JobQueue = {
  subjectKind: null,
  figures: async ({ unit: { db } }) => {
    const { count } = await waitingIn(db)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return { waiting: count, retrying: 0, dead: 0, oldestAt: null };
  },
  jobs: async ({ unit: { db } }, { state, limit }) => {
    if (state === 'dead') return [];
    const rows = await waitingIn(db)
      .innerJoin('notification_delivery', 'notification_delivery.id', 'email_outbox.deliveryId')
      .innerJoin('notification', 'notification.id', 'notification_delivery.notificationId')
      .select(['email_outbox.deliveryId', 'email_outbox.createdAt', 'notification.kind'])
      .orderBy('email_outbox.id')
      .limit(limit)
      .execute();
    return rows.map(({ deliveryId, createdAt, kind }) => ({
      id: String(deliveryId),
      kind,
      state: 'waiting' as const,
      attempts: 0,
      since: createdAt,
      nextAt: null,
      lastError: null,
      subject: null,
      deeds: ['discard'] as const,
    }));
  },
  discard: async ({ unit, at }, jobId, reason) => {
    const letter = await waitingIn(unit.db)
      .select(['deliveryId', 'accountId'])
      .where('deliveryId', '=', idOf(jobId))
      .executeTakeFirst();
    if (letter === undefined) return false;
    const { deliveryId, accountId } = letter;
    await unit.db
      .updateTable('email_outbox')
      .set({ state: 'withdrawn' })
      .where('deliveryId', '=', deliveryId)
      .execute();
    await letGo(unit, { id: deliveryId, accountId }, reason, at);
    return true;
  },
};
