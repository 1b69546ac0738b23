import type { PaymentState } from '#shared/billing/payments/contract.ts';
import { exponentOf } from '#shared/billing/money.ts';
import type { PaymentObjects } from '#server/billing/mirror/projectPayment.ts';
import { loadCustomer, stripeId, weighted } from './loadCustomers.ts';
import { PRODUCTS } from './phrases.ts';
import { createRandom, type Random } from './random.ts';

export interface LoadPaymentsOptions {
  readonly payments: number;
  readonly seed: number;
  /** The time over which they are spread, Unix seconds. */
  readonly from: number;
  readonly until: number;
}

const DAY = 86_400;
const PAYMENTS_EACH = 6;
const STATES: readonly (readonly [PaymentState, number])[] = [['succeeded', 884], ['failed', 70], ['canceled', 15], ['incomplete', 14], ['uncaptured', 8], ['actionRequired', 5], ['processing', 4]]; // prettier-ignore
const DECLINES = [['insufficient_funds', 40], ['generic_decline', 25], ['do_not_honor', 12], ['expired_card', 8], ['incorrect_cvc', 6], ['lost_card', 5], ['fraudulent', 4]] as const; // prettier-ignore
const CHANNELS = [
  ['web', 70],
  ['shop', 25],
  ['phone', 5],
] as const;
const REFUNDED = [
  ['none', 940],
  ['full', 40],
  ['partial', 20],
] as const;
const DISPUTED = 0.0035;
/** Until a bank has decided, and until an answer is owed. */
const DISPUTE_DAYS = 60;
const EVIDENCE_DAYS = 20;
const FEE = { part: 0.015, fixed: 25 };

const INTENT_STATUS = {
  succeeded: 'succeeded',
  failed: 'requires_payment_method',
  canceled: 'canceled',
  incomplete: 'requires_payment_method',
  uncaptured: 'requires_capture',
  actionRequired: 'requires_action',
  processing: 'processing',
} as const satisfies Record<PaymentState, string>;

/** Most are small; a few are a hundred times as large. In minor units, in tens, as a currency of three decimals wants it. */
function amountOf(random: Random, currency: string): number {
  const major = 4 + 60 * random.next() ** 2 * (random.next() < 0.03 ? 40 : 1);
  const minor = major * 10 ** exponentOf(currency) * (currency === 'jpy' ? 150 : 1);
  return Math.max(10, Math.round(minor / 10) * 10);
}

function refundsOf(random: Random, amount: number, created: number, currency: string): PaymentObjects['refunds'] {
  const how = weighted(random, REFUNDED);
  if (how === 'none') return [];
  return [
    {
      id: stripeId(random, 're'),
      amount: how === 'full' ? amount : Math.max(1, Math.round(amount / 3)),
      balance_transaction: stripeId(random, 'txn'),
      charge: null,
      created: created + DAY,
      currency,
      failure_balance_transaction: null,
      failure_reason: null,
      metadata: {},
      payment_intent: null,
      reason: 'requested_by_customer',
      status: 'succeeded',
    },
  ];
}

function disputesOf(
  random: Random,
  charge: string,
  at: { created: number; until: number },
  money: { amount: number; currency: string },
): PaymentObjects['disputes'] {
  // prettier-ignore
  if (random.next() >= DISPUTED) return [];
  const { created, until } = at;
  const age = (until - created) / DAY;
  const open = age < EVIDENCE_DAYS ? 'needs_response' : 'under_review';
  return [
    {
      id: stripeId(random, 'du'),
      ...money,
      balance_transactions: [],
      charge,
      created: created + DAY,
      evidence_details: {
        past_due: false,
        due_by: created + EVIDENCE_DAYS * DAY,
        submission_count: age < EVIDENCE_DAYS ? 0 : 1,
      },
      payment_intent: null,
      metadata: {},
      reason: 'fraudulent',
      status: age < DISPUTE_DAYS ? open : random.next() < 0.4 ? 'won' : 'lost',
    },
  ];
}

