import type { Kinds } from '#server/billing/sandbox/kinds.ts';
import { listOf, PAGING, PAGING_AND_CREATED } from '#server/billing/sandbox/protocol/lists.ts';
import {
  changedMetadata,
  integer,
  metadata,
  notBuiltShape,
  oneOf,
  text,
} from '#server/billing/sandbox/protocol/parameters.ts';
import type { Parameters } from '#server/billing/sandbox/protocol/parameters.ts';
import { route } from '#server/billing/sandbox/protocol/route.ts';
import type { Route } from '#server/billing/sandbox/protocol/route.ts';
import { invalidRequest, noSuch } from '#server/billing/sandbox/protocol/stripeError.ts';
import { knownTestMethod } from '#server/billing/sandbox/testMethods.ts';
import { changeAndTell } from '#server/billing/sandbox/world/world.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';
import { endDispute } from './disputing.ts';
import { book } from './ledger.ts';
import { checkDigits, written } from './money.ts';
import { addRefund } from './refundObjects.ts';

type Charge = Kinds['charge'];
type Refund = Kinds['refund'];

/** How long a refund by a test method that takes its time waits. */
const SETTLE_SECONDS = 3 * 86_400;

const INQUIRY_STATUSES = new Set(['warning_needs_response', 'warning_under_review']);

const REASONS = oneOf('duplicate', 'fraudulent', 'requested_by_customer');

const CREATION = {
  amount: integer({ minimum: 1 }),
  charge: text(),
  payment_intent: text(),
  metadata: metadata(),
  reason: REASONS,
  instructions_email: text(),
  ...notBuiltShape('currency', 'customer', 'origin', 'refund_application_fee', 'reverse_transfer'),
};

type Creation = Parameters<typeof CREATION>;

/** @throws StripeError when the charge cannot be found or none was made. */
function chargeFor({ store }: World, { charge, payment_intent: intentId }: Creation): Charge {
  if (charge !== undefined && intentId !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: charge, payment_intent.', { param: 'charge' });
  }
  if (charge !== undefined) return store.need('charge', charge, 'charge');
  if (intentId === undefined) {
    throw invalidRequest('One of the following params should be provided for this request: payment_intent or charge.', {
      code: 'parameter_missing',
    });
  }
  const intent = store.need('payment_intent', intentId, 'payment_intent');
  const found = intent.latest_charge === null ? undefined : store.get('charge', intent.latest_charge);
  if (found?.status !== 'succeeded' || !found.captured) {
    throw invalidRequest(`This PaymentIntent (${intentId}) does not have a successful charge to refund.`, {
      code: 'payment_intent_unexpected_state',
      param: 'payment_intent',
    });
  }
  return found;
}

/** @throws StripeError for an authorisation that a refund does not let go. */
function checkUncaptured({ amount: whole, captured, payment_intent: intent }: Charge, amount: number): void {
  if (captured) return;
  if (intent !== null) {
    throw invalidRequest(
      `This uncaptured Charge was created by a PaymentIntent (${intent}). You must cancel the PaymentIntent to reverse the ` +
        'authorization instead of refunding the Charge directly.',
      { param: 'charge' },
    );
  }
  if (amount < whole) {
    throw invalidRequest(
      'You cannot partially refund an uncaptured charge. Instead, capture the charge for an amount less than the original amount',
      { param: 'amount' },
    );
  }
}

/** An inquiry about a charge that is given back whole is settled by that. */
function settleInquiry(world: World, charge: Charge): void {
  const open = world.store.all('dispute', { charge: charge.id }).filter(({ status }) => INQUIRY_STATUSES.has(status));
  for (const dispute of open) endDispute(world, dispute, 'warning_closed');
}

/** @throws StripeError for a charge that cannot give so much back. */
function checkRefundable({ store }: World, charge: Charge, amount: number): void {
  if (charge.status !== 'succeeded') {
    throw invalidRequest(`Charge ${charge.id} has not succeeded; only successful charges can be refunded.`, {
      param: 'charge',
    });
  }
  const isChargedBack = store
    .all('dispute', { charge: charge.id })
    .some(
      ({ is_charge_refundable: refundable, status }) => !refundable && status !== 'won' && status !== 'warning_closed',
    );
  if (isChargedBack) {
    throw invalidRequest(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: 'charge_disputed',
      param: 'charge',
    });
  }
  const left = charge.amount - charge.amount_refunded;
  if (charge.refunded || left <= 0) {
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' });
  }
  if (amount <= left) {
    checkUncaptured(charge, amount);
    return;
  }
  const asked = written(amount, charge.currency);
  throw invalidRequest(
    charge.amount_refunded === 0
      ? `Refund amount (${asked}) is greater than charge amount (${written(charge.amount, charge.currency)})`
      : `Refund amount (${asked}) is greater than unrefunded amount on charge (${written(left, charge.currency)})`,
    { param: 'amount' },
  );
}

const bookRefund = (world: World, refund: Pick<Refund, 'amount' | 'currency' | 'id'>, isReturned: boolean): string =>
  book(world, {
    type: isReturned ? 'refund_failure' : 'refund',
    amount: isReturned ? refund.amount : -refund.amount,
    currency: refund.currency,
    source: refund.id,
    description: isReturned ? 'REFUND FAILURE' : 'REFUND FOR CHARGE',
    reportingCategory: isReturned ? 'refund_failure' : 'refund',
  }).id;

