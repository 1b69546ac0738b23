import { sql } from 'kysely';
import { createDraft } from '#server/billing/mirror/draft.ts';
import { isOf } from '#server/billing/mirror/stored.ts';
import { createdAtOf, type PaymentRow } from '#server/billing/payments/rows.ts';
import { isJson, type Json } from '#server/billing/stripe/shapes/field.ts';
import { disputeCalled } from '#server/billing/disputes/rows.ts';
import { paymentRowOf } from '#server/billing/disputes/paymentRow.ts';
import { policiesIn } from '#server/billing/disputes/policies.ts';
import type { Policies } from '#shared/billing/disputes/contract.ts';
import type { Schema } from '#server/storage/schema.ts';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';

export interface Purchase {
  /** Of the charge at Stripe, for `duplicate_charge_id`; null when it is not mirrored. */
  readonly chargeId: string | null;
  readonly id: string;
  readonly at: number;
  readonly amount: number;
  readonly currency: string;
  readonly description: string | null;
}

/** What is known of a disputed payment. */
export interface Known {
  readonly dispute: Schema['dispute'];
  readonly payment: PaymentRow | null;
  readonly customer: { readonly id: string; readonly name: string | null; readonly email: string | null } | null;
  /** The newest charge that went through, as Stripe tells it. */
  readonly charge: Json;
  readonly metadata: Readonly<Record<string, string>>;
  readonly refunds: readonly { readonly at: number; readonly amount: number; readonly currency: string }[];
  /** Undisputed ones of the same payer, newest first. */
  readonly others: readonly Purchase[];
  readonly policies: Policies;
}

const MOST_OTHERS = 10;

async function chargeOf(unit: ReadUnit, paymentId: string): Promise<Json> {
  const objects = await createDraft(unit).now.ofPayment(paymentId);
  const charges = objects.filter((one) => isOf(one, 'charge')).map((one) => one.json());
  return (
    charges
      .filter(({ status }) => status === 'succeeded')
      .toSorted((one, other) => Number(other['created']) - Number(one['created']))[0] ?? {}
  );
}

const metadataOf = (charge: Json): Readonly<Record<string, string>> => {
  const { metadata } = charge;
  return isJson(metadata)
    ? Object.fromEntries(
        Object.entries(metadata).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      )
    : {};
};

/** Of the same Stripe customer, or of the same address where Stripe knows none. */
async function othersOf({ db }: ReadUnit, payment: PaymentRow): Promise<readonly Purchase[]> {
  let query = db.selectFrom('payment').where('id', '<>', payment.id).where('state', '=', 'succeeded');
  if (payment.stripeCustomerId !== null) query = query.where('stripeCustomerId', '=', payment.stripeCustomerId);
  else if (payment.email !== null) query = query.where('email', '=', payment.email);
  else return [];
  const rows = await query
    .where('disputeState', 'is', null)
    .select(['number', 'id', 'amountReceived', 'currency', 'description'])
    .select(
      sql<string | null>`(SELECT id FROM stripe_object AS charge
        WHERE charge.paymentId = payment.id AND charge.kind = 'charge' ORDER BY charge.number DESC LIMIT 1)`.as(
        'chargeId',
      ),
    )
    .orderBy('number', 'desc')
    .limit(MOST_OTHERS)
    .execute();
  return rows.map(({ number, amountReceived, ...row }) => ({
    ...row,
    at: createdAtOf(number),
    amount: amountReceived,
  }));
}

/** @throws AppError NOT_FOUND. */
export async function knownOf(unit: ReadUnit, disputeId: string): Promise<Known> {
  const { db } = unit;
  const dispute = await disputeCalled(db, disputeId);
  const payment = await paymentRowOf(db, dispute.paymentId);
  const customer =
    payment?.customerId === undefined || payment.customerId === null
      ? undefined
      : await db
          .selectFrom('customer')
          .select(['id', 'name', 'email'])
          .where('id', '=', payment.customerId)
          .executeTakeFirst();
  const refunds = await db
    .selectFrom('refund')
    .select(['createdAt as at', 'amount', 'currency'])
    .where('paymentId', '=', dispute.paymentId)
    .where('isRelease', '=', 0)
    .where('state', 'in', ['pending', 'requires_action', 'succeeded'])
    .orderBy('createdAt')
    .execute();
  const charge = await chargeOf(unit, dispute.paymentId);
  return {
    dispute,
    payment,
    customer: customer ?? null,
    charge,
    metadata: metadataOf(charge),
    refunds,
    others: payment === null ? [] : await othersOf(unit, payment),
    policies: await policiesIn(db),
  };
}
