import { sql } from 'kysely';
import type { CommandHandler } from '#server/journal/featureModule.ts';
import { statement } from '#server/storage/statement.ts';
import type { WriteUnit } from '#server/storage/unitOfWork.ts';
import { keepPlain } from '#server/storage/packing/packing.ts';

interface Arrival {
  id: string;
  type: string;
  createdAt: number;
  receivedAt: number;
  via: 'webhook' | 'poll';
  apiVersion: string | null;
  objectKind: string | null;
  objectId: string | null;
  packed: Uint8Array;
}

const insertEvent = statement<Arrival>((db, argument) =>
  db
    .insertInto('stripe_event')
    .values({
      id: argument('id'),
      type: argument('type'),
      createdAt: argument('createdAt'),
      receivedAt: argument('receivedAt'),
      via: argument('via'),
      apiVersion: argument('apiVersion'),
      objectKind: argument('objectKind'),
      objectId: argument('objectId'),
      state: sql.lit('waiting'),
      attempts: sql.lit(0),
      packed: argument('packed'),
    })
    .onConflict((conflict) => conflict.column('id').doNothing()),
);

/** Adds a line to an event's history. */
export async function addHistory(
  { db }: Pick<WriteUnit, 'db'>,
  eventNumber: number,
  at: number,
  what: string,
  detail: string | null = null,
): Promise<void> {
  const { step } = await db
    .selectFrom('stripe_event_history')
    .select(({ fn }) => fn.coalesce(fn.max('step'), sql.lit(0)).as('step'))
    .where('eventNumber', '=', eventNumber)
    .executeTakeFirstOrThrow();
  await db
    .insertInto('stripe_event_history')
    .values({ eventNumber, step: step + 1, at, what, detail })
    .execute();
}

/** Keeps an event once, as it came. The hot path of webhooks: one prepared statement, and no entry in the journal, because its own table records it. */
export const receiveEvent: CommandHandler<'billing.receiveEvent'> = async ({ unit, at }, event) => {
  const { id, type, created, via, apiVersion, objectKind, objectId, payload } = event;
  const row = { id, type, via, apiVersion, objectKind, objectId, createdAt: created * 1_000, receivedAt: at };
  if ((await unit.write(insertEvent, { ...row, packed: keepPlain(payload) })) > 0) return { isNew: true };
  // What is polled has mostly come by webhook before; only a webhook that comes twice is worth telling.
  if (via === 'webhook') {
    const { number } = await unit.db
      .selectFrom('stripe_event')
      .select('number')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await addHistory(unit, number, at, 'receivedAgain', via);
  }
  return { isNew: false };
};
