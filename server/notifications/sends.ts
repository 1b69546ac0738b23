import type { CommandHandler } from '#server/journal/featureModule.ts';
import { bump } from './person.ts';

/** What the gateway says became of what it was given to send. */
export const recordSend: CommandHandler<'notifications.recordSend'> = async ({ unit, at }, input) => {
  const { ids, outcome, reason, detail, retryAt } = input;
  const { db } = unit;
  const rows = await db
    .selectFrom('notification_delivery')
    .select(['id', 'accountId', 'channel', 'targetId', 'state'])
    .where('id', 'in', ids)
    .execute();
  const open = rows.filter(({ state }) => state === 'queued').map(({ id }) => id);
  const changes =
    outcome === 'sent'
      ? ({ state: 'sent', reason: null, detail, sentAt: at } as const)
      : outcome === 'failed'
        ? ({ state: 'failed', reason, detail, endedAt: at } as const)
        : { detail, dueAt: retryAt ?? at };
  if (open.length > 0) await db.updateTable('notification_delivery').set(changes).where('id', 'in', open).execute();
  for (const { channel, targetId } of rows) {
    if (channel === 'webhook')
      await db
        .updateTable('notification_webhook')
        .set({ lastAt: at, lastFailure: outcome === 'sent' ? null : detail })
        .where('id', '=', targetId)
        .execute();
    if (channel === 'push' && reason === 'gone')
      await db
        .updateTable('notification_device')
        .set({ pushEndpoint: null, pushP256dh: null, pushAuth: null })
        .where('id', '=', targetId)
        .execute();
  }
  const accountIds = [...new Set(rows.map(({ accountId }) => accountId))];
  for (const accountId of accountIds) await bump(unit, accountId);
  return { accountIds };
};
