import { AppError } from '#shared/wire/errors.ts';
import type { NotificationKind } from '#shared/notifications/kinds.ts';
import type { CommandHandler, QueryHandler } from '#server/journal/featureModule.ts';

/** As many as anybody looks after. */
const MOST = 20;

export const webhooks: QueryHandler<'notifications.webhooks'> = async ({ unit: { db } }) => {
  const rows = await db
    .selectFrom('notification_webhook')
    .select(['id', 'name', 'url', 'kindsJson', 'createdAt', 'lastAt', 'lastFailure'])
    .where('removedAt', 'is', null)
    .orderBy('createdAt')
    .execute();
  return {
    webhooks: rows.map(({ kindsJson, ...row }) => ({ ...row, kinds: JSON.parse(kindsJson) as NotificationKind[] })),
  };
};

/** @throws AppError CONFLICT `idTaken`, or `webhooks` where there are too many. */
export const recordWebhook: CommandHandler<'notifications.recordWebhook'> = async (
  { unit: { db }, at, record },
  input,
) => {
  const { id, name, url, kinds, accountId } = input;
  const all = await db.selectFrom('notification_webhook').select(['id', 'removedAt']).execute();
  if (all.some((one) => one.id === id))
    throw new AppError('CONFLICT', 'This id was already used. Make a new one.', { reason: 'idTaken' });
  if (all.filter(({ removedAt }) => removedAt === null).length >= MOST)
    throw new AppError('CONFLICT', `There are at most ${String(MOST)} webhooks.`, { reason: 'webhooks' });
  await db
    .insertInto('notification_webhook')
    .values({
      id,
      name,
      url,
      kindsJson: JSON.stringify([...new Set(kinds)]),
      createdBy: accountId,
      createdAt: at,
      lastAt: null,
      lastFailure: null,
      removedAt: null,
    })
    .execute();
  await record({
    name: 'notifications.webhookAdded',
    subjects: [{ kind: 'account', id: accountId }],
    facts: { webhookId: id },
  });
  return {};
};

/** Its row stays: the ledger tells what went there. */
export const removeWebhook: CommandHandler<'notifications.removeWebhook'> = async (context, { webhookId }) => {
  const { unit, at, record } = context;
  const removed = await unit.db
    .updateTable('notification_webhook')
    .set({ removedAt: at })
    .where('id', '=', webhookId)
    .where('removedAt', 'is', null)
    .executeTakeFirst();
  if (removed.numUpdatedRows === 0n)
    throw new AppError('NOT_FOUND', 'This webhook does not exist.', { reason: 'webhook' });
  await unit.db
    .updateTable('notification_delivery')
    .set({ state: 'failed', reason: 'gone', endedAt: at })
    .where('channel', '=', 'webhook')
    .where('targetId', '=', webhookId)
    .where('state', '=', 'queued')
    .execute();
  await record({ name: 'notifications.webhookRemoved', subjects: [], facts: { webhookId } });
  return {};
};
