import { API_VERSION } from '#shared/billing/apiVersion.ts';
import type { Schema } from '#server/storage/schema.ts';
import type { CommandHandler } from '#server/journal/featureModule.ts';
import type { WriteUnit } from '#server/storage/unitOfWork.ts';
import { isJson, type Json } from '#server/billing/stripe/shapes/field.ts';
import { takeEvent } from '#server/billing/mirror/absorb.ts';
import { createDraft, type Draft } from '#server/billing/mirror/draft.ts';
import { pack, unpack } from '#server/storage/packing/packing.ts';
import { changedBeside, isMirrored, paymentIdOf, stubOf } from '#server/billing/mirror/references.ts';
import { parseObject } from '#server/billing/mirror/stored.ts';
import { writeDraft } from '#server/billing/mirror/writeDraft.ts';
import { followChanges } from './followChanges.ts';
import { addHistory } from './receiveEvent.ts';
import { recordPayments } from './recordPayments.ts';
import { unfinishedEvents } from './unfinished.ts';

type EventRow = Omit<Schema['stripe_event'], 'number'> & { readonly number: number };

/** An event that failed so often is given up: a person sees it, and can have it processed again. */
const MOST_ATTEMPTS = 5;

type Outcome = Pick<EventRow, 'state' | 'outcome' | 'paymentId'>;
const KEPT: Outcome = { state: 'kept', outcome: null, paymentId: null };

/** @throws TypeError for a payload that is none of an event's. */
function objectIn(payload: string): Json {
  const { data } = parseObject(payload);
  const object = isJson(data) ? data['object'] : null;
  if (!isJson(object)) throw new TypeError('the event holds no object');
  return object;
}

async function take(
  draft: Draft,
  { type, objectKind: kind, objectId: id, createdAt, apiVersion, packed }: EventRow,
): Promise<Outcome> {
  if (id === null || !isMirrored(kind)) return KEPT;
  const json = objectIn(unpack(packed));
  const outcome = await takeEvent(draft, {
    kind,
    id,
    created: createdAt / 1_000,
    // The snapshot of a deletion is the object as it was.
    json: type === `${kind}.deleted` ? stubOf({ kind, id }) : json,
    isOurVersion: apiVersion === API_VERSION,
  });
  for (const reference of changedBeside(kind, json)) draft.want({ ...reference, newerThan: createdAt / 1_000 });
  return { state: 'processed', outcome, paymentId: paymentIdOf(kind, json) };
}

async function settle(unit: WriteUnit, { number, packed }: EventRow, outcome: Outcome, at: number): Promise<void> {
  await unit.db
    .updateTable('stripe_event')
    .set({ ...outcome, processedAt: at, lastError: null, packed: pack(unpack(packed)) })
    .where('number', '=', number)
    .execute();
}

async function fail(unit: WriteUnit, { number, attempts }: EventRow, thrown: unknown, at: number): Promise<void> {
  const lastError = thrown instanceof Error ? thrown.message : String(thrown);
  const state = attempts + 1 >= MOST_ATTEMPTS ? 'dead' : 'waiting';
  await unit.db
    .updateTable('stripe_event')
    .set({ state, attempts: attempts + 1, lastError })
    .where('number', '=', number)
    .execute();
  await addHistory(unit, number, at, 'failed', lastError);
}

/**
 * Processes the oldest stored events: what they change, their marks and the journal's entries are one transaction, so none has its effect
 * twice. One that fails is left out alone.
 */
export const processEvents: CommandHandler<'billing.processEvents'> = async (context, { limit }) => {
  const { unit, at } = context;
  const rows = await unfinishedEvents(unit.db)
    .selectAll()
    .where('state', '=', 'waiting')
    .orderBy('number')
    .limit(limit + 1)
    .execute();
  const draft = createDraft(unit);
  for (const row of rows.slice(0, limit)) {
    try {
      const outcome = await draft.attempt(() => take(draft, row));
      await settle(unit, row, outcome, at);
    } catch (thrown) {
      await fail(unit, row, thrown, at);
    }
  }
  const { payments, wantsFetch } = await writeDraft(unit, draft, { at });
  await followChanges(context, draft.changes(), payments);
  await recordPayments(context, payments);
  return { processed: Math.min(rows.length, limit), hasMore: rows.length > limit, wantsFetch };
};
