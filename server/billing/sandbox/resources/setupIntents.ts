import type Stripe from 'stripe';
import type { Kinds } from '#server/billing/sandbox/kinds.ts';
import { listOf, PAGING_AND_CREATED } from '#server/billing/sandbox/protocol/lists.ts';
import {
  anything,
  boolean,
  changedMetadata,
  hash,
  list,
  notBuilt,
  notBuiltShape,
  oneOf,
  required,
  text,
  url,
} from '#server/billing/sandbox/protocol/parameters.ts';
import type { Parameters } from '#server/billing/sandbox/protocol/parameters.ts';
import { route } from '#server/billing/sandbox/protocol/route.ts';
import type { Route } from '#server/billing/sandbox/protocol/route.ts';
import { invalidRequest, returnUrlMissing, StripeError } from '#server/billing/sandbox/protocol/stripeError.ts';
import type { Decline } from '#server/billing/sandbox/testMethods.ts';
import { changeAndTell } from '#server/billing/sandbox/world/world.ts';
import { authenticationAction } from './authentication.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';
import { checkType } from './allowedTypes.ts';
import { instrumentNamed, markSetUp, methodNamed } from './instruments.ts';
import { INTENT_SETTINGS } from './intentSettings.ts';
import { livingCustomer } from './livingCustomer.ts';
import { methodOptions } from './methodOptions.ts';
import { BUILT_TYPES, methodFromData, PAYMENT_METHOD_DATA } from './paymentMethodData.ts';
import { attach } from './paymentMethods.ts';

type Intent = Kinds['setup_intent'];
type Attempt = Kinds['setup_attempt'];

const SETTINGS = {
  ...INTENT_SETTINGS,
  ...notBuiltShape(
    'attach_to_self',
    'customer_account',
    'excluded_payment_method_types',
    'flow_directions',
    'payment_method_configuration',
  ),
};
const CONFIRMING = {
  confirmation_token: notBuilt(),
  mandate_data: anything(),
  return_url: url(),
  use_stripe_sdk: boolean(),
};
const CREATION = {
  ...SETTINGS,
  ...CONFIRMING,
  automatic_payment_methods: hash({ enabled: required(boolean()), allow_redirects: oneOf('always', 'never') }),
  confirm: boolean(),
  on_behalf_of: notBuilt(),
  single_use: notBuilt(),
  usage: oneOf('off_session', 'on_session'),
};

type Settings = Partial<Parameters<typeof SETTINGS>>;

function requireStatus(intent: Intent, verb: string, allowed: readonly Intent['status'][]): void {
  if (allowed.includes(intent.status)) return;
  throw invalidRequest(
    `You cannot ${verb} this SetupIntent because it has a status of ${intent.status}. Only a SetupIntent with one of the following ` +
      `statuses may be ${verb === 'cancel' ? 'canceled' : `${verb}ed`}: ${allowed.join(', ')}.`,
    { code: 'setup_intent_unexpected_state', setup_intent: intent },
  );
}

const waitingStatus = (method: string | null): Intent['status'] =>
  method === null ? 'requires_payment_method' : 'requires_confirmation';

function changesOf(world: World, before: Intent, given: Settings): Partial<Intent> {
  const {
    customer,
    description,
    metadata: change,
    payment_method: name,
    payment_method_data: data,
    allowed_payment_method_types: allowed,
    payment_method_types: types,
  } = given;
  if (customer !== undefined) livingCustomer(world, customer);
  const method =
    data !== undefined
      ? methodFromData(world, data, 'payment_method_data').id
      : typeof name === 'string'
        ? ownMethod(world, name, customer ?? before.customer)
        : name;
  return {
    metadata: changedMetadata(before.metadata ?? {}, change),
    ...(customer === undefined ? {} : { customer }),
    ...(description === undefined ? {} : { description }),
    ...(method === undefined ? {} : { payment_method: method }),
    ...(types === undefined ? {} : { payment_method_types: [...types] }),
    ...(allowed === undefined
      ? {}
      : {
          allowed_payment_method_types: [...allowed] as Intent['allowed_payment_method_types'],
          payment_method_types: allowed.filter((type) => BUILT_TYPES.has(type)),
        }),
  };
}

/** @throws StripeError for another customer's method. */
function ownMethod(world: World, name: string, customer: string | null): string {
  const method = methodNamed(world, name);
  if (method.customer === null || method.customer === customer) return method.id;
  throw invalidRequest(
    `The payment method ${method.id} belongs to the Customer ${method.customer}. Please include the Customer in the \`customer\` ` +
      'parameter on the SetupIntent.',
    { param: 'payment_method' },
  );
}

