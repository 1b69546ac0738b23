import { listOf, PAGING, PAGING_AND_CREATED } from '#server/billing/sandbox/protocol/lists.ts';
import {
  anything,
  boolean,
  changedMetadata,
  hash,
  integer,
  list,
  metadata,
  oneOf,
  required,
  shipping,
  text,
  timestamp,
} from '#server/billing/sandbox/protocol/parameters.ts';
import { route } from '#server/billing/sandbox/protocol/route.ts';
import type { Route } from '#server/billing/sandbox/protocol/route.ts';
import { invalidRequest, missingParameter } from '#server/billing/sandbox/protocol/stripeError.ts';
import { changeAndTell } from '#server/billing/sandbox/world/world.ts';
import { createSession, currencyOf, expireSession, linesOf, linesOfSession, paySession } from './checkout.ts';
import { PRICE_INLINE } from './lineItems.ts';
import { methodNamed } from './instruments.ts';

const LINE_ITEMS = list(
  hash({
    price: text(),
    price_data: hash(PRICE_INLINE),
    quantity: integer({ minimum: 1 }),
    adjustable_quantity: anything(),
    dynamic_tax_rates: anything(),
  }),
);

const INTENT_DATA = hash({
  capture_method: oneOf('automatic', 'automatic_async', 'manual'),
  description: text(),
  metadata: metadata(),
  receipt_email: text(),
  setup_future_usage: oneOf('off_session', 'on_session'),
  shipping: shipping(),
  statement_descriptor: text(22),
  statement_descriptor_suffix: text(22),
  transfer_group: text(),
});

const CREATION = {
  mode: required(oneOf('payment', 'setup', 'subscription')),
  line_items: LINE_ITEMS,
  success_url: text(),
  cancel_url: text(),
  client_reference_id: text(200),
  currency: text(3),
  customer: text(),
  customer_creation: oneOf('always', 'if_required'),
  customer_email: text(800),
  expires_at: timestamp(),
  locale: text(),
  metadata: metadata(),
  payment_intent_data: INTENT_DATA,
  payment_method_types: list(text()),
  allow_promotion_codes: boolean(),
  automatic_tax: anything(),
  billing_address_collection: oneOf('auto', 'required'),
  phone_number_collection: anything(),
  submit_type: oneOf('auto', 'book', 'donate', 'pay'),
  ui_mode: oneOf('hosted_page', 'hosted'),
};

export const CHECKOUT_ROUTES: readonly Route[] = [
  route('POST', '/v1/checkout/sessions', CREATION, (world, given) => {
    if (given.mode !== 'payment') {
      throw invalidRequest(`The sandbox knows Checkout Sessions of mode \`payment\` only, not \`${given.mode}\`.`, {
        param: 'mode',
      });
    }
    if (given.success_url === undefined) throw missingParameter('success_url');
    const lines = linesOf(world, given.line_items ?? []);
    if (lines.some(({ price }) => price.type === 'recurring')) {
      throw invalidRequest(
        'You must provide at least one recurring price in `subscription` mode, and none in `payment` mode.',
        { param: 'line_items' },
      );
    }
    return createSession(world, {
      mode: 'payment',
      lines,
      currency: currencyOf(lines),
      successUrl: given.success_url,
      cancelUrl: given.cancel_url ?? null,
      customer: given.customer,
      customerEmail: given.customer_email,
      clientReference: given.client_reference_id,
      expiresAt: given.expires_at,
      locale: given.locale,
      metadata: changedMetadata({}, given.metadata),
      createsCustomer: given.customer_creation === 'always',
      paymentMethodTypes: given.payment_method_types,
      intent: given.payment_intent_data ?? {},
    });
  }),
  route(
    'GET',
    '/v1/checkout/sessions',
    {
      ...PAGING_AND_CREATED,
      customer: text(),
      customer_details: hash({ email: required(text()) }),
      payment_intent: text(),
      payment_link: text(),
      status: oneOf('complete', 'expired', 'open'),
    },
    (world, { customer, customer_details, payment_intent, payment_link, status, ...page }) =>
      listOf(world, 'checkout.session', page, {
        customer,
        payment_intent,
        payment_link,
        status,
        'customer_details.email': customer_details?.email,
      }),
  ),
  route('GET', '/v1/checkout/sessions/:id', {}, ({ store }, _, { id }) => store.need('checkout.session', id)),
  route('POST', '/v1/checkout/sessions/:id', { metadata: metadata() }, (world, { metadata: change }, { id }) => {
    const session = world.store.need('checkout.session', id);
    return changeAndTell(
      world,
      'checkout.session',
      session,
      { metadata: changedMetadata(session.metadata ?? {}, change) },
      null,
    );
  }),
  route('GET', '/v1/checkout/sessions/:id/line_items', PAGING, (world, { limit = 10 }, { id }) => {
    world.store.need('checkout.session', id);
    const data = linesOfSession(world, id);
    return {
      object: 'list',
      data: data.slice(0, limit),
      has_more: data.length > limit,
      url: `/v1/checkout/sessions/${id}/line_items`,
    };
  }),
  route('POST', '/v1/checkout/sessions/:id/expire', {}, (world, _, { id }) =>
    expireSession(world, world.store.need('checkout.session', id)),
  ),
  // What Stripe's hosted page calls, and its CLI with it.
  route('GET', '/v1/payment_pages/:id', {}, ({ store }, _, { id }) => store.need('checkout.session', id)),
  route(
    'POST',
    '/v1/payment_pages/:id/confirm',
    { payment_method: required(text()), expected_amount: integer() },
    (world, { payment_method: name, expected_amount: expected }, { id }) => {
      const session = world.store.need('checkout.session', id);
      if (expected !== undefined && expected !== session.amount_total) {
        throw invalidRequest('The expected amount does not match the amount of the session.', {
          param: 'expected_amount',
        });
      }
      return paySession(world, session, methodNamed(world, name));
    },
  ),
];
