import type Stripe from 'stripe';
import type { Kinds } from '#server/billing/sandbox/kinds.ts';
import { invalidRequest, missingParameter } from '#server/billing/sandbox/protocol/stripeError.ts';
import { changeAndTell } from '#server/billing/sandbox/world/world.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';
import { createPrice } from './catalog.ts';
import type { NewPrice } from './catalog.ts';
import { createCustomer } from './customers.ts';
import { livingCustomer } from './livingCustomer.ts';
import { createIntent } from './paymentIntents.ts';
import type { NewIntent } from './paymentIntents.ts';
import { checkDigits } from './money.ts';
import { confirmIntent } from './paying.ts';

type Session = Kinds['checkout.session'];

/** A line of a session or of a payment link, as it is kept and shown. */
export type LineItem = Omit<Stripe.LineItem, 'price'> & { readonly price: Kinds['price'] };

export interface NewLine {
  readonly price?: string | undefined;
  readonly price_data?: NewPrice | undefined;
  readonly quantity?: number | undefined;
}

const DAY = 86_400;

/** Makes lines of what was sent. @throws StripeError for a price that is not there. */
export function linesOf(world: World, given: readonly NewLine[]): readonly LineItem[] {
  return given.map((line, index) => {
    if (line.price === undefined && line.price_data === undefined)
      throw missingParameter(`line_items[${index}][price]`);
    const price =
      line.price_data === undefined
        ? world.store.need('price', line.price ?? '', `line_items[${index}][price]`)
        : createPrice(world, line.price_data);
    const product = world.store.get('product', price.product);
    const quantity = line.quantity ?? 1;
    const total = (price.unit_amount ?? 0) * quantity;
    checkDigits(total, price.currency, `line_items[${index}]`);
    return {
      id: `li_${world.ids.text(24)}`,
      object: 'item',
      adjustable_quantity: null,
      amount_discount: 0,
      amount_subtotal: total,
      amount_tax: 0,
      amount_total: total,
      currency: price.currency,
      description: product?.name ?? null,
      metadata: {},
      price,
      quantity,
    };
  });
}

/** The one currency of the lines. @throws StripeError when there are several. */
export function currencyOf(lines: readonly LineItem[]): string {
  const [first] = lines;
  if (first === undefined) throw missingParameter('line_items');
  if (lines.some((line) => line.currency !== first.currency)) {
    throw invalidRequest('All line items must have the same currency.', { param: 'line_items' });
  }
  return first.currency;
}

export interface NewSession {
  readonly mode: 'payment' | 'setup';
  readonly lines: readonly LineItem[];
  readonly currency: string;
  readonly successUrl: string | null;
  readonly cancelUrl: string | null;
  readonly customer?: string | undefined;
  readonly customerEmail?: string | undefined;
  readonly clientReference?: string | undefined;
  readonly expiresAt?: number | undefined;
  readonly locale?: string | undefined;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly createsCustomer?: boolean;
  readonly paymentMethodTypes?: readonly string[] | undefined;
  readonly paymentLink?: string;
  readonly allowedTypes?: readonly string[] | undefined;
  readonly allowsPromotionCodes?: boolean | undefined;
  readonly submitType?: Session['submit_type'] | undefined;
  readonly intent?: Partial<NewIntent>;
}

/** Adds a session, whose page waits at its `url`. */
export function createSession(world: World, given: NewSession): Session {
  const { ids, clock, store, timers } = world;
  const id = `cs_test_a1${ids.text(56)}`;
  const now = clock.now();
  const expires = given.expiresAt ?? now + DAY;
  if (expires < now + 1_800 - 60 || expires > now + DAY + 60) {
    throw invalidRequest(
      'The `expires_at` timestamp must be at least 30 minutes and at most 24 hours from Checkout Session creation.',
      {
        param: 'expires_at',
      },
    );
  }
  if (given.customer !== undefined) livingCustomer(world, given.customer);
  const total = given.lines.reduce((sum, line) => sum + line.amount_total, 0);
  const session: Session = {
    id,
    object: 'checkout.session',
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: given.allowsPromotionCodes ?? null,
    allowed_payment_method_types: given.allowedTypes === undefined ? null : [...given.allowedTypes],
    amount_subtotal: total,
    amount_total: total,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: given.cancelUrl,
    client_reference_id: given.clientReference ?? null,
    client_secret: null,
    collected_information: { business_name: null, individual_name: null, shipping_details: null },
    consent: null,
    consent_collection: null,
    created: now,
    currency: given.currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer: given.customer ?? null,
    customer_account: null,
    customer_creation: given.createsCustomer === true ? 'always' : 'if_required',
    customer_details: null,
    customer_email: given.customerEmail ?? null,
    discounts: [],
    expires_at: expires,
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: (given.locale ?? null) as Session['locale'],
    managed_payments: null,
    metadata: { ...given.metadata },
    mode: given.mode,
    origin_context: null,
    payment_intent: null,
    payment_link: given.paymentLink ?? null,
    payment_method_collection: 'if_required',
    payment_method_configuration_details: null,
    payment_method_options: { card: { request_three_d_secure: 'automatic' } },
    payment_method_types: [...(given.paymentMethodTypes ?? ['card'])],
    payment_status: 'unpaid',
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open',
    submit_type: given.submitType ?? null,
    subscription: null,
    success_url: given.successUrl,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted_page',
    url: `${world.address()}/c/pay/${id}`,
    wallet_options: null,
  };
  store.add('checkout.session', session, { hidden: { lines: given.lines, intent: given.intent ?? {} } });
  timers.set(expires, 'checkout.expire', id);
  return session;
}

