import type { CommandHandler } from '#server/journal/featureModule.ts';
import { bump } from './person.ts';

/** What the gateway says became of what it was given to send. */
export const recordSend: CommandHandler<'notifications.recordSend'> = async ({ unit, at }, input) => {
  const { ids, outcome, reason, detail, retryAt } = input;
  const { db } = unit;
  const rows = await db
    .selectFrom('notification_delivery')
    .select(['id', 'accountId', 'channel', 'targetId', 'state', 'reason'])
    .where('id', 'in', ids)
    .execute();
  const open = rows.filter(({ state }) => state === 'queued').map(({ id }) => id);
  // Handled while it was on its way: what came of that is still true.
  const unheard = rows.filter((row) => row.state === 'withdrawn' && row.reason === 'unheard').map(({ id }) => id);
  const sent = { state: 'sent', reason: null, detail, sentAt: at, endedAt: null, withdrawnAt: null } as const;
  const changes =
    outcome === 'sent'
      ? sent
      : outcome === 'failed'
        ? ({ state: 'failed', reason, detail, endedAt: at } as const)
        : { detail, dueAt: retryAt ?? at };
  const deliveries = db.updateTable('notification_delivery');
  if (open.length > 0)
    await deliveries
      .set({ ...changes, leaseUntil: null })
      .where('id', 'in', open)
      .execute();
  if (unheard.length > 0)
    await deliveries
      .set({ ...(outcome === 'sent' ? sent : { reason: null, detail }), leaseUntil: null })
      .where('id', 'in', unheard)
      .execute();
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
