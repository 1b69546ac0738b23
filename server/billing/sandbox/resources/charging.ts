import type Stripe from 'stripe';
import type { Kinds } from '#server/billing/sandbox/kinds.ts';
import type { Decline, TestMethod } from '#server/billing/sandbox/testMethods.ts';
import { changeAndTell } from '#server/billing/sandbox/world/world.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';
import { openDisputes } from './disputing.ts';
import { fingerprintOf, isOlder, methodChecks } from './instruments.ts';
import type { Instrument } from './instruments.ts';
import { book } from './ledger.ts';
import { feeOf } from './money.ts';
import { consumeSource } from './sources.ts';

type Charge = Kinds['charge'];

export interface ChargeRequest {
  readonly amount: number;
  readonly currency: string;
  readonly instrument: Instrument;
  readonly customer: string | null;
  readonly paymentIntent: string | null;
  /** False only authorises. */
  readonly isCaptured: boolean;
  /** The funds are booked a moment after the charge, which a `charge.updated` tells (`capture_method: automatic_async`). */
  readonly isBookedLater?: boolean;
  readonly isAuthenticated?: boolean;
  readonly description: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly receiptEmail?: string | null;
  readonly shipping?: Charge['shipping'];
  readonly statementDescriptor?: string | null;
  readonly statementDescriptorSuffix?: string | null;
  readonly transferGroup?: string | null;
  /** Why this time it is refused, whatever its test says. */
  readonly decline?: Decline | undefined;
}

/** What refuses a charge, if anything does. */
export const declineOf = ({ decline, instrument }: ChargeRequest): Decline | undefined =>
  decline ?? instrument.test.decline;

function cardDetails({
  instrument: { test },
  amount,
  isAuthenticated,
}: ChargeRequest): Stripe.Charge.PaymentMethodDetails.Card {
  return {
    amount_authorized: amount,
    authorization_code: null,
    brand: test.brand,
    checks: methodChecks(test),
    country: test.country,
    electronic_commerce_indicator: null,
    exp_month: 12,
    exp_year: 2034,
    extended_authorization: { status: 'disabled' },
    fingerprint: fingerprintOf(test),
    funding: test.funding,
    incremental_authorization: { status: 'unavailable' },
    installments: null,
    last4: test.last4,
    mandate: null,
    multicapture: { status: 'unavailable' },
    network: test.brand,
    network_token: { used: false },
    network_transaction_id: null,
    overcapture: { maximum_amount_capturable: amount, status: 'unavailable' },
    regulated_status: 'unregulated',
    three_d_secure:
      isAuthenticated === true
        ? {
            authentication_flow: 'challenge',
            electronic_commerce_indicator: '05',
            exemption_indicator: null,
            result: 'authenticated',
            result_reason: null,
            transaction_id: null,
            version: '2.2.0',
          }
        : null,
    transaction_link_id: null,
    wallet: null,
  };
}

function detailsOf(request: ChargeRequest): Stripe.Charge.PaymentMethodDetails {
  const { test } = request.instrument;
  if (test.type === 'card') return { type: 'card', card: cardDetails(request) };
  return {
    type: 'sepa_debit',
    sepa_debit: {
      bank_code: '19043',
      branch_code: '',
      country: test.country,
      fingerprint: fingerprintOf(test),
      last4: test.last4,
      mandate: null,
    },
  };
}

function outcomeOf(decline: Decline | undefined, { isElevatedRisk = false }: TestMethod): Stripe.Charge.Outcome {
  if (decline === undefined) {
    return {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: 'approved_by_network',
      reason: null,
      risk_level: isElevatedRisk ? 'elevated' : 'normal',
      risk_score: isElevatedRisk ? 68 : 21,
      seller_message: 'Payment complete.',
      type: 'authorized',
    };
  }
  const isBlocked = decline.isBlocked === true;
  return {
    advice_code: isBlocked ? null : 'try_again_later',
    network_advice_code: null,
    network_decline_code: isBlocked ? null : '05',
    network_status: isBlocked ? 'not_sent_to_network' : 'declined_by_network',
    reason: isBlocked ? 'highest_risk_level' : (decline.declineCode ?? decline.code),
    risk_level: isBlocked ? 'highest' : 'normal',
    risk_score: isBlocked ? 97 : 21,
    seller_message: isBlocked
      ? 'Stripe blocked this payment as too risky.'
      : 'The bank did not return any further details with this decline.',
    type: isBlocked ? 'blocked' : 'issuer_declined',
  };
}

