import type { Kinds } from '#server/billing/sandbox/kinds.ts';
import { invalidRequest, StripeError } from '#server/billing/sandbox/protocol/stripeError.ts';
import { AUTHENTICATION_REQUIRED } from '#server/billing/sandbox/testMethods.ts';
import type { Decline } from '#server/billing/sandbox/testMethods.ts';
import { changeAndTell } from '#server/billing/sandbox/world/world.ts';
import { authenticationAction } from './authentication.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';
import { afterCharge, bookCharge, createCharge, declineOf } from './charging.ts';
import type { ChargeRequest } from './charging.ts';
import { instrumentNamed, markSetUp } from './instruments.ts';
import type { Instrument } from './instruments.ts';
import { checkDigits } from './money.ts';
import { attach } from './paymentMethods.ts';
import { releaseRest } from './refundObjects.ts';

type Intent = Kinds['payment_intent'];
type Charge = Kinds['charge'];

/** A debit by bank is settled, or returned, after so long. */
const SETTLE_SECONDS = 3 * 86_400;

/** @throws StripeError in Stripe's words about a step that the intent's status does not allow. */
export function requireStatus(intent: Intent, verb: string, allowed: readonly Intent['status'][]): void {
  if (allowed.includes(intent.status)) return;
  throw invalidRequest(
    `You cannot ${verb} this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the ` +
      `following statuses may be ${participle(verb)}: ${allowed.join(', ')}.`,
    { code: 'payment_intent_unexpected_state', payment_intent: intent },
  );
}

const participle = (verb: string): string =>
  verb === 'cancel' ? 'canceled' : verb.endsWith('e') ? `${verb}d` : `${verb}ed`;

