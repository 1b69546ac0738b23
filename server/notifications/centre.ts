import { AppError } from '#shared/wire/errors.ts';
import type { NotificationKind } from '#shared/notifications/kinds.ts';
import type { Principal, StaffPrincipal } from '#shared/wire/access.ts';
import type { CommandHandler, QueryHandler } from '#server/journal/featureModule.ts';
import type { ReadableDatabase } from '#server/storage/schema.ts';
import { bump } from './person.ts';
import { deliveriesOf, type NotificationRow, type Reading } from './rows.ts';
import { closeNotification } from './tell.ts';

const PAGE = 50;

/** What is only to be known is handled once it was followed. */
const KNOWN_BY_OPENING: ReadonlySet<NotificationKind> = new Set(['refundOutcome', 'conversationAssigned', 'test']);

/** @throws AppError FORBIDDEN when the caller is not staff. */
export function staffOf({ principal }: { readonly principal: Principal }): StaffPrincipal {
  if (principal.kind !== 'staff') throw new AppError('FORBIDDEN', 'Only staff may do this.');
  return principal;
}
/** Whose account calls. @throws as `staffOf`. */
export const staffIn = (context: { readonly principal: Principal }): string => staffOf(context).accountId;

/** @throws AppError NOT_FOUND when it is nobody's, or somebody else's. */
async function ownNotification(db: ReadableDatabase, accountId: string, id: number): Promise<NotificationRow> {
  const row = await db
    .selectFrom('notification')
    .selectAll()
    .where('id', '=', id)
    .where('accountId', '=', accountId)
    .executeTakeFirst();
  if (row === undefined)
    throw new AppError('NOT_FOUND', 'This notification does not exist.', { reason: 'notification' });
  return row;
}

export function createList(read: Reading): QueryHandler<'notifications.list'> {
  return async (context, { before, filter }) => {
    const { unit } = context;
    const accountId = staffIn(context);
    const open = unit.db.selectFrom('notification').where('accountId', '=', accountId).where('closedAt', 'is', null);
    const own = filter === 'open' ? open : unit.db.selectFrom('notification').where('accountId', '=', accountId);
    const page = own.selectAll().orderBy('toldAt', 'desc').orderBy('id', 'desc');
    const rows = await (
      before === null
        ? page
        : page.where(({ eb, refTuple, tuple }) => eb(refTuple('toldAt', 'id'), '<', tuple(before.toldAt, before.id)))
    )
      .limit(PAGE + 1)
      .execute();
    const counted = await open
      .select(({ fn, eb }) => [
        fn.countAll<number>().as('open'),
        fn.coalesce(fn.sum<number>(eb('seenAt', 'is', null)), eb.lit(0)).as('unseen'),
      ])
      .executeTakeFirstOrThrow();
    return {
      notifications: [...(await read(unit, rows.slice(0, PAGE)))],
      hasMore: rows.length > PAGE,
      open: counted.open,
      unseen: counted.unseen,
    };
  };
}

export const see: CommandHandler<'notifications.see'> = async (context, { until }) => {
  const { unit, at } = context;
  const accountId = staffIn(context);
  const { numUpdatedRows } = await unit.db
    .updateTable('notification')
    .set({ seenAt: at, goesOnAt: null })
    .where('accountId', '=', accountId)
    .where('closedAt', 'is', null)
    .where('seenAt', 'is', null)
    .where('toldAt', '<=', until)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) await bump(unit, accountId);
  return {};
};

export const open: CommandHandler<'notifications.open'> = async (context, { notificationId, deliveryId }) => {
  const { unit, at } = context;
  const accountId = staffIn(context);
  const row = await ownNotification(unit.db, accountId, notificationId);
  await unit.db
    .updateTable('notification')
    .set({ seenAt: row.seenAt ?? at, openedAt: row.openedAt ?? at, goesOnAt: null })
    .where('id', '=', row.id)
    .execute();
  if (deliveryId !== null)
    await unit.db
      .updateTable('notification_delivery')
      .set(({ fn, ref, val }) => ({
        state: 'clicked',
        clickedAt: at,
        endedAt: fn.coalesce(ref('endedAt'), val(at)),
      }))
      .where('id', '=', deliveryId)
      .where('notificationId', '=', row.id)
      .where('state', 'in', ['sent', 'shown', 'failed'])
      .execute();
  if (row.closedAt === null && KNOWN_BY_OPENING.has(row.kind)) await closeNotification(unit, row.id, 'dismissed', at);
  await bump(unit, accountId);
  return {};
};

export const dismiss: CommandHandler<'notifications.dismiss'> = async (context, { notificationId }) => {
  const { unit, at } = context;
  const accountId = staffIn(context);
  const row = await ownNotification(unit.db, accountId, notificationId);
  if (row.closedAt !== null) return {};
  await closeNotification(unit, row.id, 'dismissed', at);
  await bump(unit, accountId);
  return {};
};

export function createFate(read: Reading): QueryHandler<'notifications.fate'> {
  return async (context, { notificationId }) => {
    const { unit } = context;
    const row = await ownNotification(unit.db, staffIn(context), notificationId);
    const [told] = await read(unit, [row]);
    if (told === undefined) throw new TypeError('one row is read as one notification');
    return { ...told, deliveries: [...((await deliveriesOf(unit, [row.id])).get(row.id) ?? [])] };
  };
}
