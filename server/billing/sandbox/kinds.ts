import type Stripe from 'stripe';

/** A field that may be expanded holds an id as it is stored; decimals travel as text. */
type Unexpanded<Field> = Field extends Stripe.Decimal ? string : Field;
type StoredField<Field> = string extends Field ? Exclude<Field, object> : Unexpanded<Field>;

/** An object of the SDK as the store keeps it and the wire carries it: the compiler holds our objects to Stripe's own types. */
export type Stored<Resource> = { readonly [Name in keyof Resource]: StoredField<Resource[Name]> };

export interface Kinds {
  readonly balance_transaction: Stored<Stripe.BalanceTransaction>;
  readonly card: Stored<Stripe.Card>;
  readonly charge: Stored<Stripe.Charge>;
  readonly 'checkout.session': Stored<Stripe.Checkout.Session>;
  readonly customer: Stored<Stripe.Customer>;
  readonly dispute: Stored<Stripe.Dispute>;
  readonly event: Stored<EventObject>;
  readonly file: Stored<Stripe.File>;
  readonly payment_intent: Stored<Stripe.PaymentIntent>;
  readonly payment_link: Stored<Stripe.PaymentLink>;
  readonly payment_method: Stored<Stripe.PaymentMethod>;
  readonly payout: Stored<Stripe.Payout>;
  readonly price: Stored<Stripe.Price>;
  readonly product: Stored<Stripe.Product>;
  readonly refund: Stored<Stripe.Refund>;
  readonly setup_attempt: Stored<Stripe.SetupAttempt>;
  readonly setup_intent: Stored<Stripe.SetupIntent>;
  readonly source: Stored<Stripe.Source>;
  readonly token: Stored<Stripe.Token>;
  readonly webhook_endpoint: Stored<Stripe.WebhookEndpoint>;
}

/** Every event, whatever its type: the SDK's own is a union of hundreds. */
interface EventObject {
  readonly id: string;
  readonly object: 'event';
  readonly api_version: string | null;
  readonly created: number;
  readonly data: { readonly object: StripeObject; readonly previous_attributes?: Readonly<Record<string, unknown>> };
  readonly livemode: boolean;
  readonly pending_webhooks: number;
  readonly request: { readonly id: string | null; readonly idempotency_key: string | null } | null;
  readonly type: string;
}

export type Kind = keyof Kinds;

/** What every object has. */
export interface StripeObject {
  readonly id: string;
  readonly object: string;
}

interface KindFacts {
  /** What its ids begin with. */
  readonly prefix: string;
  /** The collection's path; the list's `url`. */
  readonly path: string;
  /** As "No such ...: 'id'" calls it. */
  readonly called: string;
  /** Fields by which lists are filtered, as paths into the object. */
  readonly indexed: readonly string[];
}

/** Lists of a kind can be filtered by its `indexed` fields only: each has an index. */
export const KINDS: Readonly<Record<Kind, KindFacts>> = {
  balance_transaction: {
    prefix: 'txn_',
    path: '/v1/balance_transactions',
    called: 'balance transaction',
    indexed: ['source', 'type', 'currency', 'available_on'],
  },
  card: { prefix: 'card_', path: '/v1/sources', called: 'source', indexed: ['customer'] },
  charge: { prefix: 'ch_', path: '/v1/charges', called: 'charge', indexed: ['customer', 'payment_intent'] },
  'checkout.session': {
    prefix: 'cs_test_',
    path: '/v1/checkout/sessions',
    called: 'checkout.session',
    indexed: ['customer', 'payment_intent', 'payment_link', 'status', 'customer_details.email'],
  },
  customer: { prefix: 'cus_', path: '/v1/customers', called: 'customer', indexed: ['email'] },
  dispute: { prefix: 'du_', path: '/v1/disputes', called: 'dispute', indexed: ['charge', 'payment_intent'] },
  event: { prefix: 'evt_', path: '/v1/events', called: 'event', indexed: ['type'] },
  file: { prefix: 'file_', path: '/v1/files', called: 'file upload', indexed: ['purpose'] },
  payment_intent: {
    prefix: 'pi_',
    path: '/v1/payment_intents',
    called: 'payment_intent',
    indexed: ['customer'],
  },
  payment_link: { prefix: 'plink_', path: '/v1/payment_links', called: 'payment link', indexed: ['active'] },
  payment_method: {
    prefix: 'pm_',
    path: '/v1/payment_methods',
    called: 'PaymentMethod',
    indexed: ['customer', 'type', 'allow_redisplay'],
  },
  payout: { prefix: 'po_', path: '/v1/payouts', called: 'payout', indexed: ['status', 'destination'] },
  price: {
    prefix: 'price_',
    path: '/v1/prices',
    called: 'price',
    indexed: ['active', 'currency', 'product', 'type', 'lookup_key'],
  },
  product: { prefix: 'prod_', path: '/v1/products', called: 'product', indexed: ['active', 'shippable', 'url'] },
  refund: { prefix: 're_', path: '/v1/refunds', called: 'refund', indexed: ['charge', 'payment_intent'] },
  setup_attempt: {
    prefix: 'setatt_',
    path: '/v1/setup_attempts',
    called: 'setup attempt',
    indexed: ['setup_intent'],
  },
  setup_intent: {
    prefix: 'seti_',
    path: '/v1/setup_intents',
    called: 'setupintent',
    indexed: ['customer', 'payment_method'],
  },
  source: { prefix: 'src_', path: '/v1/sources', called: 'source', indexed: ['customer'] },
  token: { prefix: 'tok_', path: '/v1/tokens', called: 'token', indexed: [] },
  webhook_endpoint: {
    prefix: 'we_',
    path: '/v1/webhook_endpoints',
    called: 'webhook endpoint',
    indexed: ['status'],
  },
};

const BY_PREFIX = (Object.keys(KINDS) as Kind[]).toSorted((a, b) => KINDS[b].prefix.length - KINDS[a].prefix.length);

/** The kind of object that an id names by its prefix. Legacy disputes (`dp_`) and payments (`py_`) are known by their other names. */
export function kindOf(id: string): Kind | undefined {
  return BY_PREFIX.find((kind) => id.startsWith(KINDS[kind].prefix));
}
