import type { Kinds } from '#server/billing/sandbox/kinds.ts';
import { listOf, PAGING_AND_CREATED } from '#server/billing/sandbox/protocol/lists.ts';
import {
  anything,
  boolean,
  changedMetadata,
  clearable,
  currency,
  hash,
  integer,
  metadata,
  notBuiltShape,
  oneOf,
  required,
  shipping,
  text,
} from '#server/billing/sandbox/protocol/parameters.ts';
import { route } from '#server/billing/sandbox/protocol/route.ts';
import type { Route } from '#server/billing/sandbox/protocol/route.ts';
import { invalidRequest, missingParameter, noSuch, StripeError } from '#server/billing/sandbox/protocol/stripeError.ts';
import { fieldOf } from '#server/billing/sandbox/store/database.ts';
import { changeAndTell } from '#server/billing/sandbox/world/world.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';
import { afterCharge, bookCharge, createCharge, declineOf } from './charging.ts';
import type { ChargeRequest } from './charging.ts';
import { cardFromToken } from './cards.ts';
import { instrumentNamed } from './instruments.ts';
import type { Instrument } from './instruments.ts';
import { livingCustomer } from './livingCustomer.ts';
import { checkChargeAmount, checkDigits } from './money.ts';
import { releaseRest } from './refundObjects.ts';
import { chargeableSource } from './sources.ts';
import { searchRoute } from './searching.ts';
import { AUTHENTICATION_REQUIRED } from '#server/billing/sandbox/testMethods.ts';

type Charge = Kinds['charge'];

/** What a charge of the older API is made from: a token, a card of the customer's, or the customer's default. */
function instrumentFor(world: World, source: string | undefined, customer: string | undefined): Instrument {
  const owner = customer === undefined ? undefined : livingCustomer(world, customer);
  const name = source ?? owner?.default_source ?? undefined;
  if (name === undefined) {
    if (owner === undefined) throw missingParameter('source');
    throw new StripeError(402, {
      code: 'missing',
      message: 'Cannot charge a customer that has no active card',
      type: 'card_error',
    });
  }
  if (name.startsWith('tok_')) return instrumentNamed(world, cardFromToken(world, name, null, 'source').id, 'source');
  const card = name.startsWith('src_') ? chargeableSource(world, name, 'source') : world.store.get('card', name);
  if (card === undefined) throw noSuch('source', name, 'source');
  if ((card.customer ?? null) !== (customer ?? null)) {
    throw invalidRequest(`Customer ${customer ?? 'null'} does not have a linked source with ID ${name}.`, {
      code: 'missing',
      param: 'source',
    });
  }
  return instrumentNamed(world, name, 'source');
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
  ...notBuiltShape('application_fee', 'application_fee_amount', 'destination', 'on_behalf_of', 'transfer_data'),
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
function capture(world: World, charge: Charge, amount: number | undefined, more: Partial<Charge>): Charge {
  if (charge.captured)
    throw invalidRequest(`Charge ${charge.id} has already been captured.`, { code: 'charge_already_captured' });
  if (charge.refunded)
    throw invalidRequest(`Charge ${charge.id} has been refunded.`, { code: 'charge_already_refunded' });
  if (charge.payment_intent !== null) {
    throw invalidRequest(
      `This Charge was created by a PaymentIntent (${charge.payment_intent}). Capture the PaymentIntent instead of the Charge.`,
    );
  }
  if (charge.status !== 'succeeded')
    throw invalidRequest(`Charge ${charge.id} has not succeeded and cannot be captured.`);
  const taken = amount ?? charge.amount;
  if (taken > charge.amount) {
    throw invalidRequest('You cannot capture more than the amount of the charge.', {
      code: 'amount_too_large',
      param: 'amount',
    });
  }
  checkDigits(taken, charge.currency, 'amount');
  const instrument = instrumentNamed(world, charge.payment_method ?? '');
  const captured = {
    ...more,
    amount_captured: taken,
    captured: true,
    ...releaseRest(world, charge, charge.amount - taken),
  };
  const booked = bookCharge(world, { ...charge, ...captured }, instrument.test.isAvailableAtOnce === true);
  const done = changeAndTell(world, 'charge', charge, { ...captured, ...booked }, 'charge.captured');
  afterCharge(world, done, instrument);
  return world.store.need('charge', done.id);
}

export const CHARGE_ROUTES: readonly Route[] = [
  route('POST', '/v1/charges', CREATION, (world, given) => {
    checkChargeAmount(given.amount, given.currency);
    const instrument = instrumentFor(world, given.source, given.customer);
    // The older API has no way to ask the owner of the card.
    const { authentication } = instrument.test;
    const request: ChargeRequest = {
      decline: authentication === 'always' || authentication === 'unlessSetUp' ? AUTHENTICATION_REQUIRED : undefined,
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
      statementDescriptorSuffix: given.statement_descriptor_suffix ?? null,
      transferGroup: given.transfer_group ?? null,
    };
    const charge = createCharge(world, request);
    const decline = declineOf(request);
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
    { ...PAGING_AND_CREATED, customer: text(), payment_intent: text(), transfer_group: text() },
    (world, { customer, payment_intent, transfer_group: group, ...page }) =>
      listOf(
        world,
        'charge',
        page,
        { customer, payment_intent },
        undefined,
        group === undefined ? undefined : { sql: `${fieldOf('transfer_group')} = ?`, values: [group] },
      ),
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
      fraud_details: hash({ user_report: clearable(oneOf('fraudulent', 'safe')) }),
      metadata: metadata(),
      receipt_email: clearable(text()),
      shipping: shipping(),
      transfer_group: text(),
    },
    (
      world,
      { customer, description, fraud_details: fraud, metadata: change, receipt_email, shipping: to, transfer_group },
      { id },
    ) => {
      const charge = world.store.need('charge', id);
      if (customer !== undefined) livingCustomer(world, customer);
      const report = fraud?.user_report;
      return changeAndTell(
        world,
        'charge',
        charge,
        {
          metadata: changedMetadata(charge.metadata, change),
          ...(customer === undefined ? {} : { customer }),
          ...(description === undefined ? {} : { description }),
          ...(report === undefined ? {} : { fraud_details: report === null ? {} : { user_report: report } }),
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
    {
      amount: integer({ minimum: 1 }),
      receipt_email: text(),
      statement_descriptor: text(22),
      statement_descriptor_suffix: text(22),
      ...notBuiltShape('application_fee', 'application_fee_amount', 'transfer_data', 'transfer_group'),
    },
    (world, { amount, receipt_email, statement_descriptor, statement_descriptor_suffix }, { id }) =>
      capture(world, world.store.need('charge', id), amount, {
        ...(receipt_email === undefined ? {} : { receipt_email }),
        ...(statement_descriptor === undefined ? {} : { statement_descriptor }),
        ...(statement_descriptor_suffix === undefined ? {} : { statement_descriptor_suffix }),
      }),
  ),
];
