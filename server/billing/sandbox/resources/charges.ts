import type { Kinds } from '#server/billing/sandbox/kinds.ts';
import { listOf, PAGING_AND_CREATED } from '#server/billing/sandbox/protocol/lists.ts';
import {
  anything,
  boolean,
  changedMetadata,
  clearable,
  currency,
  integer,
  metadata,
  required,
  shipping,
  text,
} from '#server/billing/sandbox/protocol/parameters.ts';
import { route } from '#server/billing/sandbox/protocol/route.ts';
import type { Route } from '#server/billing/sandbox/protocol/route.ts';
import { invalidRequest, missingParameter, StripeError } from '#server/billing/sandbox/protocol/stripeError.ts';
import { changeAndTell } from '#server/billing/sandbox/world/world.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';
import { afterCharge, bookCharge, createCharge } from './charging.ts';
import { cardFromToken } from './cards.ts';
import { instrumentNamed } from './instruments.ts';
import type { Instrument } from './instruments.ts';
import { checkChargeAmount } from './money.ts';
import { searchRoute } from './searching.ts';

type Charge = Kinds['charge'];

/** What a charge of the older API is made from: a token, a card of the customer's, or the customer's default. */
function instrumentFor(world: World, source: string | undefined, customer: string | undefined): Instrument {
  const owner = customer === undefined ? undefined : world.store.need('customer', customer, 'customer');
  const name = source ?? owner?.default_source ?? undefined;
  if (name === undefined) {
    if (owner === undefined) throw missingParameter('source');
    throw new StripeError(402, {
      code: 'missing',
      message: 'Cannot charge a customer that has no active card',
      type: 'card_error',
    });
  }
  const id = name.startsWith('tok_') ? cardFromToken(world, name, null, 'source').id : name;
  return instrumentNamed(world, id, 'source');
}

const CREATION = {
  amount: required(integer({ minimum: 1 })),
  currency: required(currency()),
  capture: boolean(),
  customer: text(),
  description: clearable(text()),
  metadata: metadata(),
  radar_options: anything(),
  receipt_email: text(),
  shipping: shipping(),
  source: text(),
  statement_descriptor: text(22),
  statement_descriptor_suffix: text(22),
  transfer_group: text(),
};

function shippingOf(given: ReturnType<ReturnType<typeof shipping>['parse']> | null | undefined): Charge['shipping'] {
  if (given === null || given === undefined) return null;
  return {
    ...given,
    carrier: given.carrier ?? null,
    phone: given.phone ?? null,
    tracking_number: given.tracking_number ?? null,
  };
}

/** @throws StripeError for a charge that is captured or gone already. */
function capture(world: World, charge: Charge, amount: number | undefined): Charge {
  if (charge.captured)
    throw invalidRequest(`Charge ${charge.id} has already been captured.`, { code: 'charge_already_captured' });
  if (charge.refunded)
    throw invalidRequest(`Charge ${charge.id} has been refunded.`, { code: 'charge_already_refunded' });
  const taken = amount ?? charge.amount;
  if (taken > charge.amount) {
    throw invalidRequest('You cannot capture more than the amount of the charge.', {
      code: 'amount_too_large',
      param: 'amount',
    });
  }
  const captured = { amount_captured: taken, captured: true, amount_refunded: charge.amount - taken };
  return changeAndTell(
    world,
    'charge',
    charge,
    { ...captured, ...bookCharge(world, { ...charge, ...captured }, false) },
    'charge.captured',
  );
}

export const CHARGE_ROUTES: readonly Route[] = [
  route('POST', '/v1/charges', CREATION, (world, given) => {
    checkChargeAmount(given.amount, given.currency);
    const instrument = instrumentFor(world, given.source, given.customer);
    const charge = createCharge(world, {
      amount: given.amount,
      currency: given.currency,
      instrument,
      customer: given.customer ?? null,
      paymentIntent: null,
      isCaptured: given.capture !== false,
      description: given.description ?? null,
      metadata: changedMetadata({}, given.metadata),
      receiptEmail: given.receipt_email ?? null,
      shipping: shippingOf(given.shipping),
      statementDescriptor: given.statement_descriptor ?? null,
      transferGroup: given.transfer_group ?? null,
    });
    const { decline } = instrument.test;
    if (decline !== undefined) {
      const { code, declineCode, message } = decline;
      const fields = { charge: charge.id, code, message, type: 'card_error' as const };
      throw new StripeError(402, declineCode === null ? fields : { ...fields, decline_code: declineCode }, {
        keepsChanges: true,
      });
    }
    afterCharge(world, charge, instrument);
    return world.store.need('charge', charge.id);
  }),
  route(
    'GET',
    '/v1/charges',
    { ...PAGING_AND_CREATED, customer: text(), payment_intent: text() },
    (world, { customer, payment_intent, ...page }) => listOf(world, 'charge', page, { customer, payment_intent }),
  ),
  searchRoute('charge', [
    'amount',
    'billing_details.address.postal_code',
    'created',
    'currency',
    'customer',
    'disputed',
    'metadata',
    'payment_method_details.card.brand',
    'payment_method_details.card.exp_month',
    'payment_method_details.card.exp_year',
    'payment_method_details.card.fingerprint',
    'payment_method_details.card.last4',
    'refunded',
    'status',
  ]),
  route('GET', '/v1/charges/:id', {}, ({ store }, _, { id }) => store.need('charge', id)),
  route(
    'POST',
    '/v1/charges/:id',
    {
      customer: text(),
      description: clearable(text()),
      fraud_details: anything(),
      metadata: metadata(),
      receipt_email: clearable(text()),
      shipping: shipping(),
      transfer_group: text(),
    },
    (world, { customer, description, metadata: change, receipt_email, shipping: to, transfer_group }, { id }) => {
      const charge = world.store.need('charge', id);
      if (customer !== undefined) world.store.need('customer', customer, 'customer');
      return changeAndTell(
        world,
        'charge',
        charge,
        {
          metadata: changedMetadata(charge.metadata, change),
          ...(customer === undefined ? {} : { customer }),
          ...(description === undefined ? {} : { description }),
          ...(receipt_email === undefined ? {} : { receipt_email }),
          ...(to === undefined ? {} : { shipping: shippingOf(to) }),
          ...(transfer_group === undefined ? {} : { transfer_group }),
        },
        'charge.updated',
      );
    },
  ),
  route(
    'POST',
    '/v1/charges/:id/capture',
    { amount: integer({ minimum: 1 }), receipt_email: text(), statement_descriptor: text(22) },
    (world, { amount }, { id }) => capture(world, world.store.need('charge', id), amount),
  ),
];