/**
 * Gives money back, all of what is left unless `amount` says less.
 * @throws StripeError when that is more than is left, or the charge cannot be refunded.
 */
export function createRefund(world: World, given: Creation): Refund {
  const { store, ids, clock, timers } = world;
  const charge = chargeFor(world, given);
  const amount = given.amount ?? Math.max(charge.amount - charge.amount_refunded, 0);
  checkRefundable(world, charge, amount);
  checkDigits(amount, charge.currency, 'amount');
  const { refund: test } = knownTestMethod(String(store.hidden('charge', charge.id)['test']));
  const id = ids.of('refund');
  // What was only authorised is let go at once, and nothing of it can come back.
  const isPending = test === 'pending' && charge.captured;
  const refund = addRefund(world, charge, {
    id,
    amount,
    balanceTransaction: charge.captured ? bookRefund(world, { id, amount, currency: charge.currency }, false) : null,
    instructionsEmail: given.instructions_email,
    metadata: changedMetadata({}, given.metadata),
    reason: given.reason ?? null,
    status: isPending ? 'pending' : 'succeeded',
  });
  const refunded = charge.amount_refunded + amount;
  const isWhole = refunded >= charge.amount;
  changeAndTell(world, 'charge', charge, { amount_refunded: refunded, refunded: isWhole }, 'charge.refunded');
  if (isWhole) settleInquiry(world, charge);
  if (test !== undefined && charge.captured)
    timers.set(clock.now() + SETTLE_SECONDS, isPending ? 'refund.settle' : 'refund.fail', id);
  return refund;
}

/** Tells of a changed refund by both of the names that Stripe uses for it. */
function changeRefund(world: World, refund: Refund, changes: Partial<Refund>): Refund {
  const next = changeAndTell(world, 'refund', refund, changes, 'refund.updated');
  world.emit('charge.refund.updated', next);
  return next;
}

/** The money comes back to the balance, and the charge counts it as not refunded. */
function undo(world: World, refund: Refund, changes: Partial<Refund>): Refund {
  const { store } = world;
  const charge = store.need('charge', refund.charge ?? '');
  const next = changeRefund(world, refund, {
    ...changes,
    failure_balance_transaction: bookRefund(world, refund, true),
  });
  changeAndTell(
    world,
    'charge',
    charge,
    { amount_refunded: charge.amount_refunded - refund.amount, refunded: false },
    'charge.updated',
  );
  return next;
}

export function settleRefund(world: World, id: string): void {
  const refund = world.store.need('refund', id);
  if (refund.status === 'pending') changeRefund(world, refund, { status: 'succeeded' });
}

/** A refund that had succeeded is returned by the bank. */
export function failRefund(world: World, id: string): void {
  const refund = world.store.need('refund', id);
  if (refund.status === 'failed' || refund.status === 'canceled') return;
  world.emit('refund.failed', undo(world, refund, { status: 'failed', failure_reason: 'expired_or_canceled_card' }));
}

/** @throws StripeError for a refund that is through. */
export function cancelRefund(world: World, refund: Refund): Refund {
  if (refund.status !== 'pending' && refund.status !== 'requires_action') {
    throw invalidRequest(
      `You cannot cancel refund ${refund.id} because it has a status of ${refund.status ?? 'unknown'}.`,
    );
  }
  world.timers.cancel('refund.settle', refund.id);
  return undo(world, refund, { status: 'canceled' });
}

/** @throws StripeError for a refund that is not there, or not of the charge that the path names. */
function refundOf(store: World['store'], { id, charge }: { readonly id: string; readonly charge?: string }): Refund {
  const refund = store.need('refund', id);
  if (charge !== undefined && refund.charge !== charge) throw noSuch('refund', id);
  return refund;
}

export const REFUND_ROUTES: readonly Route[] = [
  route('POST', '/v1/refunds', CREATION, createRefund),
  route('POST', '/v1/charges/:id/refunds', CREATION, (world, given, { id }) => {
    world.store.need('charge', id);
    return createRefund(world, { ...given, charge: id });
  }),
  route(
    'GET',
    '/v1/refunds',
    { ...PAGING_AND_CREATED, charge: text(), payment_intent: text() },
    (world, { charge, payment_intent, ...page }) => listOf(world, 'refund', page, { charge, payment_intent }),
  ),
  route('GET', '/v1/charges/:id/refunds', PAGING, (world, page, { id }) => {
    world.store.need('charge', id);
    return listOf(world, 'refund', page, { charge: id }, `/v1/charges/${id}/refunds`);
  }),
  ...(['/v1/refunds/:id', '/v1/charges/:charge/refunds/:id'] as const).flatMap((path) => [
    route('GET', path, {}, ({ store }, _, parts) => refundOf(store, parts)),
    route('POST', path, { metadata: metadata() }, (world, { metadata: change }, parts) => {
      const refund = refundOf(world.store, parts);
      return changeRefund(world, refund, { metadata: changedMetadata(refund.metadata ?? {}, change) });
    }),
  ]),
  route('POST', '/v1/refunds/:id/cancel', {}, (world, _, { id }) =>
    cancelRefund(world, world.store.need('refund', id)),
  ),
];
