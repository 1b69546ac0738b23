import { sql } from 'kysely';
import type { JobQueue } from '#server/journal/jobQueue.ts';
import { bump } from '#server/notifications/person.ts';
import { RETRIES_MS, SEND_LEASE_MS } from '#server/notifications/times.ts';
import type { ReadableDatabase } from '#server/storage/schema.ts';
import { idOf, letGo } from './deliveries.ts';

/** With which the gateway ends what it has tried; the migration's index is of these. */
const GIVEN_UP = ['unreachable', 'refused'] as const;

type Outward = 'push' | 'webhook';

/** As many milliseconds after its first attempt comes the one that is due now, where it has failed `failures` times. */
const after = (failures: number): number => RETRIES_MS.slice(0, failures).reduce((sum, wait) => sum + wait, 0);

/** Channel and state stand in the statement itself: the indexes are of those alone. */
const waitingOf = (db: ReadableDatabase, channel: Outward) =>
  db
    .selectFrom('notification_delivery')
    .where('notification_delivery.channel', '=', sql.lit(channel))
    .where('notification_delivery.state', '=', sql.lit('queued'));

/**
 * Given up by the gateway, for something that still needs its person and was not told anew since. What was handled meanwhile needs no sending
 * any more: it stays in the ledger only, like what went to a subscription that is gone, to which nothing can be sent.
 */
const deadOf = (db: ReadableDatabase, channel: Outward) =>
  db
    .selectFrom('notification_delivery')
    .innerJoin('notification', (join) =>
      join
        .onRef('notification.id', '=', 'notification_delivery.notificationId')
        .onRef('notification.round', '=', 'notification_delivery.round'),
    )
    .where('notification_delivery.channel', '=', sql.lit(channel))
    .where('notification_delivery.state', '=', sql.lit('failed'))
    .where(
      'notification_delivery.reason',
      'in',
      GIVEN_UP.map((reason) => sql.lit(reason)),
    )
    .where('notification.closedAt', 'is', null);

const COLUMNS = [
  'notification_delivery.id',
  'notification_delivery.attempts',
  'notification_delivery.detail',
  'notification_delivery.queuedAt',
  'notification_delivery.dueAt',
] as const;

/** Pushes, or webhooks: what waits to be sent, is tried again, or was given up. */
export function createSendQueue(channel: Outward): JobQueue {
  const targetTable = channel === 'push' ? 'notification_device' : 'notification_webhook';

  async function find(db: ReadableDatabase, is: 'dead' | 'waiting', limit: number) {
    const found = is === 'dead' ? deadOf(db, channel) : waitingOf(db, channel);
    const rows = await found
      .select([...COLUMNS, 'notification_delivery.notificationId', 'notification_delivery.targetId'])
      .orderBy(is === 'dead' ? 'notification_delivery.id' : 'notification_delivery.dueAt')
      .limit(limit)
      .execute();
    const about = await db
      .selectFrom('notification')
      .select(['id', 'kind'])
      .where('id', 'in', [...new Set(rows.map(({ notificationId }) => notificationId))])
      .execute();
    const targets = await db
      .selectFrom(targetTable)
      .select(['id', 'name'])
      .where('id', 'in', [...new Set(rows.map(({ targetId }) => targetId))])
      .execute();
    const kinds = new Map(about.map(({ id, kind }) => [id, kind]));
    const names = new Map(targets.map(({ id, name }) => [id, name]));
    return rows.map((row) => ({
      ...row,
      isDead: is === 'dead',
      kind: kinds.get(row.notificationId) ?? '',
      target: names.get(row.targetId) ?? null,
    }));
  }

  return {
    subjectKind: null,
    figures: async ({ unit: { db }, at }) => {
      const groups = await waitingOf(db, channel)
        .select(({ fn, eb }) => [
          'attempts',
          eb('detail', 'is not', null).as('hasFailed'),
          fn.countAll<number>().as('count'),
          fn.min<number>('dueAt').as('dueAt'),
        ])
        .groupBy(['attempts', 'hasFailed'])
        .execute();
      const dead = await deadOf(db, channel)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      // What has its time, after quiet hours or after the window's turn, is not late before that.
      const dueSince = groups.flatMap(({ attempts, hasFailed, dueAt }) => {
        if (attempts === 0) return dueAt <= at ? [dueAt] : [];
        return [hasFailed ? dueAt - after(attempts) : dueAt - SEND_LEASE_MS];
      });
      return {
        waiting: groups.reduce((sum, { count }) => sum + count, 0),
        retrying: groups.reduce((sum, { count, hasFailed }) => sum + (hasFailed ? count : 0), 0),
        dead: dead.count,
        oldestAt: dueSince.length === 0 ? null : Math.min(...dueSince),
      };
    },
    jobs: async ({ unit: { db }, at }, { state, limit }) => {
      const dead = state === 'waiting' ? [] : await find(db, 'dead', limit);
      const waiting = state === 'dead' ? [] : await find(db, 'waiting', limit - dead.length);
      return [...dead, ...waiting].map(({ id, isDead, kind, target, attempts, detail, queuedAt, dueAt }) => ({
        id: String(id),
        kind,
        target,
        state: isDead ? ('dead' as const) : detail === null ? ('waiting' as const) : ('retrying' as const),
        attempts,
        since: queuedAt,
        nextAt: !isDead && dueAt > at ? dueAt : null,
        lastError: detail,
        subject: null,
        // What has not failed yet goes at its time: quiet hours are its person's.
        deeds: isDead ? (['retry', 'discard'] as const) : detail === null ? [] : (['retry'] as const),
      }));
    },
    retry: async ({ unit, at }, jobId) => {
      const { db } = unit;
      const id = idOf(jobId);
      const dead = await deadOf(db, channel)
        .select(['notification_delivery.accountId'])
        .where('notification_delivery.id', '=', id)
        .executeTakeFirst();
      const failed = await waitingOf(db, channel)
        .select(['accountId'])
        .where('id', '=', id)
        .where('detail', 'is not', null)
        .executeTakeFirst();
      const row = dead ?? failed;
      if (row === undefined) return false;
      await db
        .updateTable('notification_delivery')
        .set({ state: 'queued', reason: null, attempts: 0, dueAt: at, leaseUntil: null, endedAt: null })
        .where('id', '=', id)
        .execute();
      await bump(unit, row.accountId);
      return true;
    },
    discard: async ({ unit, at }, jobId, reason) => {
      const row = await deadOf(unit.db, channel)
        .select(['notification_delivery.id', 'notification_delivery.accountId'])
        .where('notification_delivery.id', '=', idOf(jobId))
        .executeTakeFirst();
      if (row === undefined) return false;
      await letGo(unit, row, reason, at);
      return true;
    },
  };
}
