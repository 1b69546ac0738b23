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
  notBuilt,
  notBuiltShape,
  oneOf,
  required,
  shipping,
  text,
  url,
} from '#server/billing/sandbox/protocol/parameters.ts';
import type { Parameters } from '#server/billing/sandbox/protocol/parameters.ts';
import { route } from '#server/billing/sandbox/protocol/route.ts';
import type { Route } from '#server/billing/sandbox/protocol/route.ts';
import { invalidRequest, returnUrlMissing } from '#server/billing/sandbox/protocol/stripeError.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';
import { checkType } from './allowedTypes.ts';
import { instrumentNamed, isOlder, methodNamed } from './instruments.ts';
import { INTENT_SETTINGS } from './intentSettings.ts';
import { livingCustomer } from './livingCustomer.ts';
import { checkChargeAmount } from './money.ts';
import { cancelIntent, captureIntent, confirmIntent, requireStatus } from './paying.ts';
import { BUILT_TYPES, methodFromData } from './paymentMethodData.ts';
import { searchRoute } from './searching.ts';
import { chargeableSource } from './sources.ts';

type Intent = Kinds['payment_intent'];

const CAPTURE_METHOD = oneOf('automatic', 'automatic_async', 'manual');
const FUTURE_USAGE = oneOf('off_session', 'on_session');

/** What may be set at any time before the payment is through. */
const SETTINGS = {
  ...INTENT_SETTINGS,
  receipt_email: clearable(text()),
  setup_future_usage: clearable(FUTURE_USAGE),
  shipping: clearable(shipping()),
  statement_descriptor: clearable(text(22)),
  statement_descriptor_suffix: clearable(text(22)),
  transfer_group: text(),
  capture_method: CAPTURE_METHOD,
  ...notBuiltShape(
    'amount_details',
    'application_fee_amount',
    'customer_account',
    'excluded_payment_method_types',
    'hooks',
    'payment_details',
    'payment_method_configuration',
    'transfer_data',
  ),
};

const CONFIRMING = {
  error_on_requires_action: boolean(),
  mandate_data: anything(),
  off_session: oneOf('true', 'false', 'one_off', 'recurring'),
  return_url: url(),
  use_stripe_sdk: boolean(),
  ...notBuiltShape('confirmation_token', 'mandate'),
};

const CREATION = {
  ...SETTINGS,
  ...CONFIRMING,
  amount: required(integer({ minimum: 1 })),
  currency: required(currency()),
  automatic_payment_methods: hash({ enabled: required(boolean()), allow_redirects: oneOf('always', 'never') }),
  confirm: boolean(),
  confirmation_method: oneOf('automatic', 'manual'),
  on_behalf_of: notBuilt(),
  radar_options: anything(),
};

const UPDATE = { ...SETTINGS, amount: integer({ minimum: 1 }), currency: currency() };

type Settings = Partial<Parameters<typeof SETTINGS>>;

/** The address hash as an intent keeps it. */
function shippingOf(given: Settings['shipping']): Intent['shipping'] {
  if (given === null || given === undefined) return null;
  const { carrier, phone, tracking_number, name, address } = given;
  return {
    address,
    name,
    carrier: carrier ?? null,
    phone: phone ?? null,
    tracking_number: tracking_number ?? null,
  };
}

/** @throws StripeError for a customer that is not there, or a method that is another customer's. */
function methodFor(world: World, settings: Settings, customer: string | null): string | null | undefined {
  if (settings.customer !== undefined) livingCustomer(world, settings.customer);
  const { payment_method: name, payment_method_data: data } = settings;
  if (data !== undefined) return methodFromData(world, data, 'payment_method_data').id;
  if (name === undefined || name === null) return name;
  if (name.startsWith('src_')) chargeableSource(world, name, 'payment_method');
  const method = isOlder(name) ? instrumentNamed(world, name) : methodNamed(world, name);
  if (method.customer !== null && method.customer !== customer) {
    throw invalidRequest(
      `The provided PaymentMethod cannot be attached. To reuse a PaymentMethod, you must attach it to a Customer first: ` +
        `${method.id} belongs to the Customer ${method.customer}. Please include the Customer in the \`customer\` parameter on the PaymentIntent.`,
      { param: 'payment_method' },
    );
  }
  return method.id;
}

