import { sql } from 'kysely';
import type { OutputOf } from '#shared/contract.ts';
import { CHANNELS } from '#shared/notifications/kinds.ts';
import type { CommandHandler } from '#server/journal/featureModule.ts';
import type { WriteUnit } from '#server/storage/unitOfWork.ts';
import { bundle } from './bundle.ts';
import { bump, createPeople, type Device, type People } from './person.ts';
import { waysOf } from './plan.ts';
import type { DeliveryRow, Reading } from './rows.ts';
import { queue } from './tell.ts';
import { GOES_ON_MS, LEASE_MS, SEND_LEASE_MS, STALE_MS } from './times.ts';

type Sends = OutputOf<'notifications.takeDue'>['sends'];

/** What goes on to the next channel, and what is given up, in one go. */
const AT_ONCE = 32;
/** A window had its lease, and so had the next one of that device. */
const INTERRUPTED_MS = 10 * LEASE_MS;

/** Whether anybody has seen what was told of it last. */
async function wasSeen({ db }: WriteUnit, id: number, round: number): Promise<boolean> {
  const shown = await db
    .selectFrom('notification_delivery')
    .select('id')
    .where('notificationId', '=', id)
    .where('round', '=', round)
    .where('state', 'in', ['shown', 'clicked'])
    .limit(1)
    .executeTakeFirst();
  return shown !== undefined;
}

/** Lets what is urgent, and was not shown in its time, go on to the next channel that reaches its person, whatever they chose of that one. */
async function goOn(unit: WriteUnit, at: number, people: People, onChange: (accountId: string) => void): Promise<void> {
  const { db } = unit;
  const late = await db
    .selectFrom('notification')
    .select(['id', 'round', 'accountId', 'kind', 'urgency'])
    .where('goesOnAt', '<=', at)
    .where('closedAt', 'is', null)
    .orderBy('goesOnAt')
    .limit(AT_ONCE)
    .execute();
  for (const one of late) {
    const { id, round, accountId } = one;
    let next: number | null = null;
    if (!(await wasSeen(unit, id, round))) {
      await db
        .updateTable('notification_delivery')
        .set({ state: 'failed', reason: 'notTaken', endedAt: at })
        .where('notificationId', '=', id)
        .where('channel', '=', 'system')
        .where('state', '=', 'queued')
        .execute();
      const used = await db
        .selectFrom('notification_delivery')
        .select('channel')
        .distinct()
        .where('notificationId', '=', id)
        .where('round', '=', round)
        .execute();
      const person = await people.get(accountId);
      for (const channel of CHANNELS) {
        if (used.some((row) => row.channel === channel)) continue;
        const ways = waysOf(person, channel, one, at);
        if (ways.length === 0) continue;
        await queue(unit, person, { id, round }, ways, at);
        next = at + GOES_ON_MS;
        break;
      }
      onChange(accountId);
    }
    await db.updateTable('notification').set({ goesOnAt: next }).where('id', '=', id).execute();
  }
}

/** Ends what no window took within a day, or took and never spoke of again. */
async function giveUp({ db }: WriteUnit, at: number, onChange: (accountId: string) => void): Promise<void> {
  // Channel and state stand in the statement itself: the indexes are of those alone.
  const system = db
    .selectFrom('notification_delivery')
    .select(['id', 'accountId'])
    .where('channel', '=', sql.lit('system'));
  const lost = await system
    .where('state', '=', sql.lit('sent'))
    .where('leaseUntil', '<=', at - INTERRUPTED_MS)
    .limit(AT_ONCE)
    .execute();
  const stale = await system
    .where('state', '=', sql.lit('queued'))
    .where('dueAt', '<=', at - STALE_MS)
    .limit(AT_ONCE)
    .execute();
  for (const [rows, reason] of [
    [lost, 'interrupted'],
    [stale, 'notTaken'],
  ] as const)
    for (const { id, accountId } of rows) {
      await db
        .updateTable('notification_delivery')
        .set({ state: 'failed', reason, endedAt: at })
        .where('id', '=', id)
        .execute();
      onChange(accountId);
    }
}

/** What a window of the same device has, or is just showing, is not pushed to it; what no window took is the push's from here on. */
async function isPushNeeded({ db }: WriteUnit, push: DeliveryRow, at: number): Promise<'now' | 'later' | 'never'> {
  const window = await db
    .selectFrom('notification_delivery')
    .select(['id', 'state', 'leaseUntil'])
    .where('notificationId', '=', push.notificationId)
    .where('round', '=', push.round)
    .where('channel', '=', 'system')
    .where('targetId', '=', push.targetId)
    .executeTakeFirst();
  if (window === undefined || window.state === 'failed') return 'now';
  if (window.state === 'shown' || window.state === 'clicked') return 'never';
  if (window.state === 'sent' && (window.leaseUntil ?? 0) > at) return 'later';
  await db
    .updateTable('notification_delivery')
    .set({ state: 'failed', reason: window.state === 'sent' ? 'interrupted' : 'notTaken', endedAt: at })
    .where('id', '=', window.id)
    .execute();
  return 'now';
}

