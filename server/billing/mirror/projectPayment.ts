import { thousandthsOf } from '#shared/billing/money.ts';
import type { PaymentState } from '#shared/billing/payments/contract.ts';
import type { Read } from '#server/billing/stripe/shapes/field.ts';
import type { METHOD } from '#server/billing/stripe/shapes/method.ts';
import type { ReadObject } from '#server/billing/stripe/shapes/shapes.ts';
import type { Schema } from '#server/storage/schema.ts';
import { disputeOf } from './projectDispute.ts';
import { refundedOf } from './projectRefunds.ts';
import { ShapeError } from './shapeError.ts';

/** The mirrored objects of one payment. */
export interface PaymentObjects {
  readonly intent: ReadObject<'payment_intent'> | null;
  readonly charges: readonly ReadObject<'charge'>[];
  readonly refunds: readonly ReadObject<'refund'>[];
  readonly disputes: readonly ReadObject<'dispute'>[];
  /** Of its charges, and more. */
  readonly transactions: readonly ReadObject<'balance_transaction'>[];
  readonly customer: ReadObject<'customer'> | null;
}

type Intent = NonNullable<PaymentObjects['intent']>;
type Charge = PaymentObjects['charges'][number];
/** A payment's row without the place that it is given when it is first written. */
export interface ProjectedPayment extends Omit<Schema['payment'], 'number'> {
  /** Unix seconds. */
  readonly createdAt: number;
}

function intentState(intent: Intent, charges: readonly Charge[]): PaymentState {
  switch (intent.status) {
    case 'succeeded':
    case 'processing':
    case 'canceled':
      return intent.status;
    case 'requires_capture':
      return 'uncaptured';
    case 'requires_action':
      return 'actionRequired';
    case 'requires_payment_method':
      return intent.last_payment_error !== null || charges.some(({ status }) => status === 'failed')
        ? 'failed'
        : 'incomplete';
    case 'requires_confirmation':
      return 'incomplete';
    case null:
      throw new ShapeError('payment_intent', 'status', intent.id ?? 'unknown');
  }
}

/** A charge of the older API. One that was only authorised is let go by giving all of it back. */
function chargeState({ status, captured, refunded, id }: Charge): PaymentState {
  switch (status) {
    case 'failed':
      return 'failed';
    case 'pending':
      return 'processing';
    case 'succeeded':
      if (captured === true) return 'succeeded';
      return refunded === true ? 'canceled' : 'uncaptured';
    case null:
      throw new ShapeError('charge', 'status', id ?? 'unknown');
  }
}

const byAge = (one: Charge, other: Charge): number =>
  (one.created ?? 0) - (other.created ?? 0) || ((one.id ?? '') < (other.id ?? '') ? -1 : 1);

/** The attempt that counts: the one that the intent calls its latest, else the one that went through, else the newest. */
function decisiveCharge({ intent, charges }: PaymentObjects): Charge | null {
  const latest = charges.find(({ id }) => id !== null && id === intent?.latest_charge);
  const paid = charges.find(({ status }) => status === 'succeeded');
  return latest ?? paid ?? charges.toSorted(byAge).at(-1) ?? null;
}

function methodOf(details: Read<typeof METHOD> | null) {
  const debit = details?.sepa_debit ?? details?.us_bank_account ?? details?.bacs_debit;
  return {
    methodType: details?.type ?? null,
    brand: details?.card?.brand ?? null,
    last4: details?.card?.last4 ?? (debit ?? details?.au_becs_debit ?? details?.acss_debit)?.last4 ?? null,
  };
}

/** Why the last attempt was declined, while nothing has come of the payment since. */
function declineCodeOf(state: PaymentState, intent: Intent | null, charge: Charge | null): string | null {
  const error = intent?.last_payment_error ?? null;
  if (error !== null) return error.decline_code ?? error.code;
  if (state !== 'failed' || charge?.status !== 'failed') return null;
  return charge.outcome?.reason ?? charge.failure_code;
}

/** When it was captured, and what the balance got of it. Of a charge that is not booked yet only the first is known, by its creation. */
function settlementOf(charge: Charge | null, transactions: PaymentObjects['transactions']) {
  const booked = transactions.find(({ id }) => id !== null && id === charge?.balance_transaction);
  const isCaptured = charge?.status === 'succeeded' && charge.captured === true;
  const capturedAt = isCaptured ? (booked?.created ?? charge.created) : null;
  return {
    capturedAt: capturedAt === null ? null : capturedAt * 1_000,
    fee: booked?.fee ?? null,
    net: booked?.net ?? null,
    feeCurrency: booked?.currency?.toUpperCase() ?? null,
  };
}

/** What a payment cannot be without. @throws ShapeError */
function essentialsOf(kind: 'payment_intent' | 'charge', { id, amount, currency, created }: Intent | Charge) {
  if (id === null) throw new ShapeError(kind, 'id', 'unknown');
  if (amount === null) throw new ShapeError(kind, 'amount', id);
  if (currency === null) throw new ShapeError(kind, 'currency', id);
  if (created === null) throw new ShapeError(kind, 'created', id);
  return { id, amount, currency: currency.toUpperCase(), createdAt: created };
}

/** What was captured. */
function receivedOf(intent: Intent | null, charge: Charge | null): number {
  if (intent !== null) return intent.amount_received ?? 0;
  return charge?.status === 'succeeded' ? (charge.amount_captured ?? 0) : 0;
}

/**
 * The row of a payment: a pure function of its mirrored objects, so that whatever order they came in, the same objects give the same row.
 * @returns null while neither its payment intent is there nor, for the older API, its charge.
 * @throws ShapeError when they lack what a payment cannot be without.
 */
export function projectPayment(objects: PaymentObjects): ProjectedPayment | null {
  const { intent, charges, refunds, disputes, transactions, customer } = objects;
  const charge = decisiveCharge(objects);
  const alone = charge?.payment_intent === null ? charge : null;
  const decisive =
    intent !== null
      ? { essentials: essentialsOf('payment_intent', intent), state: intentState(intent, charges) }
      : alone !== null
        ? { essentials: essentialsOf('charge', alone), state: chargeState(alone) }
        : null;
  if (decisive === null) return null;
  const { essentials, state } = decisive;
  const amountReceived = receivedOf(intent, charge);
  const details = charge?.payment_method_details ?? intent?.last_payment_error?.payment_method ?? null;
  return {
    ...essentials,
    state,
    thousandths: thousandthsOf(essentials),
    amountReceived,
    ...refundedOf(refunds, amountReceived),
    declineCode: declineCodeOf(state, intent, charge),
    ...methodOf(details),
    email: charge?.billing_details?.email ?? charge?.receipt_email ?? intent?.receipt_email ?? customer?.email ?? null,
    name: charge?.billing_details?.name ?? customer?.name ?? null,
    description: intent?.description ?? charge?.description ?? null,
    stripeCustomerId: intent?.customer ?? charge?.customer ?? null,
    ...disputeOf(disputes),
    ...settlementOf(charge, transactions),
  };
}