/** A charge holds a card or source of the older API whole. */
function olderNamed(store: World['store'], id: string): object | null {
  if (!isOlder(id)) return null;
  return store.get(id.startsWith('src_') ? 'source' : 'card', id) ?? null;
}

function chargeOf({ ids, clock, address, store }: World, request: ChargeRequest): Charge {
  const { amount, instrument, isCaptured } = request;
  const { settles } = instrument.test;
  const decline = declineOf(request);
  const id = ids.of('charge');
  const status = decline !== undefined ? 'failed' : settles === undefined ? 'succeeded' : 'pending';
  return {
    id,
    object: 'charge',
    amount,
    amount_captured: status !== 'failed' && isCaptured ? amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: instrument.billingDetails,
    calculated_statement_descriptor: status === 'failed' ? null : (request.statementDescriptor ?? 'SANDBOX'),
    captured: status !== 'failed' && isCaptured,
    created: clock.now(),
    currency: request.currency,
    customer: request.customer,
    description: request.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: { ...request.metadata },
    on_behalf_of: null,
    outcome: outcomeOf(decline, instrument.test),
    paid: status === 'succeeded',
    payment_intent: request.paymentIntent,
    payment_method: instrument.id,
    payment_method_details: detailsOf(request),
    radar_options: {},
    receipt_email: request.receiptEmail ?? null,
    receipt_number: null,
    receipt_url: status === 'failed' ? null : `${address()}/receipts/${id}`,
    refunded: false,
    review: null,
    shipping: request.shipping ?? null,
    source: olderNamed(store, instrument.id) as unknown as Charge['source'],
    source_transfer: null,
    statement_descriptor: request.statementDescriptor ?? null,
    statement_descriptor_suffix: request.statementDescriptorSuffix ?? null,
    status,
    transfer_data: null,
    transfer_group: request.transferGroup ?? null,
  };
}

/** Books the captured part of a charge. @returns the charge with its balance transaction. */
export function bookCharge(world: World, charge: Charge, isAvailableAtOnce: boolean): Partial<Charge> {
  const transaction = book(world, {
    type: charge.payment_method_details?.type === 'sepa_debit' ? 'payment' : 'charge',
    amount: charge.amount_captured,
    fee: feeOf(charge.amount_captured, charge.currency),
    currency: charge.currency,
    source: charge.id,
    description: charge.description,
    isPending: !isAvailableAtOnce,
    reportingCategory: 'charge',
  });
  return { balance_transaction: transaction.id };
}

/** Charges an instrument as its test says, with all events. The charge's status tells how it went; a declined one is no error here. */
export function createCharge(world: World, request: ChargeRequest): Charge {
  const { store, emit } = world;
  const { test } = request.instrument;
  let charge = chargeOf(world, request);
  const booksNow = charge.status === 'succeeded' && charge.captured && request.isBookedLater !== true;
  if (booksNow) charge = { ...charge, ...bookCharge(world, charge, test.isAvailableAtOnce === true) };
  store.add('charge', charge, { hidden: { test: test.name } });
  if (charge.status !== 'failed') consumeSource(world, request.instrument.id);
  emit(`charge.${charge.status}`, charge);
  if (charge.status === 'succeeded' && charge.captured && !booksNow) {
    charge = changeAndTell(
      world,
      'charge',
      charge,
      bookCharge(world, charge, test.isAvailableAtOnce === true),
      'charge.updated',
    );
  }
  return charge;
}

/** What a charge that went well brings with it by its test: a dispute. Called once the payment's own events are told. */
export function afterCharge(world: World, charge: Charge, { test }: Instrument): void {
  if (test.disputes !== undefined && charge.status === 'succeeded' && charge.captured)
    openDisputes(world, charge, test.disputes);
}