/** @throws StripeError where a method of the dashboard's could send the customer away, and nobody said where they come back to. */
function checkReturn(
  { allowed_payment_method_types: allowed, automatic_payment_methods: automatic }: Intent,
  { return_url, use_stripe_sdk }: Partial<Parameters<typeof CONFIRMING>>,
): void {
  const isOpen = allowed?.every((type) => BUILT_TYPES.has(type)) !== true;
  if (isOpen && automatic?.allow_redirects === 'always' && return_url === undefined && use_stripe_sdk !== true)
    throw returnUrlMissing('SetupIntent');
}

/** The card as an attempt shows it. */
function attemptDetails(method: Kinds['payment_method'] | undefined): Stripe.SetupAttempt.PaymentMethodDetails {
  const { card, type = 'card' } = method ?? {};
  if (card === undefined) return { type };
  const { brand, checks, country, exp_month, exp_year, fingerprint = null, funding, last4 } = card;
  const shown = { brand, checks, country, exp_month, exp_year, fingerprint, funding, last4 };
  return {
    type: 'card',
    card: { ...shown, network: brand, three_d_secure: null, wallet: null },
  };
}

/** One try to set a method up, as Stripe records it. */
function recordAttempt(
  { store, ids, clock }: World,
  intent: Intent,
  status: string,
  error: Attempt['setup_error'],
): string {
  return store.add('setup_attempt', {
    id: ids.of('setup_attempt'),
    object: 'setup_attempt',
    application: null,
    created: clock.now(),
    customer: intent.customer,
    customer_account: null,
    flow_directions: null,
    livemode: false,
    on_behalf_of: null,
    payment_method: intent.payment_method ?? '',
    payment_method_details: attemptDetails(store.get('payment_method', intent.payment_method ?? '')),
    setup_error: error,
    setup_intent: intent.id,
    status,
    usage: intent.usage,
  }).id;
}

/** The issuer said no. The answer is an error, what happened stays. */
function refuse(world: World, intent: Intent, { code, declineCode, message }: Decline): never {
  const method = world.store.need('payment_method', intent.payment_method ?? '');
  const fields = {
    code,
    ...(declineCode === null ? {} : { decline_code: declineCode }),
    message,
    payment_method: method,
    type: 'card_error' as const,
  };
  const attempt = recordAttempt(world, intent, 'failed', fields);
  const refused = world.store.change('setup_intent', intent, {
    status: 'requires_payment_method',
    payment_method: null,
    latest_attempt: attempt,
    last_setup_error: fields,
    next_action: null,
  });
  world.emit('setup_intent.setup_failed', refused);
  throw new StripeError(402, { ...fields, setup_intent: refused }, { keepsChanges: true });
}

function askForAuthentication(world: World, intent: Intent, returnUrl: string | null): Intent {
  const action = authenticationAction(world, intent.id, returnUrl);
  const attempt = recordAttempt(world, intent, 'requires_action', null);
  const waiting = world.store.change('setup_intent', intent, {
    status: 'requires_action',
    latest_attempt: attempt,
    next_action: action,
  });
  world.store.hide('setup_intent', intent.id, { returnUrl });
  world.emit('setup_intent.requires_action', waiting);
  return waiting;
}

/**
 * Tries to set the method up for later.
 * @throws StripeError 402 when the issuer refuses; the attempt and its event stay.
 */
export function confirmSetup(world: World, intent: Intent, returnUrl: string | null, isAuthenticated = false): Intent {
  requireStatus(intent, 'confirm', ['requires_payment_method', 'requires_confirmation', 'requires_action']);
  if (intent.payment_method === null) {
    throw invalidRequest("You cannot confirm this SetupIntent because it's missing a payment method.", {
      code: 'setup_intent_unexpected_state',
      setup_intent: intent,
    });
  }
  const { test } = instrumentNamed(world, intent.payment_method);
  if (test.decline !== undefined && test.declinesSetup === true) return refuse(world, intent, test.decline);
  if (test.authentication !== undefined && test.authentication !== 'onRequest' && !isAuthenticated)
    return askForAuthentication(world, intent, returnUrl);
  const attempt = recordAttempt(world, intent, 'succeeded', null);
  const done = world.store.change('setup_intent', intent, {
    status: 'succeeded',
    latest_attempt: attempt,
    last_setup_error: null,
    next_action: null,
  });
  markSetUp(world, intent.payment_method);
  if (intent.customer !== null)
    attach(world, world.store.need('payment_method', intent.payment_method), intent.customer);
  world.emit('setup_intent.succeeded', done);
  return done;
}

/** The customer came back from 3-D Secure. @throws StripeError when it failed. */
export function finishSetupAuthentication(world: World, id: string, isPassed: boolean): Intent {
  const intent = world.store.need('setup_intent', id);
  requireStatus(intent, 'authenticate', ['requires_action']);
  if (isPassed) return confirmSetup(world, intent, null, true);
  return refuse(world, intent, {
    code: 'setup_intent_authentication_failure',
    declineCode: null,
    message: 'The latest attempt to set up the payment method has failed because authentication failed.',
  });
}

