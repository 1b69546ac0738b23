import type Stripe from 'stripe';
import type { Kinds } from '#server/billing/sandbox/kinds.ts';
import { noSuch } from '#server/billing/sandbox/protocol/stripeError.ts';
import { checksOf, knownTestMethod, testMethod } from '#server/billing/sandbox/testMethods.ts';
import type { TestMethod } from '#server/billing/sandbox/testMethods.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';

type PaymentMethod = Kinds['payment_method'];
type Card = Kinds['card'];

/** What a payment is made with: a payment method, or a card of the older API. */
export interface Instrument {
  readonly id: string;
  readonly test: TestMethod;
  readonly billingDetails: PaymentMethod['billing_details'];
  /** It may be used without its owner being there. */
  readonly isSetUp: boolean;
  readonly customer: string | null;
}

export const NO_ADDRESS = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null };
export const NO_DETAILS: PaymentMethod['billing_details'] = {
  address: NO_ADDRESS,
  email: null,
  name: null,
  phone: null,
  tax_id: null,
};

const EXPIRES = { exp_month: 12, exp_year: 2034 };
const WALLETS: Readonly<Record<string, string>> = {
  amex: 'American Express',
  diners: 'Diners Club',
  unionpay: 'UnionPay',
  jcb: 'JCB',
};

/** The older API writes "Visa" where the newer one writes "visa". */
export const oldBrand = (brand: string): string =>
  WALLETS[brand] ?? `${brand.charAt(0).toUpperCase()}${brand.slice(1)}`;

/** The same card has the same fingerprint, whoever shows it. */
export const fingerprintOf = ({ name, last4 }: TestMethod): string =>
  Buffer.from(`${last4}${name}`).toString('base64url').padEnd(16, 'x').slice(0, 16);

/** The issuer's findings, as methods and charges show them. */
export function methodChecks(test: TestMethod): Stripe.PaymentMethod.Card['checks'] {
  const { cvc, line1, postalCode } = checksOf(test);
  return { address_line1_check: line1, address_postal_code_check: postalCode, cvc_check: cvc };
}

function methodCard(test: TestMethod): Stripe.PaymentMethod.Card {
  return {
    brand: test.brand,
    checks: methodChecks(test),
    country: test.country,
    display_brand: test.brand,
    ...EXPIRES,
    fingerprint: fingerprintOf(test),
    funding: test.funding,
    generated_from: null,
    last4: test.last4,
    networks: { available: [test.brand], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: test.name !== 'amex_threeDSecureNotSupported' },
    wallet: null,
  };
}

function sepaDebit({ country, last4, name }: TestMethod): Stripe.PaymentMethod.SepaDebit {
  return {
    bank_code: '19043',
    branch_code: '',
    country,
    fingerprint: fingerprintOf({ name, last4 } as TestMethod),
    generated_from: null,
    last4,
  };
}

export interface NewMethod {
  readonly test: TestMethod;
  readonly billingDetails?: PaymentMethod['billing_details'];
  readonly metadata?: Readonly<Record<string, string>>;
  readonly customer?: string | null;
  readonly allowRedisplay?: 'always' | 'limited' | 'unspecified' | undefined;
}

/** Adds a payment method that behaves as its test says. */
export function addPaymentMethod(
  { store, ids, clock }: World,
  { test, billingDetails = NO_DETAILS, metadata = {}, customer = null, allowRedisplay = 'unspecified' }: NewMethod,
): PaymentMethod {
  const method: PaymentMethod = {
    id: ids.of('payment_method'),
    object: 'payment_method',
    allow_redisplay: allowRedisplay,
    billing_details: billingDetails,
    ...(test.type === 'card' ? { card: methodCard(test) } : { sepa_debit: sepaDebit(test) }),
    created: clock.now(),
    customer,
    customer_account: null,
    livemode: false,
    metadata: { ...metadata },
    type: test.type,
  };
  return store.add('payment_method', method, { hidden: { test: test.name } });
}

/** A card as tokens and customers of the older API hold it. */
export function cardOf({ ids }: Pick<World, 'ids'>, test: TestMethod, customer: string | null): Card {
  const checks = checksOf(test);
  return {
    id: ids.of('card'),
    object: 'card',
    address_city: null,
    address_country: null,
    address_line1: null,
    address_line1_check: checks.line1,
    address_line2: null,
    address_state: null,
    address_zip: null,
    address_zip_check: checks.postalCode,
    brand: oldBrand(test.brand),
    country: test.country,
    customer,
    cvc_check: checks.cvc,
    dynamic_last4: null,
    ...EXPIRES,
    fingerprint: fingerprintOf(test),
    funding: test.funding,
    last4: test.last4,
    metadata: {},
    name: null,
    regulated_status: 'unregulated',
    tokenization_method: null,
  };
}

export function testOf(
  { store }: Pick<World, 'store'>,
  kind: 'card' | 'payment_method' | 'source' | 'token',
  id: string,
): TestMethod {
  return knownTestMethod(String(store.hidden(kind, id)['test']));
}

const OLDER = /^(card|src)_/;

/** Whether an id is one of the older API's: a card's or a source's. */
export const isOlder = (id: string): boolean => OLDER.test(id);

const METHOD_NAME = /^pm_card_(.+)$/;

/**
 * The payment method that a parameter names: one of ours, or one that a test name stands for, which is made here.
 * @throws StripeError when there is none.
 */
export function methodNamed(world: World, name: string, param = 'payment_method'): PaymentMethod {
  const found = world.store.get('payment_method', name);
  if (found !== undefined) return found;
  const test = testMethod(METHOD_NAME.exec(name)?.[1] ?? '');
  if (test === undefined) throw noSuch('PaymentMethod', name, param);
  return addPaymentMethod(world, { test });
}

/** A card or a source as what is paid with. */
function olderInstrument(world: World, id: string): Instrument | undefined {
  const kind = id.startsWith('src_') ? 'source' : 'card';
  const found = world.store.get(kind, id);
  if (found === undefined) return undefined;
  const customer = found.customer ?? null;
  return { id, test: testOf(world, kind, id), billingDetails: NO_DETAILS, isSetUp: false, customer };
}

/** @throws StripeError when no payment method, card or source has this id. */
export function instrumentNamed(world: World, name: string, param = 'payment_method'): Instrument {
  const older = isOlder(name) ? olderInstrument(world, name) : undefined;
  if (older !== undefined) return older;
  const method = methodNamed(world, name, param);
  const hidden = world.store.hidden('payment_method', method.id);
  return {
    id: method.id,
    test: knownTestMethod(String(hidden['test'])),
    billingDetails: method.billing_details,
    isSetUp: hidden['isSetUp'] === true,
    customer: method.customer,
  };
}

/** Notes that a method was set up for use without its owner: authentication at that time spares it later. */
export function markSetUp({ store }: Pick<World, 'store'>, id: string): void {
  if (id.startsWith('pm_')) store.hide('payment_method', id, { ...store.hidden('payment_method', id), isSetUp: true });
}
