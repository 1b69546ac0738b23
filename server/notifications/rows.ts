import { DISCARD_REASONS } from '#shared/monitoring/jobs/reasons.ts';
import type { Delivery, Notification } from '#shared/notifications/contract.ts';
import type { Facts } from '#server/journal/entry.ts';
import type { NeedWords, NotificationSource } from '#server/journal/needs.ts';
import type { Schema } from '#server/storage/schema.ts';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';

/** As Kysely reads it. */
export type NotificationRow = Omit<Schema['notification'], 'id'> & { readonly id: number };
export type DeliveryRow = Omit<Schema['notification_delivery'], 'id'> & { readonly id: number };

const WORDLESS: NeedWords = { who: null, text: null };

function notificationOf(row: NotificationRow, words: NeedWords): Notification {
  const { id, kind, subjectKind, subjectId, urgency, since, deadline, createdAt, toldAt } = row;
  const { seenAt, openedAt, closedAt, closedBy } = row;
  return {
    id,
    kind,
    subject: { kind: subjectKind, id: subjectId },
    urgency,
    since,
    deadline,
    facts: JSON.parse(row.factsJson) as Facts,
    words,
    createdAt,
    toldAt,
    seenAt,
    openedAt,
    closedAt,
    closedBy,
  };
}

/** Rows as they are told, with the words of their sources. */
export function createReading(sources: readonly NotificationSource[]) {
  return async function read(unit: ReadUnit, rows: readonly NotificationRow[]): Promise<readonly Notification[]> {
    const words = new Map<string, NeedWords>();
    for (const { kind, about, words: wordsOf } of sources) {
      const ids = rows.filter((row) => row.kind === kind && row.about === about).map(({ subjectId }) => subjectId);
      if (wordsOf === undefined || ids.length === 0) continue;
      for (const [id, found] of await wordsOf(unit, [...new Set(ids)])) words.set(`${kind} ${id}`, found);
    }
    return rows.map((row) => notificationOf(row, words.get(`${row.kind} ${row.subjectId}`) ?? WORDLESS));
  };
}
export type Reading = ReturnType<typeof createReading>;

function deliveryOf(row: DeliveryRow, target: string | null): Delivery {
  const { id, channel, state, reason, isBundled, queuedAt, dueAt, sentAt, endedAt, clickedAt, withdrawnAt } = row;
  return {
    id,
    channel,
    target,
    state,
    reason,
    discardedAs: reason === 'discarded' ? (DISCARD_REASONS.find((one) => one === row.detail) ?? null) : null,
    isBundled: isBundled === 1,
    queuedAt,
    dueAt,
    sentAt,
    endedAt,
    clickedAt,
    withdrawnAt,
  };
}

/** Every delivery of these notifications, in the order in which they were queued. */
export async function deliveriesOf(
  { db }: ReadUnit,
  ids: readonly number[],
): Promise<ReadonlyMap<number, readonly Delivery[]>> {
  const found = new Map<number, Delivery[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return found;
  const rows = await db
    .selectFrom('notification_delivery')
    .leftJoin('notification_device', 'notification_device.id', 'notification_delivery.targetId')
    .leftJoin('notification_webhook', 'notification_webhook.id', 'notification_delivery.targetId')
    .selectAll('notification_delivery')
    .select(['notification_device.name as deviceName', 'notification_webhook.name as webhookName'])
    .where('notificationId', 'in', ids)
    .orderBy('notification_delivery.id')
    .execute();
  for (const { deviceName, webhookName, ...row } of rows)
    found.get(row.notificationId)?.push(deliveryOf(row, deviceName ?? webhookName));
  return found;
}