/** What is to be sent now of one channel, leased to who asks. */
async function take(
  unit: WriteUnit,
  channel: 'push' | 'webhook',
  at: number,
  limit: number,
  onChange: (accountId: string) => void,
): Promise<readonly DeliveryRow[]> {
  const { db } = unit;
  const rows = await db
    .selectFrom('notification_delivery')
    .selectAll()
    .where('channel', '=', channel)
    .where('state', '=', sql.lit('queued'))
    .where('dueAt', '<=', at)
    .orderBy('dueAt')
    .limit(limit)
    .execute();
  const due: DeliveryRow[] = [];
  for (const row of rows) {
    const needed = channel === 'push' ? await isPushNeeded(unit, row, at) : 'now';
    if (needed === 'now') due.push(row);
    await db
      .updateTable('notification_delivery')
      .set(
        needed === 'never'
          ? { state: 'withdrawn', reason: 'elsewhere', endedAt: at, withdrawnAt: at }
          : {
              dueAt: at + (needed === 'later' ? LEASE_MS : SEND_LEASE_MS),
              leaseUntil: needed === 'later' ? null : at + SEND_LEASE_MS,
              attempts: row.attempts + (needed === 'now' ? 1 : 0),
            },
      )
      .where('id', '=', row.id)
      .execute();
    onChange(row.accountId);
  }
  return due;
}

async function nextOf({ db }: WriteUnit): Promise<number | null> {
  const times = [];
  for (const channel of ['push', 'webhook'] as const)
    times.push(
      await db
        .selectFrom('notification_delivery')
        .select('dueAt as at')
        .where('channel', '=', channel)
        .where('state', '=', sql.lit('queued'))
        .orderBy('dueAt')
        .limit(1)
        .executeTakeFirst(),
    );
  times.push(
    await db
      .selectFrom('notification')
      .select('goesOnAt as at')
      .where('goesOnAt', 'is not', null)
      .orderBy('goesOnAt')
      .limit(1)
      .executeTakeFirst(),
  );
  const known = times.flatMap((row) => row?.at ?? []);
  return known.length === 0 ? null : Math.min(...known);
}

/** Where a device's pushes go; null where it is subscribed no more. */
function subscriptionOf({ id, pushEndpoint, pushP256dh, pushAuth }: Device): Sends[number]['push'] {
  if (pushEndpoint === null || pushP256dh === null || pushAuth === null) return null;
  return { deviceId: id, endpoint: pushEndpoint, p256dh: pushP256dh, auth: pushAuth };
}

export function createTakeDue(read: Reading): CommandHandler<'notifications.takeDue'> {
  /** What goes to one place, each as one: pushes to a device may be bundled. */
  async function sendsOf(unit: WriteUnit, rows: readonly DeliveryRow[], channel: 'push' | 'webhook'): Promise<Sends> {
    if (rows.length === 0) return [];
    const { db } = unit;
    const ids = [...new Set(rows.map(({ notificationId }) => notificationId))];
    const told = new Map(
      (await read(unit, await db.selectFrom('notification').selectAll().where('id', 'in', ids).execute())).map(
        (one) => [one.id, one],
      ),
    );
    const targets = [...new Set(rows.map(({ targetId }) => targetId))];
    const devices = await db.selectFrom('notification_device').selectAll().where('id', 'in', targets).execute();
    const hooks = await db.selectFrom('notification_webhook').selectAll().where('id', 'in', targets).execute();
    const sends: Sends = [];
    for (const targetId of targets) {
      const own = rows.filter((row) => row.targetId === targetId);
      const device = devices.find(({ id }) => id === targetId);
      const hook = hooks.find(({ id }) => id === targetId);
      const push = device === undefined ? null : subscriptionOf(device);
      const groups =
        channel === 'push'
          ? bundle(own, (id) => told.get(id)?.urgency === 'urgent')
          : own.map((row) => ({ key: '', isBundled: false, deliveries: [row] }));
      for (const { key, isBundled, deliveries } of groups) {
        const first = deliveries[0];
        if (first === undefined) continue;
        if (isBundled)
          await db
            .updateTable('notification_delivery')
            .set({ isBundled: 1, bundleId: first.id })
            .where(
              'id',
              'in',
              deliveries.map(({ id }) => id),
            )
            .execute();
        sends.push({
          key,
          ids: deliveries.map(({ id }) => id),
          channel,
          attempts: first.attempts + 1,
          accountId: first.accountId,
          notifications: [...new Set(deliveries.map(({ notificationId }) => notificationId))].flatMap(
            (id) => told.get(id) ?? [],
          ),
          push,
          webhook: hook === undefined ? null : { id: hook.id, url: hook.url },
        });
      }
    }
    return sends;
  }

  return async ({ unit, at }, { limit }) => {
    const changed = new Set<string>();
    const onChange = (accountId: string): void => void changed.add(accountId);
    await goOn(unit, at, createPeople(unit, at), onChange);
    await giveUp(unit, at, onChange);
    const sends: Sends = [];
    for (const channel of ['push', 'webhook'] as const)
      sends.push(...(await sendsOf(unit, await take(unit, channel, at, limit, onChange), channel)));
    for (const accountId of changed) await bump(unit, accountId);
    return { accountIds: [...changed], sends, nextAt: await nextOf(unit) };
  };
}
