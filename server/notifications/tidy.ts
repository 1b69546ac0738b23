import type { WriteUnit } from '#server/storage/unitOfWork.ts';
import { closeNotification } from './tell.ts';
import { KEPT_MS, TEST_MS } from './times.ts';

/** Old ones that are forgotten in one go, once a minute: so few that nobody waits for it, and more in a day than a team of hundreds is told. */
const FORGOTTEN = 200;

async function testsThatAreOver({ db }: WriteUnit, at: number): Promise<readonly { id: number; accountId: string }[]> {
  return db
    .selectFrom('notification')
    .select(['id', 'accountId'])
    .where('kind', '=', 'test')
    .where('closedAt', 'is', null)
    .where('createdAt', '<', at - TEST_MS)
    .execute();
}

async function forgetNotifications({ db }: WriteUnit, before: number): Promise<void> {
  const old = await db
    .selectFrom('notification')
    .select('id')
    .where('closedAt', '<', before)
    .orderBy('closedAt')
    .limit(FORGOTTEN)
    .execute();
  if (old.length === 0) return;
  const ids = old.map(({ id }) => id);
  const deliveries = db.selectFrom('notification_delivery').select('id').where('notificationId', 'in', ids);
  await db.deleteFrom('email_outbox').where('deliveryId', 'in', deliveries).execute();
  await db.deleteFrom('notification_delivery').where('notificationId', 'in', ids).execute();
  await db.deleteFrom('notification').where('id', 'in', ids).execute();
}

/** Ends tests that are over by themselves, and forgets what is long over: notifications with their fates, and devices that never came back. */
export async function tidy(unit: WriteUnit, at: number, onChange: (accountId: string) => void): Promise<void> {
  for (const { id, accountId } of await testsThatAreOver(unit, at)) {
    await closeNotification(unit, id, 'handled', at);
    onChange(accountId);
  }
  const before = at - KEPT_MS;
  await forgetNotifications(unit, before);
  await unit.db.deleteFrom('notification_device').where('seenAt', '<', before).execute();
}
