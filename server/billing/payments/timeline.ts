import type { PaymentMoment } from '#shared/billing/payments/detail/contract.ts';
import type { PaymentObjects } from '#server/billing/mirror/projectPayment.ts';
import { isRelease } from '#server/billing/mirror/projectRefunds.ts';

type Charge = PaymentObjects['charges'][number];
type Refund = PaymentObjects['refunds'][number];
type Dispute = PaymentObjects['disputes'][number];

const NOTHING = {
  amount: null,
  currency: null,
  declineCode: null,
  failureCode: null,
  sellerMessage: null,
  method: null,
  reason: null,
} as const;

const at = (created: number | null): number => (created ?? 0) * 1_000;
const upper = (currency: string | null): string | null => currency?.toUpperCase() ?? null;

function methodOf({ payment_method_details: details }: Charge): PaymentMoment['method'] {
  const type = details?.type ?? null;
  if (details === null || type === null) return null;
  const debit = details.sepa_debit ?? details.us_bank_account ?? details.bacs_debit;
  return { type, brand: details.card?.brand ?? null, last4: details.card?.last4 ?? debit?.last4 ?? null };
}

/** An attempt to pay; of one that was authorised first and captured later also the second, whose time is that of its booking. */
function attempt(charge: Charge, { intent, transactions }: PaymentObjects): PaymentMoment[] {
  const { id, created, amount, currency, status, captured, outcome, failure_code: failureCode } = charge;
  const isFailed = status === 'failed';
  const isInTwoSteps = captured !== true || intent?.capture_method === 'manual';
  const succeeded = isInTwoSteps ? 'authorized' : 'attemptSucceeded';
  const first: PaymentMoment = {
    ...NOTHING,
    at: at(created),
    what: isFailed ? 'attemptFailed' : status === 'pending' ? 'attemptProcessing' : succeeded,
    objectId: id ?? '',
    amount,
    currency: upper(currency),
    declineCode: isFailed ? (outcome?.reason ?? failureCode) : null,
    failureCode: isFailed ? failureCode : null,
    sellerMessage: outcome?.seller_message ?? null,
    method: methodOf(charge),
  };
  if (first.what !== 'authorized' || captured !== true) return [first];
  const booked = transactions.find(({ id: booking }) => booking !== null && booking === charge.balance_transaction);
  const second: PaymentMoment = {
    ...NOTHING,
    at: at(booked?.created ?? created),
    what: 'captured',
    objectId: first.objectId,
    amount: charge.amount_captured,
    currency: first.currency,
  };
  return [first, second];
}

const REFUNDED = {
  pending: 'refundCreated',
  requires_action: 'refundCreated',
  succeeded: 'refundSucceeded',
  failed: 'refundFailed',
  canceled: 'refundCanceled',
} as const;

const refunded = ({ id, created, amount, currency, status, reason }: Refund): PaymentMoment => ({
  ...NOTHING,
  at: at(created),
  what: REFUNDED[status ?? 'pending'],
  objectId: id ?? '',
  amount,
  currency: upper(currency),
  reason,
});

const DISPUTED = {
  won: 'disputeWon',
  lost: 'disputeLost',
  warning_closed: 'disputeClosed',
  prevented: 'disputeClosed',
} as const;

/** That it was opened, and how it was decided: when, stands in no object of Stripe's, only in an event. */
function disputed(
  { id, created, amount, currency, status, reason }: Dispute,
  decidedAt: ReadonlyMap<string | null, number>,
): PaymentMoment[] {
  const moment = { ...NOTHING, at: at(created), objectId: id ?? '', amount, currency: upper(currency), reason };
  const end = status === null ? undefined : (DISPUTED as Partial<Record<typeof status, PaymentMoment['what']>>)[status];
  return [
    { ...moment, what: 'disputeOpened' },
    ...(end === undefined ? [] : [{ ...moment, what: end, at: decidedAt.get(id) ?? null }]),
  ];
}

/**
 * What happened to a payment, oldest first, as its objects tell it; what has no time is last.
 * @param decidedAt when disputes were closed, by their ids, as far as events have told it.
 */
export function timelineOf(objects: PaymentObjects, decidedAt: ReadonlyMap<string | null, number>): PaymentMoment[] {
  const { intent, charges, refunds, disputes } = objects;
  const created: PaymentMoment[] =
    intent === null
      ? []
      : [
          {
            ...NOTHING,
            at: at(intent.created),
            what: 'created',
            objectId: intent.id ?? '',
            amount: intent.amount,
            currency: upper(intent.currency),
          },
        ];
  const canceledAt = intent?.canceled_at ?? null;
  const canceled: PaymentMoment[] =
    intent === null || canceledAt === null
      ? []
      : [
          {
            ...NOTHING,
            at: at(canceledAt),
            what: 'canceled',
            objectId: intent.id ?? '',
            reason: intent.cancellation_reason,
          },
        ];
  const moments = [
    ...created,
    ...charges.flatMap((charge) => attempt(charge, objects)),
    // A release of what was never captured is no refund of money.
    ...refunds.filter((refund) => !isRelease(refund)).map(refunded),
    ...disputes.flatMap((dispute) => disputed(dispute, decidedAt)),
    ...canceled,
  ];
  const sortable = ({ at: time }: PaymentMoment): number => time ?? Number.MAX_SAFE_INTEGER;
  return moments.sort((one, other) => sortable(one) - sortable(other));
}