/** The options as an intent shows them. */
const optionsOf = ({ payment_method_options: options }: Settings): Intent['payment_method_options'] | undefined =>
  options === undefined
    ? undefined
    : {
        card: {
          installments: null,
          mandate_options: null,
          network: null,
          request_three_d_secure: options.requestThreeDSecure ?? 'automatic',
        },
      };

/** Which types of methods the payment takes: those that the shop allows and the sandbox has. */
function typesOf({ allowed_payment_method_types: allowed, payment_method_types: types }: Settings): Partial<Intent> {
  if (allowed !== undefined)
    return {
      allowed_payment_method_types: [...allowed] as Intent['allowed_payment_method_types'],
      payment_method_types: allowed.filter((type) => BUILT_TYPES.has(type)),
    };
  return types === undefined ? {} : { payment_method_types: [...types] };
}

/** The fields that `settings` sets; what was not sent stays as it is. */
function changesOf(world: World, before: Intent, settings: Settings): Partial<Intent> {
  const customer = settings.customer ?? before.customer;
  const method = methodFor(world, settings, customer);
  const set = <Name extends keyof Intent>(name: Name, value: Intent[Name] | undefined): Partial<Intent> =>
    value === undefined ? {} : { [name]: value };
  return {
    customer,
    metadata: changedMetadata(before.metadata, settings.metadata),
    ...set('capture_method', settings.capture_method),
    ...set('description', settings.description),
    ...(method === undefined ? {} : { payment_method: method }),
    ...typesOf(settings),
    ...set('payment_method_options', optionsOf(settings)),
    ...set('receipt_email', settings.receipt_email),
    ...set('setup_future_usage', settings.setup_future_usage),
    ...set('shipping', settings.shipping === undefined ? undefined : shippingOf(settings.shipping)),
    ...set('statement_descriptor', settings.statement_descriptor),
    ...set('statement_descriptor_suffix', settings.statement_descriptor_suffix),
    ...set('transfer_group', settings.transfer_group),
  };
}

const waitingStatus = (method: string | null): Intent['status'] =>
  method === null ? 'requires_payment_method' : 'requires_confirmation';

export interface NewIntent extends Settings {
  readonly amount: number;
  readonly currency: string;
  readonly automatic_payment_methods?:
    { readonly enabled: boolean; readonly allow_redirects?: 'always' | 'never' | undefined } | undefined;
  readonly confirmation_method?: 'automatic' | 'manual' | undefined;
}

/** Adds a payment intent and tells of it. */
export function createIntent(world: World, given: NewIntent): Intent {
  const { ids, clock, store, emit } = world;
  checkChargeAmount(given.amount, given.currency);
  const id = ids.of('payment_intent');
  const isAutomatic = given.automatic_payment_methods?.enabled ?? given.payment_method_types === undefined;
  const empty: Intent = {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: given.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: isAutomatic
      ? { enabled: true, allow_redirects: given.automatic_payment_methods?.allow_redirects ?? 'always' }
      : null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_${ids.text(25)}`,
    confirmation_method: given.confirmation_method ?? 'automatic',
    created: clock.now(),
    currency: given.currency,
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' },
    },
    payment_method_types: ['card'],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  };
  const filled: Intent = { ...empty, ...changesOf(world, empty, given) };
  checkType(world, filled);
  const intent = store.add('payment_intent', { ...filled, status: waitingStatus(filled.payment_method) });
  emit('payment_intent.created', intent);
  return intent;
}

type Confirming = Partial<Parameters<typeof CONFIRMING>>;

function confirmationOf({ return_url, off_session, error_on_requires_action }: Confirming) {
  const isOffSession = off_session !== undefined && off_session !== 'false';
  return { returnUrl: return_url ?? null, isOffSession: isOffSession || error_on_requires_action === true };
}

/** @throws StripeError where a method of the dashboard's could send the customer away, and nobody said where they come back to. */
function checkReturn(intent: Intent, { return_url, off_session, use_stripe_sdk }: Confirming): void {
  const isOpen = intent.allowed_payment_method_types?.every((type) => BUILT_TYPES.has(type)) !== true;
  const redirects = isOpen && intent.automatic_payment_methods?.allow_redirects === 'always';
  const isOffSession = off_session !== undefined && off_session !== 'false';
  if (redirects && return_url === undefined && !isOffSession && use_stripe_sdk !== true)
    throw returnUrlMissing('PaymentIntent');
}

function update(
  world: World,
  intent: Intent,
  { amount, currency: code, ...settings }: Partial<Parameters<typeof UPDATE>>,
): Intent {
  requireStatus(intent, 'update', [
    'requires_payment_method',
    'requires_confirmation',
    'requires_action',
    'requires_capture',
    'processing',
    'succeeded',
  ]);
  const isThrough =
    intent.status === 'succeeded' || intent.status === 'processing' || intent.status === 'requires_capture';
  if (isThrough && (amount !== undefined || code !== undefined || typeof settings.payment_method === 'string')) {
    throw invalidRequest(
      `This PaymentIntent's amount, currency and payment_method could not be updated because it has a status of ${intent.status}.`,
      { code: 'payment_intent_unexpected_state', payment_intent: intent },
    );
  }
  if (amount !== undefined || code !== undefined) checkChargeAmount(amount ?? intent.amount, code ?? intent.currency);
  const changes = changesOf(world, intent, settings);
  const next: Intent = { ...intent, ...changes, amount: amount ?? intent.amount, currency: code ?? intent.currency };
  if (!isThrough) checkType(world, next);
  const status = isThrough ? intent.status : waitingStatus(next.payment_method);
  return world.store.change('payment_intent', next, { status, ...(isThrough ? {} : { next_action: null }) });
}

