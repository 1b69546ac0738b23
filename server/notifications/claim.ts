import { sql } from 'kysely';
import type { Claimed } from '#shared/notifications/devices/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { CommandHandler } from '#server/journal/featureModule.ts';
import type { ReadableDatabase } from '#server/storage/schema.ts';
import type { WriteUnit } from '#server/storage/unitOfWork.ts';
import { bundle, keyOf } from './bundle.ts';
import { staffIn } from './centre.ts';
import { bump, type Device } from './person.ts';
import type { DeliveryRow, Reading } from './rows.ts';
import { BURST_MS, LEASE_MS } from './times.ts';

/** So many at once; what is beyond comes with the next claim. */
const MOST = 200;
/** So much of what is shown is looked at, the newest first, and so many keys of it are named: with what is given out, as many as a desktop takes (shared/desktop.ts). */
const MOST_LOOKED_AT = 1_000;
const MOST_STANDING = 300;
/** Given out so often without a word of what became of it, it is not given out again. */
const MOST_CLAIMS = 3;

/** @throws AppError NOT_FOUND when it is nobody's device, or somebody else's. */
export async function ownDevice(db: ReadableDatabase, accountId: string, deviceId: string): Promise<Device> {
  const device = await db
    .selectFrom('notification_device')
    .selectAll()
    .where('id', '=', deviceId)
    .where('accountId', '=', accountId)
    .executeTakeFirst();
  if (device === undefined) throw new AppError('NOT_FOUND', 'This device is not known here.', { reason: 'device' });
  return device;
}

/** Channel and state stand in the statement itself, just as in the indexes, which are of those alone. */
const atDevice = (db: ReadableDatabase, deviceId: string) =>
  db
    .selectFrom('notification_delivery')
    .innerJoin('notification', 'notification.id', 'notification_delivery.notificationId')
    .where('targetId', '=', deviceId);
const bySystem = (db: ReadableDatabase, deviceId: string) =>
  atDevice(db, deviceId).where('channel', '=', sql.lit('system'));

/** What has to be shown now: due, or taken before by a window that never said what became of it. */
async function dueAt({ db }: WriteUnit, deviceId: string, at: number, until: number): Promise<readonly DeliveryRow[]> {
  const open = bySystem(db, deviceId).selectAll('notification_delivery').where('closedAt', 'is', null);
  const queued = await open.where('state', '=', sql.lit('queued')).where('dueAt', '<=', until).limit(MOST).execute();
  const taken = await open.where('state', '=', sql.lit('sent')).where('leaseUntil', '<=', at).limit(MOST).execute();
  return [...queued, ...taken].sort((a, b) => a.id - b.id).slice(0, MOST);
}

/** The keys of what may stay where it is shown, by a window or as a push. What may not is noted as taken back: the device is told so by its absence. */
async function standingAt({ db }: WriteUnit, deviceId: string, at: number): Promise<readonly string[]> {
  const shown = await atDevice(db, deviceId)
    .where(
      'channel',
      'in',
      (['system', 'push'] as const).map((channel) => sql.lit(channel)),
    )
    .select(['notification_delivery.id', 'notificationId', 'bundleId', 'isBundled', 'closedAt'])
    .where('state', '=', sql.lit('shown'))
    .where('withdrawnAt', 'is', null)
    .orderBy('notification_delivery.id', 'desc')
    .limit(MOST_LOOKED_AT)
    .execute();
  const over = shown.filter(({ closedAt }) => closedAt !== null).map(({ id }) => id);
  if (over.length > 0)
    await db.updateTable('notification_delivery').set({ withdrawnAt: at }).where('id', 'in', over).execute();
  return [...new Set(shown.filter(({ closedAt }) => closedAt === null).map(keyOf))].slice(0, MOST_STANDING);
}

async function nextAt({ db }: WriteUnit, deviceId: string, at: number): Promise<number | null> {
  const queued = await bySystem(db, deviceId)
    .select(({ fn }) => fn.min<number | null>('dueAt').as('at'))
    .where('state', '=', sql.lit('queued'))
    .where('closedAt', 'is', null)
    .executeTakeFirst();
  const taken = await bySystem(db, deviceId)
    .select(({ fn }) => fn.min<number | null>('leaseUntil').as('at'))
    .where('state', '=', sql.lit('sent'))
    .where('closedAt', 'is', null)
    .where('leaseUntil', '>', at)
    .executeTakeFirst();
  const times = [queued?.at ?? null, taken?.at ?? null].filter((time) => time !== null);
  return times.length === 0 ? null : Math.min(...times);
}

/** Gives a device what it is to show: each to it alone, leased until it says what became of it. */
export function createClaim(read: Reading): CommandHandler<'notifications.claim'> {
  return async (context, { deviceId, isAttended }) => {
    const { unit, at } = context;
    const accountId = staffIn(context);
    await ownDevice(unit.db, accountId, deviceId);
    // What is in front of somebody makes no noise: a burst is not collected for it, only quiet hours still hold.
    const due = await dueAt(unit, deviceId, at, isAttended ? at + BURST_MS : at);
    const lost = due.filter(({ attempts }) => attempts >= MOST_CLAIMS);
    if (lost.length > 0) {
      await unit.db
        .updateTable('notification_delivery')
        .set({ state: 'failed', reason: 'interrupted', endedAt: at })
        .where(
          'id',
          'in',
          lost.map(({ id }) => id),
        )
        .execute();
      await bump(unit, accountId);
    }
    const given = due.filter(({ attempts }) => attempts < MOST_CLAIMS);
    const items: Claimed[] = [];
    if (given.length > 0) {
      const rows = await unit.db
        .selectFrom('notification')
        .selectAll()
        .where('id', 'in', [...new Set(given.map(({ notificationId }) => notificationId))])
        .execute();
      const told = new Map((await read(unit, rows)).map((one) => [one.id, one]));
      const byId = new Map(rows.map((row) => [row.id, row]));
      for (const { key, deliveries, isBundled, bundleId } of bundle(
        given,
        (id) => byId.get(id)?.urgency === 'urgent',
      )) {
        const ids = deliveries.map(({ id }) => id);
        await unit.db
          .updateTable('notification_delivery')
          .set(({ eb, fn, ref, val }) => ({
            state: 'sent',
            bundleId,
            isBundled: isBundled ? 1 : 0,
            sentAt: fn.coalesce(ref('sentAt'), val(at)),
            leaseUntil: at + LEASE_MS,
            attempts: eb('attempts', '+', 1),
          }))
          .where('id', 'in', ids)
          .execute();
        const notifications = [...new Set(deliveries.map(({ notificationId }) => notificationId))];
        items.push({ key, ids, notifications: notifications.flatMap((id) => told.get(id) ?? []) });
      }
    }
    return {
      items,
      standing: [...(await standingAt(unit, deviceId, at)), ...items.map(({ key }) => key)],
      nextAt: await nextAt(unit, deviceId, at),
    };
  };
}
