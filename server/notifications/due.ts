import { sql } from 'kysely';
import type { OutputOf } from '#shared/contract.ts';
import { CHANNELS } from '#shared/notifications/kinds.ts';
import type { CommandHandler } from '#server/journal/featureModule.ts';
import type { WriteUnit } from '#server/storage/unitOfWork.ts';
import { bundle } from './bundle.ts';
import { bump, createPeople, type People } from './person.ts';
import { waysOf } from './plan.ts';
import { isPushNeeded, subscriptionOf, type PushNeed } from './pushNeeded.ts';
import type { DeliveryRow, Reading } from './rows.ts';
import { queue } from './tell.ts';
import { GOES_ON_MS, LEASE_MS, SEND_LEASE_MS, STALE_MS } from './times.ts';

type Sends = OutputOf<'notifications.takeDue'>['sends'];

/** What the gateway sends to the outside. */
const OUTSIDE = ['push', 'webhook'] as const;
type Outside = (typeof OUTSIDE)[number];

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
        await queue(unit, person, { id, round }, ways, at);
        // What cannot reach them is written down, and not waited for.
        if (!ways.some(({ state }) => state === 'queued')) continue;
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

function changesOf({ attempts }: DeliveryRow, needed: PushNeed, at: number): Partial<DeliveryRow> {
  switch (needed) {
    case 'now':
      return { dueAt: at + SEND_LEASE_MS, leaseUntil: at + SEND_LEASE_MS, attempts: attempts + 1 };
    case 'later':
      return { dueAt: at + LEASE_MS, leaseUntil: null };
    case 'elsewhere':
      return { state: 'withdrawn', reason: 'elsewhere', endedAt: at, withdrawnAt: at };
    case 'signedOut':
      return { state: 'failed', reason: 'signedOut', endedAt: at };
  }
}

/** What is to be sent now of one channel, leased to who asks. */
async function take(
  unit: WriteUnit,
  channel: Outside,
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
      .set(changesOf(row, needed, at))
      .where('id', '=', row.id)
      .execute();
    onChange(row.accountId);
  }
  return due;
}

async function nextOf({ db }: WriteUnit, channels: readonly Outside[]): Promise<number | null> {
  const times = [];
  for (const channel of channels)
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

export function createTakeDue(read: Reading): CommandHandler<'notifications.takeDue'> {
  /** What goes to one place, each as one: pushes to a device may be bundled. */
  async function sendsOf(unit: WriteUnit, rows: readonly DeliveryRow[], channel: Outside): Promise<Sends> {
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
          : own.map((row) => ({ key: '', isBundled: false, bundleId: null, deliveries: [row] }));
      for (const { key, isBundled, bundleId, deliveries } of groups) {
        const first = deliveries[0];
        if (first === undefined) continue;
        if (bundleId !== null)
          await db
            .updateTable('notification_delivery')
            .set({ isBundled: isBundled ? 1 : 0, bundleId })
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
          notifications: [...new Set(deliveries.map(({ notificationId }) => notificationId))]
            .flatMap((id) => told.get(id) ?? [])
            .map((one) => (device?.showsText === 0 ? { ...one, words: { ...one.words, text: null } } : one)),
          push,
          webhook: hook === undefined ? null : { id: hook.id, url: hook.url },
        });
      }
    }
    return sends;
  }

  return async ({ unit, at }, { limit, channel: only }) => {
    const channels = only === undefined ? OUTSIDE : [only];
    const changed = new Set<string>();
    const onChange = (accountId: string): void => void changed.add(accountId);
    await goOn(unit, at, createPeople(unit, at), onChange);
    await giveUp(unit, at, onChange);
    const sends: Sends = [];
    for (const channel of channels)
      sends.push(...(await sendsOf(unit, await take(unit, channel, at, limit, onChange), channel)));
    for (const accountId of changed) await bump(unit, accountId);
    return { accountIds: [...changed], sends, nextAt: await nextOf(unit, channels) };
  };
}