const REASONS = oneOf('duplicate', 'fraudulent', 'requested_by_customer', 'abandoned');

export const PAYMENT_INTENT_ROUTES: readonly Route[] = [
  route('POST', '/v1/payment_intents', CREATION, (world, given, _, { hasVersion }) => {
    const intent = createIntent(world, given);
    if (given.confirm !== true) return intent;
    if (hasVersion) checkReturn(intent, given);
    return confirmIntent(world, intent, confirmationOf(given));
  }),
  route(
    'GET',
    '/v1/payment_intents',
    { ...PAGING_AND_CREATED, customer: text(), ...notBuiltShape('customer_account') },
    (world, { customer, customer_account: _, ...page }) => listOf(world, 'payment_intent', page, { customer }),
  ),
  searchRoute('payment_intent', ['amount', 'created', 'currency', 'customer', 'metadata', 'status']),
  route('GET', '/v1/payment_intents/:id', { client_secret: text() }, ({ store }, _, { id }) =>
    store.need('payment_intent', id),
  ),
  route('POST', '/v1/payment_intents/:id', UPDATE, (world, given, { id }) =>
    update(world, world.store.need('payment_intent', id), given),
  ),
  route(
    'POST',
    '/v1/payment_intents/:id/confirm',
    { ...SETTINGS, ...CONFIRMING, amount_to_confirm: notBuilt(), radar_options: anything() },
    (world, given, { id }, { hasVersion }) => {
      const intent = world.store.need('payment_intent', id);
      requireStatus(intent, 'confirm', ['requires_payment_method', 'requires_confirmation', 'requires_action']);
      const next = update(world, intent, given);
      if (hasVersion) checkReturn(next, given);
      return confirmIntent(world, next, confirmationOf(given));
    },
  ),
  route(
    'POST',
    '/v1/payment_intents/:id/capture',
    {
      amount_to_capture: integer({ minimum: 1 }),
      metadata: metadata(),
      statement_descriptor: text(22),
      statement_descriptor_suffix: text(22),
      final_capture: boolean(),
      ...notBuiltShape('amount_details', 'application_fee_amount', 'hooks', 'payment_details', 'transfer_data'),
    },
    (world, { amount_to_capture, final_capture, metadata: change, statement_descriptor: name }, { id }) => {
      const intent = world.store.need('payment_intent', id);
      if (final_capture === false) {
        throw invalidRequest('Multicapture is not available for this PaymentIntent: `final_capture` must be true.', {
          param: 'final_capture',
        });
      }
      const named: Intent = { ...intent, metadata: changedMetadata(intent.metadata, change) };
      return captureIntent(
        world,
        name === undefined ? named : { ...named, statement_descriptor: name },
        amount_to_capture,
      );
    },
  ),
  route(
    'POST',
    '/v1/payment_intents/:id/cancel',
    { cancellation_reason: REASONS },
    (world, { cancellation_reason }, { id }) =>
      cancelIntent(world, world.store.need('payment_intent', id), cancellation_reason ?? null),
  ),
];
