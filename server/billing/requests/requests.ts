import type { PaymentRequest, RequestAtStripe } from '#shared/billing/requests/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import { addPaymentRequest, takeUpConversation, tellPaymentRequest } from '#server/chat/module.ts';
import { SETTLE_MS, wish } from '#server/billing/mirror/wishes.ts';
import type { CommandContext } from '#server/journal/context.ts';
import type { CommandHandler, QueryHandler } from '#server/journal/featureModule.ts';
import type { ReadableDatabase, Schema } from '#server/storage/schema.ts';

type Row = Schema['payment_request'];

const requestOf = ({ stripeId: _, ...row }: Row): PaymentRequest => row;

/** @throws AppError NOT_FOUND. */
async function rowOf(db: ReadableDatabase, id: string): Promise<Row> {
  const row = await db.selectFrom('payment_request').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined)
    throw new AppError('NOT_FOUND', 'This payment request does not exist.', { reason: 'paymentRequest' });
  return row;
}

/** With where the customer gets back to: the first of the origins that the site allows. */
async function atStripe(db: ReadableDatabase, row: Row): Promise<RequestAtStripe> {
  const site = await db
    .selectFrom('conversation')
    .innerJoin('site', 'site.id', 'conversation.siteId')
    .select('site.allowedOriginsJson')
    .where('conversation.id', '=', row.conversationId)
    .executeTakeFirst();
  const [origin = null] = JSON.parse(site?.allowedOriginsJson ?? '[]') as string[];
  return { ...row, returnTo: origin };
}

/** A row in state `making` is its own outbox: whatever happens afterwards, the gateway goes on with it. */
export const recordRequest: CommandHandler<'billing.recordRequest'> = async (context, input) => {
  const { principal, at, record } = context;
  const { db } = context.unit;
  if (principal.kind !== 'staff') throw new AppError('FORBIDDEN', 'Only staff ask for money.');
  const known = await db.selectFrom('payment_request').selectAll().where('id', '=', input.id).executeTakeFirst();
  if (known !== undefined) {
    const isSame =
      known.createdBy === principal.accountId &&
      (Object.keys(input) as (keyof typeof input)[]).every((name) => known[name] === input[name]);
    if (isSame) return atStripe(db, known);
  }
  const item = await db.selectFrom('thread_item').select('id').where('id', '=', input.id).executeTakeFirst();
  if (known !== undefined || item !== undefined)
    throw new AppError('CONFLICT', 'This id was already used. Make a new one.', { reason: 'idTaken' });
  await takeUpConversation(context, input.conversationId);
  const row: Row = {
    ...input,
    state: 'making',
    stripeId: null,
    url: null,
    paymentId: null,
    createdBy: principal.accountId,
    createdAt: at,
    paidAt: null,
    expiresAt: null,
    failure: null,
  };
  await db.insertInto('payment_request').values(row).execute();
  await record({
    name: 'billing.paymentRequested',
    subjects: [
      { kind: 'conversation', id: row.conversationId },
      { kind: 'paymentRequest', id: row.id },
    ],
    facts: { kind: row.kind, amount: row.amount, currency: row.currency },
  });
  return atStripe(db, row);
};

/** Of what was made there is no event: a server that is killed before it has mirrored the answer fetches it. */
const wishFor = ({ unit, at }: CommandContext, kind: Row['kind'], id: string) =>
  wish(unit, { kind: kind === 'checkout' ? 'checkout.session' : 'payment_link', id, newerThan: 0 }, at, at + SETTLE_MS);

/** Sends it into the conversation, once. */
export const recordRequestMade: CommandHandler<'billing.recordRequestMade'> = async (
  context,
  { requestId, ...made },
) => {
  const { db } = context.unit;
  const row = await rowOf(db, requestId);
  if (row.state !== 'making') return requestOf(row);
  const next: Row = { ...row, ...made, state: 'open' };
  await db
    .updateTable('payment_request')
    .set({ ...made, state: 'open' })
    .where('id', '=', requestId)
    .execute();
  await wishFor(context, row.kind, made.stripeId);
  await addPaymentRequest(context, next);
  return requestOf(next);
};

export const recordRequestFailed: CommandHandler<'billing.recordRequestFailed'> = async (
  { unit: { db } },
  { requestId, failure },
) => {
  const row = await rowOf(db, requestId);
  if (row.state !== 'making') return requestOf(row);
  await db.updateTable('payment_request').set({ state: 'failed', failure }).where('id', '=', requestId).execute();
  return requestOf({ ...row, state: 'failed', failure });
};

/** What was paid meanwhile stays paid. */
export const recordRequestCanceled: CommandHandler<'billing.recordRequestCanceled'> = async (
  context,
  { requestId },
) => {
  const { db } = context.unit;
  const row = await rowOf(db, requestId);
  if (row.state !== 'open' && row.state !== 'expired') return requestOf(row);
  await db.updateTable('payment_request').set({ state: 'canceled' }).where('id', '=', requestId).execute();
  const next: Row = { ...row, state: 'canceled' };
  await tellPaymentRequest(context, next);
  return requestOf(next);
};

export const requestAtStripe: QueryHandler<'billing.requestAtStripe'> = async ({ unit: { db } }, { requestId }) =>
  atStripe(db, await rowOf(db, requestId));

export const unmadeRequests: QueryHandler<'billing.unmadeRequests'> = async ({ unit: { db } }) => {
  const rows = await db
    .selectFrom('payment_request')
    .selectAll()
    .where('state', '=', 'making')
    .orderBy('createdAt')
    .execute();
  return { requests: await Promise.all(rows.map((row) => atStripe(db, row))) };
};