export const linesOfSession = ({ store }: Pick<World, 'store'>, id: string): readonly LineItem[] =>
  (store.hidden('checkout.session', id)['lines'] ?? []) as readonly LineItem[];

/** @throws StripeError for a session that is over. */
export function requireOpen({ id, status }: Session): void {
  if (status === 'open') return;
  throw invalidRequest(`This Checkout Session (${id}) is ${status ?? 'over'}. Only open sessions can be used.`, {
    code: 'checkout_session_not_open',
  });
}

/** Ends a session that nobody paid. */
export function expireSession(world: World, session: Session): Session {
  requireOpen(session);
  world.timers.cancel('checkout.expire', session.id);
  return changeAndTell(
    world,
    'checkout.session',
    session,
    { status: 'expired', url: null },
    'checkout.session.expired',
  );
}

export function expireByTime(world: World, id: string): void {
  const session = world.store.need('checkout.session', id);
  if (session.status === 'open') expireSession(world, session);
}

/** A link whose sessions are limited counts those that were paid. */
function countCompleted({ store }: World, id: string | null): void {
  const link = id === null ? undefined : store.get('payment_link', id);
  if (!link?.restrictions) return;
  const { count, limit } = link.restrictions.completed_sessions;
  store.change('payment_link', link, { restrictions: { completed_sessions: { count: count + 1, limit } } });
}

/** Tells that a session is through; `payment_status` says whether the money is. */
function complete(world: World, session: Session, intent: Kinds['payment_intent'], changes: Partial<Session>): Session {
  world.timers.cancel('checkout.expire', session.id);
  const isPaid = intent.status === 'succeeded';
  countCompleted(world, session.payment_link);
  return changeAndTell(
    world,
    'checkout.session',
    session,
    {
      ...changes,
      status: 'complete',
      payment_status: isPaid ? 'paid' : 'unpaid',
      payment_intent: intent.id,
      url: null,
    },
    'checkout.session.completed',
  );
}

type Details = NonNullable<Session['customer_details']>;

const detailsOf = ({ billing_details: details }: Kinds['payment_method'], session: Session): Details => ({
  address: details.address,
  business_name: null,
  email: details.email ?? session.customer_email,
  individual_name: null,
  name: details.name,
  phone: details.phone,
  tax_exempt: 'none',
  tax_ids: [],
});

function intentOf(world: World, session: Session, customer: string | null): Kinds['payment_intent'] {
  const existing =
    session.payment_intent === null ? undefined : world.store.get('payment_intent', session.payment_intent);
  if (existing !== undefined) return existing;
  const given = world.store.hidden('checkout.session', session.id)['intent'] as Partial<NewIntent>;
  return createIntent(world, {
    ...given,
    amount: session.amount_total ?? 0,
    currency: session.currency ?? 'usd',
    payment_method_types: session.payment_method_types,
    ...(customer === null ? {} : { customer }),
  });
}

/**
 * Somebody pays a session with a payment method.
 * @returns the session: complete, or still open while the payment asks for 3-D Secure (its intent's `next_action` says where).
 * @throws StripeError 402 for a decline; the session stays open and can be tried again.
 */
export function paySession(world: World, session: Session, method: Kinds['payment_method']): Session {
  requireOpen(session);
  const customer =
    session.customer ??
    (session.customer_creation === 'always'
      ? createCustomer(world, {
          email: method.billing_details.email ?? session.customer_email,
          name: method.billing_details.name,
        }).id
      : null);
  const started = intentOf(world, session, customer);
  const chosen = world.store.change('payment_intent', started, {
    payment_method: method.id,
    status: 'requires_confirmation',
  });
  const known = world.store.change('checkout.session', session, {
    payment_intent: chosen.id,
    customer,
    customer_details: detailsOf(method, session),
  });
  world.store.hide('payment_intent', chosen.id, {
    ...world.store.hidden('payment_intent', chosen.id),
    session: session.id,
  });
  const intent = confirmIntent(world, chosen, {
    returnUrl: `${world.address()}/c/pay/${session.id}`,
    isOffSession: false,
  });
  if (intent.status === 'requires_action') return known;
  return complete(world, known, intent, {});
}

/** After 3-D Secure: the session of an intent, now complete. Undefined when the intent has none. */
export function completeAfterAuthentication(world: World, intent: Kinds['payment_intent']): Session | undefined {
  const id = world.store.hidden('payment_intent', intent.id)['session'];
  const session = typeof id === 'string' ? world.store.get('checkout.session', id) : undefined;
  if (session?.status !== 'open') return session;
  return complete(world, session, intent, {});
}

/** A debit that took days has ended: its session, which was complete and unpaid, hears of it. */
export function settleSession(world: World, intentId: string): void {
  const intent = world.store.need('payment_intent', intentId);
  const id = world.store.hidden('payment_intent', intentId)['session'];
  const session = typeof id === 'string' ? world.store.get('checkout.session', id) : undefined;
  if (session?.status !== 'complete' || session.payment_status !== 'unpaid') return;
  if (intent.status === 'succeeded') {
    const paid = world.store.change('checkout.session', session, { payment_status: 'paid' });
    world.emit('checkout.session.async_payment_succeeded', paid);
  } else if (intent.status === 'requires_payment_method') {
    world.emit('checkout.session.async_payment_failed', session);
  }
}
