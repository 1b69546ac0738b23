import { listOf, pageOfItems, PAGING, PAGING_AND_CREATED } from '#server/billing/sandbox/protocol/lists.ts';
import {
  anything,
  boolean,
  changedMetadata,
  currency,
  hash,
  integer,
  limited,
  list,
  metadata,
  notBuiltShape,
  oneOf,
  required,
  text,
  timestamp,
  url,
} from '#server/billing/sandbox/protocol/parameters.ts';
import { route } from '#server/billing/sandbox/protocol/route.ts';
import type { Route } from '#server/billing/sandbox/protocol/route.ts';
import { invalidRequest, missingParameter } from '#server/billing/sandbox/protocol/stripeError.ts';
import { changeAndTell } from '#server/billing/sandbox/world/world.ts';
import { createSession, currencyOf, expireSession, linesOf, linesOfSession, paySession } from './checkout.ts';
import { methodNamed } from './instruments.ts';
import { INTENT_DATA, PRICE_INLINE } from './lineItems.ts';
import { methodOptions } from './methodOptions.ts';
import { BUILT_TYPES } from './paymentMethodData.ts';

const LINE_ITEMS = list(
  hash({
    price: text(),
    price_data: hash(PRICE_INLINE),
    quantity: integer({ minimum: 1 }),
    metadata: metadata(),
    ...notBuiltShape('adjustable_quantity', 'dynamic_tax_rates', 'tax_rates'),
  }),
);

const CREATION = {
  mode: required(oneOf('payment', 'setup', 'subscription')),
  line_items: LINE_ITEMS,
  success_url: url(),
  cancel_url: url(),
  client_reference_id: text(200),
  currency: currency(),
  customer: text(),
  allow_promotion_codes: boolean(),
  customer_creation: oneOf('always', 'if_required'),
  customer_email: text(800),
  expires_at: timestamp(),
  locale: text(),
  metadata: metadata(),
  payment_intent_data: INTENT_DATA,
  payment_method_data: anything(),
  payment_method_options: methodOptions(),
  allowed_payment_method_types: list(text()),
  payment_method_types: list(text()),
  billing_address_collection: limited(oneOf('auto', 'required'), 'auto'),
  integration_identifier: anything(),
  origin_context: anything(),
  payment_method_collection: oneOf('always', 'if_required'),
  submit_type: oneOf('auto', 'book', 'donate', 'pay', 'subscribe'),
  ui_mode: limited(oneOf('hosted_page', 'hosted', 'elements', 'embedded_page', 'form'), 'hosted_page', 'hosted'),
  ...notBuiltShape(
    'adaptive_pricing',
    'after_expiration',
    'automatic_tax',
    'branding_settings',
    'consent_collection',
    'custom_fields',
    'custom_text',
    'customer_account',
    'customer_update',
    'discounts',
    'excluded_payment_method_types',
    'invoice_creation',
    'managed_payments',
    'name_collection',
    'optional_items',
    'payment_method_configuration',
    'permissions',
    'phone_number_collection',
    'redirect_on_completion',
    'return_url',
    'saved_payment_method_options',
    'setup_intent_data',
    'shipping_address_collection',
    'shipping_options',
    'subscription_data',
    'tax_id_collection',
    'wallet_options',
  ),
};

const UPDATE = {
  metadata: metadata(),
  ...notBuiltShape('collected_information', 'line_items', 'payment_intent_data', 'shipping_options'),
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
    const chosen = currencyOf(lines);
    if (given.currency !== undefined && given.currency !== chosen) {
      throw invalidRequest(`The prices of the line items are in ${chosen}, not in ${given.currency}.`, {
        param: 'currency',
      });
    }
    if (given.customer !== undefined && given.customer_email !== undefined)
      throw invalidRequest('You may only specify one of these parameters: customer, customer_email.');
    return createSession(world, {
      mode: 'payment',
      lines,
      currency: chosen,
      successUrl: given.success_url,
      cancelUrl: given.cancel_url ?? null,
      customer: given.customer,
      customerEmail: given.customer_email,
      clientReference: given.client_reference_id,
      expiresAt: given.expires_at,
      locale: given.locale,
      metadata: changedMetadata({}, given.metadata),
      createsCustomer: given.customer_creation === 'always',
      allowedTypes: given.allowed_payment_method_types,
      paymentMethodTypes:
        given.payment_method_types ?? given.allowed_payment_method_types?.filter((type) => BUILT_TYPES.has(type)),
      allowsPromotionCodes: given.allow_promotion_codes,
      submitType: given.submit_type,
      intent: { ...given.payment_intent_data, payment_method_options: given.payment_method_options },
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
      ...notBuiltShape('customer_account', 'subscription'),
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
  route('POST', '/v1/checkout/sessions/:id', UPDATE, (world, { metadata: change }, { id }) => {
    const session = world.store.need('checkout.session', id);
    return changeAndTell(
      world,
      'checkout.session',
      session,
      { metadata: changedMetadata(session.metadata ?? {}, change) },
      null,
    );
  }),
  route('GET', '/v1/checkout/sessions/:id/line_items', PAGING, (world, page, { id }) => {
    world.store.need('checkout.session', id);
    return pageOfItems(linesOfSession(world, id), page, `/v1/checkout/sessions/${id}/line_items`);
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
