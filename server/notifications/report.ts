import { AppError } from '#shared/wire/errors.ts';
import type { CommandHandler } from '#server/journal/featureModule.ts';
import type { DeliveryState } from '#shared/notifications/kinds.ts';
import { staffIn } from './centre.ts';
import { ownDevice } from './claim.ts';
import { bump } from './person.ts';

/** From which states each can follow: a word that comes late is still true, one that is repeated changes nothing. */
const AFTER: Readonly<Record<'shown' | 'failed' | 'clicked', readonly DeliveryState[]>> = {
  shown: ['queued', 'sent', 'failed'],
  failed: ['queued', 'sent'],
  clicked: ['queued', 'sent', 'shown', 'failed'],
};

/** What a device says became of what it took. What was shown needs no other way to the same device, and goes on to no other channel. */
export const report: CommandHandler<'notifications.report'> = async (context, { deviceId, ids, outcome, reason }) => {
  const { unit, at } = context;
  const { db } = unit;
  const accountId = staffIn(context);
  await ownDevice(db, accountId, deviceId);
  const rows = await db
    .selectFrom('notification_delivery')
    .select(['id', 'notificationId', 'round', 'state'])
    .where('id', 'in', ids)
    .where('targetId', '=', deviceId)
    .execute();
  if (rows.length === 0)
    throw new AppError('NOT_FOUND', 'Nothing of this was given to this device.', { reason: 'delivery' });
  const changing = rows.filter(({ state }) => AFTER[outcome].includes(state));
  if (changing.length === 0) return {};
  await db
    .updateTable('notification_delivery')
    .set(({ fn, ref, val }) => ({
      state: outcome,
      reason,
      leaseUntil: null,
      sentAt: fn.coalesce(ref('sentAt'), val(at)),
      endedAt: outcome === 'clicked' ? fn.coalesce(ref('endedAt'), val(at)) : at,
      ...(outcome === 'clicked' ? { clickedAt: at } : {}),
    }))
    .where(
      'id',
      'in',
      changing.map(({ id }) => id),
    )
    .execute();
  if (outcome !== 'failed') {
    const told = changing.map(({ notificationId }) => notificationId);
    await db
      .updateTable('notification_delivery')
      .set({ state: 'withdrawn', reason: 'elsewhere', endedAt: at, withdrawnAt: at })
      .where('notificationId', 'in', told)
      .where('targetId', '=', deviceId)
      .where('state', '=', 'queued')
      .execute();
    // Of an earlier round: what has come since was not shown yet.
    for (const { notificationId, round } of changing)
      await db
        .updateTable('notification')
        .set({ goesOnAt: null })
        .where('id', '=', notificationId)
        .where('round', '=', round)
        .execute();
  }
  await bump(unit, accountId);
  return {};
};