/** An error of the card, as the answer of a request and as `last_payment_error`. */
function cardError({ code, declineCode, message }: Decline, chargeId: string | null, method: object) {
  return {
    ...(chargeId === null ? {} : { charge: chargeId }),
    code,
    ...(declineCode === null ? {} : { decline_code: declineCode }),
    doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`,
    message,
    payment_method: method,
    type: 'card_error' as const,
  };
}

const withoutCharge: Partial<Intent> = { next_action: null, processing: null };

/** The payment was refused: the intent waits for another method. The answer is an error, what happened stays. */
export function refuse(
  world: World,
  intent: Intent,
  decline: Decline,
  charge: Charge | null,
  instrument: Instrument,
): never {
  const method = world.store.get('payment_method', instrument.id) ?? { id: instrument.id };
  const error = cardError(decline, charge?.id ?? null, method);
  const refused = changeAndTell(
    world,
    'payment_intent',
    intent,
    {
      ...withoutCharge,
      status: 'requires_payment_method',
      payment_method: null,
      latest_charge: charge?.id ?? intent.latest_charge,
      last_payment_error: error as unknown as Intent['last_payment_error'],
    },
    null,
  );
  world.emit('payment_intent.payment_failed', refused);
  const { doc_url: _, ...fields } = error;
  throw new StripeError(402, { ...fields, payment_intent: refused }, { keepsChanges: true });
}

/** `setup_future_usage`: the method can be used again, and belongs to the customer from now on. */
function keepMethod(world: World, intent: Intent, instrument: Instrument): void {
  if (intent.setup_future_usage === null) return;
  markSetUp(world, instrument.id);
  const method = world.store.get('payment_method', instrument.id);
  if (method !== undefined && intent.customer !== null) attach(world, method, intent.customer);
}

/** The payment went through, and its events are told in Stripe's order. */
export function succeed(world: World, intent: Intent, charge: Charge, instrument: Instrument): Intent {
  const paid = world.store.change('payment_intent', intent, {
    ...withoutCharge,
    status: 'succeeded',
    latest_charge: charge.id,
    amount_received: charge.amount_captured,
    amount_capturable: 0,
    last_payment_error: null,
  });
  keepMethod(world, intent, instrument);
  world.emit('payment_intent.succeeded', paid);
  afterCharge(world, charge, instrument);
  return paid;
}

function askForAuthentication(world: World, intent: Intent, returnUrl: string | null): Intent {
  const action = authenticationAction(world, intent.id, returnUrl);
  const waiting = changeAndTell(
    world,
    'payment_intent',
    intent,
    { status: 'requires_action', next_action: action },
    null,
  );
  world.store.hide('payment_intent', intent.id, { ...world.store.hidden('payment_intent', intent.id), returnUrl });
  world.emit('payment_intent.requires_action', waiting);
  return waiting;
}

interface Attempt {
  readonly isAuthenticated: boolean;
  /** Why it is refused this time, whatever the method's test says. */
  readonly decline?: Decline;
}

function charge(
  world: World,
  intent: Intent,
  instrument: Instrument,
  { isAuthenticated, decline: reason }: Attempt,
): Intent {
  const isManual = intent.capture_method === 'manual';
  const request: ChargeRequest = {
    decline: reason,
    amount: intent.amount,
    currency: intent.currency,
    instrument,
    customer: intent.customer,
    paymentIntent: intent.id,
    isCaptured: !isManual,
    isBookedLater: intent.capture_method === 'automatic_async',
    isAuthenticated,
    description: intent.description,
    metadata: intent.metadata,
    receiptEmail: intent.receipt_email,
    shipping: intent.shipping,
    statementDescriptor: intent.statement_descriptor,
    statementDescriptorSuffix: intent.statement_descriptor_suffix,
    transferGroup: intent.transfer_group,
  };
  const made = createCharge(world, request);
  const decline = declineOf(request);
  if (decline !== undefined) return refuse(world, intent, decline, made, instrument);
  if (made.status === 'pending') {
    const settling = world.store.change('payment_intent', intent, {
      ...withoutCharge,
      status: 'processing',
      latest_charge: made.id,
      last_payment_error: null,
    });
    world.timers.set(world.clock.now() + SETTLE_SECONDS, 'payment.settle', intent.id);
    world.emit('payment_intent.processing', settling);
    return settling;
  }
  if (isManual) {
    const authorised = world.store.change('payment_intent', intent, {
      ...withoutCharge,
      status: 'requires_capture',
      latest_charge: made.id,
      amount_capturable: intent.amount,
      last_payment_error: null,
    });
    keepMethod(world, intent, instrument);
    world.emit('payment_intent.amount_capturable_updated', authorised);
    return authorised;
  }
  return succeed(world, intent, made, instrument);
}

export interface Confirmation {
  readonly returnUrl: string | null;
  /** Nobody is there to be asked: what would ask for 3-D Secure is declined. */
  readonly isOffSession: boolean;
  /** The customer has just passed 3-D Secure. */
  readonly isAuthenticated?: boolean;
}

/** Whether the payment has to be confirmed by 3-D Secure. */
function needsOwner({ payment_method_options: options }: Intent, { test, isSetUp }: Instrument): boolean {
  const { authentication } = test;
  if (authentication === 'unlessSetUp') return !isSetUp;
  if (authentication === 'onRequest') return (options?.card?.request_three_d_secure ?? 'automatic') !== 'automatic';
  return authentication === 'always';
}

/**
 * Tries to pay.
 * @throws StripeError 402 for a decline, whose failed charge and events stay.
 */
export function confirmIntent(
  world: World,
  intent: Intent,
  { returnUrl, isOffSession, isAuthenticated = false }: Confirmation,
): Intent {
  requireStatus(intent, 'confirm', ['requires_payment_method', 'requires_confirmation', 'requires_action']);
  if (intent.payment_method === null) {
    throw invalidRequest(
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a " +
        'payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.',
      { code: 'payment_intent_unexpected_state', payment_intent: intent },
    );
  }
  const instrument = instrumentNamed(world, intent.payment_method);
  const isKnown = isAuthenticated || world.store.hidden('payment_intent', intent.id)['authenticated'] === instrument.id;
  if (needsOwner(intent, instrument) && !isKnown) {
    if (isOffSession) return charge(world, intent, instrument, { isAuthenticated, decline: AUTHENTICATION_REQUIRED });
    return askForAuthentication(world, intent, returnUrl);
  }
  return charge(world, intent, instrument, { isAuthenticated: isKnown });
}

const AUTHENTICATION_FAILED: Decline = {
  code: 'payment_intent_authentication_failure',
  declineCode: null,
  message:
    'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.',
};

/** `confirmation_method: manual`: the shop's server confirms once more, and then the card is charged. */
function awaitServer(world: World, intent: Intent): Intent {
  const hidden = { ...world.store.hidden('payment_intent', intent.id), authenticated: intent.payment_method };
  world.store.hide('payment_intent', intent.id, hidden);
  return world.store.change('payment_intent', intent, { status: 'requires_confirmation', next_action: null });
}

/**
 * The customer came back from 3-D Secure.
 * @throws StripeError for a decline or a failed authentication, whose traces stay.
 */
export function finishAuthentication(world: World, id: string, isPassed: boolean): Intent {
  const intent = world.store.need('payment_intent', id);
  requireStatus(intent, 'authenticate', ['requires_action']);
  if (isPassed && intent.confirmation_method === 'manual') return awaitServer(world, intent);
  if (isPassed) return confirmIntent(world, intent, { returnUrl: null, isOffSession: false, isAuthenticated: true });
  const instrument = instrumentNamed(world, intent.payment_method ?? '');
  return refuse(world, intent, AUTHENTICATION_FAILED, null, instrument);
}

/** Takes what was authorised, or less. */
export function captureIntent(world: World, intent: Intent, amount: number | undefined): Intent {
  requireStatus(intent, 'capture', ['requires_capture']);
  const taken = amount ?? intent.amount_capturable;
  if (taken > intent.amount_capturable) {
    throw invalidRequest(
      `You cannot capture more than the amount_capturable (${intent.amount_capturable}) of this PaymentIntent.`,
      { code: 'amount_too_large', param: 'amount_to_capture' },
    );
  }
  checkDigits(taken, intent.currency, 'amount_to_capture');
  const authorised = world.store.need('charge', intent.latest_charge ?? '');
  const instrument = instrumentNamed(world, intent.payment_method ?? '');
  const captured = {
    amount_captured: taken,
    captured: true,
    ...releaseRest(world, authorised, authorised.amount - taken),
  };
  const booked = bookCharge(world, { ...authorised, ...captured }, instrument.test.isAvailableAtOnce === true);
  const next = changeAndTell(world, 'charge', authorised, { ...captured, ...booked }, 'charge.captured');
  return succeed(world, intent, next, instrument);
}

/** Gives up a payment that is not through; an authorisation is released. */
export function cancelIntent(world: World, intent: Intent, reason: Intent['cancellation_reason']): Intent {
  requireStatus(intent, 'cancel', [
    'requires_payment_method',
    'requires_capture',
    'requires_confirmation',
    'requires_action',
    'processing',
  ]);
  const { store, clock, timers, emit } = world;
  timers.cancel('payment.settle', intent.id);
  const held = intent.latest_charge === null ? undefined : store.get('charge', intent.latest_charge);
  if (held !== undefined && !held.captured && held.status === 'succeeded') {
    changeAndTell(world, 'charge', held, releaseRest(world, held, held.amount), 'charge.refunded');
  } else if (held?.status === 'pending') {
    changeAndTell(
      world,
      'charge',
      held,
      { status: 'failed', failure_code: 'canceled', amount_captured: 0, captured: false },
      'charge.failed',
    );
  }
  const canceled = store.change('payment_intent', intent, {
    ...withoutCharge,
    status: 'canceled',
    amount_capturable: 0,
    canceled_at: clock.now(),
    cancellation_reason: reason,
  });
  emit('payment_intent.canceled', canceled);
  return canceled;
}