/** What Stripe would have told of one payment. */
function paymentOf(random: Random, { seed, payments, until }: LoadPaymentsOptions, created: number): PaymentObjects {
  const customers = Math.max(1, Math.ceil(payments / PAYMENTS_EACH));
  // Some come back much more often than others.
  const {
    id: customerId,
    name,
    email,
    currency,
    method,
  } = loadCustomer(seed, Math.floor(customers * random.next() ** 2));
  const state = weighted(random, STATES);
  const amount = amountOf(random, currency);
  const isPaid = state === 'succeeded';
  const decline = state === 'failed' ? weighted(random, DECLINES) : null;
  const order = `A-${String(random.between(100_000, 9_999_999))}`;
  const description = `Order ${order}: ${random.pick(PRODUCTS)}, ${random.pick(PRODUCTS)}`;
  const metadata = { order, channel: weighted(random, CHANNELS) };
  const chargeId = stripeId(random, 'ch');
  const transactionId = stripeId(random, 'txn');
  const hasCharge = isPaid || state === 'failed' || state === 'uncaptured' || state === 'processing';
  const debit = method.type === 'card' ? null : { last4: method.last4 };
  const details = {
    type: method.type,
    card: method.type === 'card' ? { brand: method.brand, last4: method.last4, capture_before: null } : null,
    sepa_debit: debit,
    us_bank_account: null,
    bacs_debit: null,
    au_becs_debit: null,
    acss_debit: null,
  };
  const fee = Math.round(amount * FEE.part) + FEE.fixed;
  const shared = { amount, created, currency, customer: customerId, description, metadata };
  return {
    intent: {
      ...shared,
      id: stripeId(random, 'pi'),
      amount_capturable: state === 'uncaptured' ? amount : 0,
      amount_received: isPaid ? amount : 0,
      canceled_at: state === 'canceled' ? created : null,
      cancellation_reason: null,
      capture_method: state === 'uncaptured' ? 'manual' : 'automatic',
      last_payment_error:
        decline === null ? null : { code: 'card_declined', decline_code: decline, payment_method: details },
      latest_charge: hasCharge ? chargeId : null,
      receipt_email: email,
      status: INTENT_STATUS[state],
    },
    charges: !hasCharge
      ? []
      : [
          {
            ...shared,
            id: chargeId,
            amount_captured: isPaid ? amount : 0,
            amount_refunded: 0,
            balance_transaction: isPaid ? transactionId : null,
            billing_details: { email, name },
            captured: isPaid,
            disputed: false,
            failure_code: decline === null ? null : 'card_declined',
            failure_message: null,
            outcome: {
              reason: decline,
              seller_message: null,
              type: decline === null ? 'authorized' : 'issuer_declined',
            },
            payment_intent: null,
            payment_method_details: details,
            receipt_email: email,
            receipt_url: null,
            refunded: false,
            status: state === 'failed' ? 'failed' : state === 'processing' ? 'pending' : 'succeeded',
          },
        ],
    refunds: isPaid ? refundsOf(random, amount, created, currency) : [],
    disputes: isPaid ? disputesOf(random, chargeId, { created, until }, { amount, currency }) : [],
    transactions: !isPaid
      ? []
      : [
          {
            id: transactionId,
            amount,
            available_on: created + 2 * DAY,
            created,
            currency,
            exchange_rate: null,
            fee,
            fee_details: [],
            net: amount - fee,
            reporting_category: 'charge',
            source: chargeId,
            type: 'charge',
          },
        ],
    customer: customerId === null ? null : { id: customerId, created, email, metadata: {}, name },
  };
}

/** Believable payments of a shop, oldest first: the same for the same options. */
export function* loadPayments(options: LoadPaymentsOptions): Generator<PaymentObjects> {
  const { payments, seed, from, until } = options;
  const random = createRandom(seed);
  for (let place = 0; place < payments; place += 1) {
    const created = from + Math.floor(((until - from) * (place + random.next())) / payments);
    yield paymentOf(random, options, created);
  }
}