function create(
  world: World,
  given: Settings & {
    readonly usage?: 'off_session' | 'on_session' | undefined;
    readonly automatic_payment_methods?:
      { readonly enabled: boolean; readonly allow_redirects?: 'always' | 'never' | undefined } | undefined;
  },
): Intent {
  const { ids, clock, store, emit } = world;
  const id = ids.of('setup_intent');
  const empty: Intent = {
    id,
    object: 'setup_intent',
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods:
      (given.automatic_payment_methods?.enabled ?? given.payment_method_types === undefined)
        ? { enabled: true, allow_redirects: given.automatic_payment_methods?.allow_redirects ?? 'always' }
        : null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${ids.text(31)}`,
    created: clock.now(),
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: { card: { mandate_options: null, network: null, request_three_d_secure: 'automatic' } },
    payment_method_types: ['card'],
    single_use_mandate: null,
    status: 'requires_payment_method',
    usage: given.usage ?? 'off_session',
  };
  const filled = { ...empty, ...changesOf(world, empty, given) };
  checkType(world, filled);
  const intent = store.add('setup_intent', { ...filled, status: waitingStatus(filled.payment_method) });
  emit('setup_intent.created', intent);
  return intent;
}

function update(world: World, intent: Intent, given: Settings): Intent {
  const next = { ...intent, ...changesOf(world, intent, given) };
  checkType(world, next);
  const isOpen = intent.status !== 'succeeded' && intent.status !== 'canceled';
  return world.store.change(
    'setup_intent',
    next,
    isOpen ? { status: waitingStatus(next.payment_method), next_action: null } : {},
  );
}

export const SETUP_INTENT_ROUTES: readonly Route[] = [
  route('POST', '/v1/setup_intents', CREATION, (world, given, _, { hasVersion }) => {
    const intent = create(world, given);
    if (given.confirm !== true) return intent;
    if (hasVersion) checkReturn(intent, given);
    return confirmSetup(world, intent, given.return_url ?? null);
  }),
  route(
    'GET',
    '/v1/setup_intents',
    {
      ...PAGING_AND_CREATED,
      customer: text(),
      payment_method: text(),
      ...notBuiltShape('attach_to_self', 'customer_account'),
    },
    (world, { attach_to_self: _, customer, customer_account: __, payment_method, ...page }) =>
      listOf(world, 'setup_intent', page, { customer, payment_method }),
  ),
  route('GET', '/v1/setup_intents/:id', { client_secret: text() }, ({ store }, _, { id }) =>
    store.need('setup_intent', id),
  ),
  route('POST', '/v1/setup_intents/:id', SETTINGS, (world, given, { id }) =>
    update(world, world.store.need('setup_intent', id), given),
  ),
  route(
    'POST',
    '/v1/setup_intents/:id/confirm',
    {
      ...CONFIRMING,
      payment_method: text(),
      payment_method_data: hash(PAYMENT_METHOD_DATA),
      payment_method_options: methodOptions(),
      allowed_payment_method_types: list(text()),
    },
    (
      world,
      { allowed_payment_method_types, payment_method, payment_method_data, ...given },
      { id },
      { hasVersion },
    ) => {
      const intent = world.store.need('setup_intent', id);
      requireStatus(intent, 'confirm', ['requires_payment_method', 'requires_confirmation', 'requires_action']);
      const next = update(world, intent, { allowed_payment_method_types, payment_method, payment_method_data });
      if (hasVersion) checkReturn(next, given);
      return confirmSetup(world, next, given.return_url ?? null);
    },
  ),
  route(
    'POST',
    '/v1/setup_intents/:id/cancel',
    { cancellation_reason: oneOf('abandoned', 'duplicate', 'requested_by_customer') },
    (world, { cancellation_reason: reason }, { id }) => {
      const intent = world.store.need('setup_intent', id);
      requireStatus(intent, 'cancel', ['requires_payment_method', 'requires_confirmation', 'requires_action']);
      return changeAndTell(
        world,
        'setup_intent',
        intent,
        { status: 'canceled', cancellation_reason: reason ?? null, next_action: null },
        'setup_intent.canceled',
      );
    },
  ),
  route(
    'GET',
    '/v1/setup_attempts',
    { ...PAGING_AND_CREATED, setup_intent: required(text()) },
    (world, { setup_intent, ...page }) => {
      world.store.need('setup_intent', setup_intent, 'setup_intent');
      return listOf(world, 'setup_attempt', page, { setup_intent });
    },
  ),
];
