import type { EventRow } from '#shared/billing/events/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { CommandHandler, QueryHandler } from '#server/journal/featureModule.ts';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';
import { unpack } from '#server/storage/packing/packing.ts';
import { isMirrored } from '#server/billing/mirror/references.ts';
import { wish } from '#server/billing/mirror/wishes.ts';
import { addHistory } from './receiveEvent.ts';

const COLUMNS = [
  'id',
  'type',
  'createdAt',
  'receivedAt',
  'processedAt',
  'via',
  'state',
  'outcome',
  'attempts',
  'lastError',
  'objectKind',
  'objectId',
] as const;

/** The beginning of a type as a range of text: all that begins so lies in it. */
const AFTER_ALL = '\u{10FFFF}';

export const events: QueryHandler<'billing.events'> = async (
  { unit: { db } },
  { state, type, objectId, after, limit },
) => {
  let query = db.selectFrom('stripe_event').select(COLUMNS);
  if (state !== undefined) query = query.where('state', '=', state);
  if (type !== undefined) query = query.where('type', '>=', type).where('type', '<', type + AFTER_ALL);
  if (objectId !== undefined) query = query.where('objectId', '=', objectId);
  if (after !== undefined)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('receivedAt', 'id'), '<', tuple(after.receivedAt, after.id)),
    );
  const rows: EventRow[] = await query
    .orderBy('receivedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { events: page, next: rows.length > limit && last ? { receivedAt: last.receivedAt, id: last.id } : null };
};

async function eventCalled({ db }: Pick<ReadUnit, 'db'>, id: string) {
  const row = await db
    .selectFrom('stripe_event')
    .select(COLUMNS)
    .select(['number', 'packed'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw new AppError('NOT_FOUND', 'This event does not exist.', { reason: 'stripeEvent' });
  return row;
}

interface Moment {
  at: number;
  what: 'received' | 'receivedAgain' | 'processed' | 'failed' | 'replayed';
  detail: string | null;
}

export const event: QueryHandler<'billing.event'> = async ({ unit }, { id }) => {
  const { number, packed, ...row } = await eventCalled(unit, id);
  const later = await unit.db
    .selectFrom('stripe_event_history')
    .select(['at', 'what', 'detail'])
    .where('eventNumber', '=', number)
    .orderBy('step')
    .execute();
  const history: Moment[] = [
    { at: row.receivedAt, what: 'received', detail: row.via },
    ...(later as Moment[]),
    ...(row.processedAt === null ? [] : [{ at: row.processedAt, what: 'processed' as const, detail: row.outcome }]),
  ];
  return { event: row, payload: unpack(packed), history: history.sort((one, other) => one.at - other.at) };
};

/** One that was given up is processed again; of another the object is fetched, so that an old event never brings back an old state. */
export const replayEvent: CommandHandler<'billing.replayEvent'> = async ({ unit, at, record }, { id }) => {
  const { number, state, objectKind: kind, objectId, createdAt } = await eventCalled(unit, id);
  if (state === 'dead')
    await unit.db
      .updateTable('stripe_event')
      .set({ state: 'waiting', attempts: 0 })
      .where('number', '=', number)
      .execute();
  else if (isMirrored(kind) && objectId !== null)
    await wish(unit, { kind, id: objectId, newerThan: createdAt / 1_000 }, at, at);
  await addHistory(unit, number, at, 'replayed');
  await record({ name: 'billing.eventReplayed', subjects: [{ kind: 'stripeEvent', id }], facts: {} });
  return {};
};
