import type { OutputOf } from '#shared/contract.ts';
import { MIRRORED_KINDS, type MirroredKind } from '#shared/billing/objects.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { QueryHandler } from '#server/journal/featureModule.ts';
import { statement } from '#server/storage/statement.ts';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';
import { createDraft } from '#server/billing/mirror/draft.ts';
import { paymentObjectsOf } from '#server/billing/mirror/paymentObjects.ts';
import type { PaymentObjects } from '#server/billing/mirror/projectPayment.ts';
import { sql } from 'kysely';
import { PAYMENT_COLUMNS, paymentOf, type PaymentRow } from './rows.ts';
import { timelineOf } from './timeline.ts';

type Detail = OutputOf<'billing.payment'>;

const rowById = statement<{ id: string }, PaymentRow>((db, argument) => ({
  compile: () =>
    sql<PaymentRow>`SELECT ${PAYMENT_COLUMNS} FROM payment WHERE payment.id = ${argument('id')}`.compile(db),
}));

async function rowOf(unit: ReadUnit, id: string): Promise<PaymentRow> {
  const [row] = await unit.run(rowById, { id });
  if (row === undefined) throw new AppError('NOT_FOUND', 'This payment does not exist.', { reason: 'payment' });
  return row;
}

const millisecondsOf = (seconds: number | null | undefined): number | null =>
  typeof seconds === 'number' ? seconds * 1_000 : null;

const upper = (currency: string | null): string => (currency ?? '').toUpperCase();

function settlementOf({ charges, transactions }: PaymentObjects): Detail['settlement'] {
  const paid = charges.find(({ status }) => status === 'succeeded');
  const booked = transactions.find(({ id }) => id !== null && id === paid?.balance_transaction);
  if (booked === undefined || booked.amount === null || booked.fee === null || booked.net === null) return null;
  return {
    gross: booked.amount,
    fee: booked.fee,
    net: booked.net,
    currency: upper(booked.currency),
    exchangeRate: booked.exchange_rate,
    availableOn: (booked.available_on ?? 0) * 1_000,
    fees: (booked.fee_details ?? []).map(({ description, amount, currency, type }) => ({
      description: description ?? type ?? '',
      amount: amount ?? 0,
      currency: upper(currency),
    })),
  };
}

const refundsOf = (
  { refunds }: Pick<PaymentObjects, 'refunds'>,
  intents: ReadonlyMap<string | null, string>,
): Detail['refunds'] =>
  refunds.map((refund) => ({
    id: refund.id ?? '',
    intentId: intents.get(refund.id) ?? null,
    at: (refund.created ?? 0) * 1_000,
    amount: refund.amount ?? 0,
    currency: upper(refund.currency),
    state: refund.status ?? 'unknown',
    reason: refund.reason,
    failureReason: refund.failure_reason ?? null,
  }));

const disputesOf = ({ disputes }: Pick<PaymentObjects, 'disputes'>): Detail['disputes'] =>
  disputes.flatMap(({ status, ...dispute }) =>
    status === null
      ? []
      : {
          id: dispute.id ?? '',
          at: (dispute.created ?? 0) * 1_000,
          amount: dispute.amount ?? 0,
          currency: upper(dispute.currency),
          state: status,
          reason: dispute.reason ?? '',
          dueAt: millisecondsOf(dispute.evidence_details?.due_by),
        },
  );

/** Until when an authorisation can be captured, where its card's network says so. */
function captureBeforeOf([charge]: PaymentObjects['charges']): number | null {
  const before = charge?.captured === false ? charge.payment_method_details?.card?.capture_before : null;
  return typeof before === 'number' ? before * 1_000 : null;
}

/** One payment in full, from the mirror alone. @throws AppError NOT_FOUND. */
export const payment: QueryHandler<'billing.payment'> = async ({ unit }, { paymentId }) => {
  const row = await rowOf(unit, paymentId);
  const all = await paymentObjectsOf(createDraft(unit).now, paymentId);
  const newest = all.charges.toSorted((one, other) => (other.created ?? 0) - (one.created ?? 0));
  const objects = await unit.db
    .selectFrom('stripe_object')
    .select(['kind', 'id', 'asOf'])
    .where('paymentId', '=', paymentId)
    .where('kind', 'in', MIRRORED_KINDS)
    .orderBy('number')
    .execute();
  const events = await unit.db
    .selectFrom('stripe_event')
    .select(['id', 'type', 'createdAt', 'objectId'])
    .where('paymentId', '=', paymentId)
    .orderBy('createdAt')
    .orderBy('number')
    .execute();
  const closed = events.filter(({ type }) => type === 'charge.dispute.closed');
  const decidedAt = new Map(closed.map(({ objectId, createdAt }) => [objectId, createdAt]));
  const wanted = await unit.db
    .selectFrom('stripe_fetch')
    .select('id')
    .where('id', 'in', [paymentId, ...objects.map(({ id }) => id)])
    .where('runAt', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  const requests = await unit.db
    .selectFrom('payment_request')
    .select('conversationId')
    .distinct()
    .where('paymentId', '=', paymentId)
    .execute();
  const intents = await unit.db
    .selectFrom('refund_intent')
    .select(['id', 'stripeId'])
    .where('paymentId', '=', paymentId)
    .where('stripeId', 'is not', null)
    .execute();
  return {
    payment: paymentOf(row),
    timeline: timelineOf(all, decidedAt),
    settlement: settlementOf(all),
    refunds: refundsOf(all, new Map(intents.map(({ id, stripeId }) => [stripeId, id]))),
    disputes: disputesOf(all),
    receiptUrl: newest.find(({ receipt_url: url }) => url !== null)?.receipt_url ?? null,
    capturable: all.intent?.amount_capturable ?? 0,
    captureBefore: captureBeforeOf(newest),
    metadata: { ...newest[0]?.metadata, ...all.intent?.metadata },
    objects: objects.map(({ kind, id, asOf }) => ({ kind: kind as MirroredKind, id, asOf: asOf * 1_000 })),
    events: events.map(({ id, type, createdAt }) => ({ id, type, createdAt })),
    isBeingFetched: wanted !== undefined,
    conversationIds: requests.map(({ conversationId }) => conversationId),
  };
};

export const paymentRow: QueryHandler<'billing.paymentRow'> = async ({ unit }, { paymentId }) =>
  paymentOf(await rowOf(unit, paymentId));

/** An object as Stripe told it. @throws AppError NOT_FOUND. */
export const object: QueryHandler<'billing.object'> = async ({ unit }, reference) => {
  const stored = await createDraft(unit).now.object(reference);
  if (stored === null) throw new AppError('NOT_FOUND', 'This object is not mirrored.', { reason: 'stripeObject' });
  return { json: stored.text(), asOf: stored.span.asOf * 1_000 };
};
