import type { OutputOf } from '#shared/contract.ts';
import type { WriteUnit } from '#server/storage/unitOfWork.ts';
import type { Device } from './person.ts';
import type { DeliveryRow } from './rows.ts';

/** What becomes of a push that is due. */
export type PushNeed = 'now' | 'later' | 'elsewhere' | 'signedOut';

/** Whether the session holds in which this device was last said to be its person's. */
async function isSignedIn({ db }: WriteUnit, deviceId: string, at: number): Promise<boolean> {
  const session = await db
    .selectFrom('notification_device')
    .innerJoin('session', 'session.id', 'notification_device.sessionId')
    .select('session.id')
    .where('notification_device.id', '=', deviceId)
    .where('session.revokedAt', 'is', null)
    .where('session.expiresAt', '>', at)
    .executeTakeFirst();
  return session !== undefined;
}

/**
 * What a window of the same device has, or is just showing, is not pushed to it; what no window took is the push's from here on. Where nobody is signed in any more nothing
 * is pushed: whoever sits there now may be somebody else, or the one whose session was ended from afar.
 */
export async function isPushNeeded(unit: WriteUnit, push: DeliveryRow, at: number): Promise<PushNeed> {
  const { db } = unit;
  if (!(await isSignedIn(unit, push.targetId, at))) return 'signedOut';
  const window = await db
    .selectFrom('notification_delivery')
    .select(['id', 'state', 'leaseUntil'])
    .where('notificationId', '=', push.notificationId)
    .where('round', '=', push.round)
    .where('channel', '=', 'system')
    .where('targetId', '=', push.targetId)
    .executeTakeFirst();
  if (window === undefined || window.state === 'failed') return 'now';
  if (window.state === 'shown' || window.state === 'clicked') return 'elsewhere';
  if (window.state === 'sent' && (window.leaseUntil ?? 0) > at) return 'later';
  await db
    .updateTable('notification_delivery')
    .set({ state: 'failed', reason: window.state === 'sent' ? 'interrupted' : 'notTaken', endedAt: at })
    .where('id', '=', window.id)
    .execute();
  return 'now';
}

/** Where a device's pushes go; null where it is subscribed no more. */
export function subscriptionOf({
  id,
  pushEndpoint,
  pushP256dh,
  pushAuth,
}: Device): OutputOf<'notifications.takeDue'>['sends'][number]['push'] {
  if (pushEndpoint === null || pushP256dh === null || pushAuth === null) return null;
  return { deviceId: id, endpoint: pushEndpoint, p256dh: pushP256dh, auth: pushAuth };
}
