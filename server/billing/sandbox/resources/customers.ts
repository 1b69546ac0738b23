import type { Kinds } from '#server/billing/sandbox/kinds.ts';
import { listOf, PAGING, PAGING_AND_CREATED } from '#server/billing/sandbox/protocol/lists.ts';
import {
  address,
  anything,
  boolean,
  changedMetadata,
  clearable,
  hash,
  integer,
  list,
  metadata,
  notBuiltShape,
  oneOf,
  shipping,
  text,
} from '#server/billing/sandbox/protocol/parameters.ts';
import type { Parameters } from '#server/billing/sandbox/protocol/parameters.ts';
import { route } from '#server/billing/sandbox/protocol/route.ts';
import type { Route } from '#server/billing/sandbox/protocol/route.ts';
import { invalidRequest, noSuch } from '#server/billing/sandbox/protocol/stripeError.ts';
import { changeAndTell } from '#server/billing/sandbox/world/world.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';
import { cardFromToken, giveSource, ownSource, sourceOfCustomer } from './cards.ts';
import { methodNamed } from './instruments.ts';
import { livingCustomer } from './livingCustomer.ts';
import { attach } from './paymentMethods.ts';
import { searchRoute } from './searching.ts';

type Customer = Kinds['customer'];

const FIELDS = {
  address: clearable(address()),
  balance: integer(),
  business_name: clearable(text(150)),
  individual_name: clearable(text(150)),
  description: clearable(text()),
  email: clearable(text(512)),
  invoice_prefix: text(12),
  invoice_settings: hash({
    default_payment_method: clearable(text()),
    custom_fields: anything(),
    footer: clearable(text()),
    rendering_options: anything(),
  }),
  metadata: metadata(),
  name: clearable(text(256)),
  next_invoice_sequence: integer({ minimum: 1 }),
  phone: clearable(text(20)),
  preferred_locales: list(text()),
  shipping: clearable(shipping()),
  source: text(),
  tax_exempt: clearable(oneOf('exempt', 'none', 'reverse')),
  validate: boolean(),
  ...notBuiltShape('cash_balance', 'tax'),
};
const CREATION = { ...FIELDS, payment_method: text(), ...notBuiltShape('tax_id_data', 'test_clock') };
const UPDATE = { ...FIELDS, default_source: text() };

type Fields = Partial<Parameters<typeof FIELDS>>;

function shippingOf(given: Fields['shipping']): Customer['shipping'] {
  if (given === null || given === undefined) return null;
  const { address: to, name, phone } = given;
  return { address: to, name, phone: phone ?? null };
}

/** @throws StripeError for a method that is not the customer's. */
function checkDefault({ store }: World, { id }: Customer, method: string): void {
  const param = 'invoice_settings[default_payment_method]';
  if (store.need('payment_method', method, param).customer === id) return;
  throw invalidRequest(
    `The customer does not have a payment method with the ID ${method}. The payment method must be attached to the customer.`,
    { param },
  );
}

/** What was sent, as the customer keeps it. */
function changesOf(world: World, before: Customer, given: Fields): Partial<Customer> {
  const { shipping: to, metadata: change, invoice_settings: invoices, source: _, ...plain } = given;
  const method = invoices?.default_payment_method;
  if (typeof method === 'string') checkDefault(world, before, method);
  const known = new Set([
    'address',
    'balance',
    'business_name',
    'description',
    'email',
    'individual_name',
    'invoice_prefix',
    'name',
    'next_invoice_sequence',
    'phone',
    'preferred_locales',
    'tax_exempt',
  ]);
  const set = Object.entries(plain).filter(([name, value]) => value !== undefined && known.has(name));
  return {
    ...(Object.fromEntries(set) as Partial<Customer>),
    metadata: changedMetadata(before.metadata, change),
    ...(to === undefined ? {} : { shipping: shippingOf(to) }),
    ...(method === undefined
      ? {}
      : { invoice_settings: { ...before.invoice_settings, default_payment_method: method } }),
    ...(given.tax_exempt === null ? { tax_exempt: 'none' as const } : {}),
  };
}

export type NewCustomer = Fields & { readonly payment_method?: string | undefined };

/** A new customer's first card by a token, or source by its id. */
const sourceFor = (world: World, name: string, customer: string): Kinds['card'] | Kinds['source'] =>
  name.startsWith('src_') ? ownSource(world, name, customer) : cardFromToken(world, name, customer, 'source');

/** Adds a customer and tells of it. */
export function createCustomer(world: World, given: NewCustomer): Customer {
  const { ids, clock, store, emit } = world;
  const empty: Customer = {
    id: ids.of('customer').slice(0, 18),
    object: 'customer',
    address: null,
    balance: 0,
    created: clock.now(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: ids.text(8).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  };
  const { invoice_settings: invoices, ...fields } = given;
  const card = given.source === undefined ? undefined : sourceFor(world, given.source, empty.id);
  const method = given.payment_method === undefined ? undefined : methodNamed(world, given.payment_method);
  const chosen = invoices?.default_payment_method ?? null;
  if (chosen !== null && chosen !== given.payment_method && chosen !== method?.id) checkDefault(world, empty, chosen);
  const customer = store.add('customer', {
    ...empty,
    ...changesOf(world, empty, fields),
    default_source: card?.id ?? null,
    ...(chosen === null
      ? {}
      : { invoice_settings: { ...empty.invoice_settings, default_payment_method: method?.id ?? chosen } }),
  });
  emit('customer.created', customer);
  if (card !== undefined) emit('customer.source.created', card);
  if (method !== undefined) attach(world, method, customer.id);
  return customer;
}

/** A customer who is gone answers with little more than that. */
function found({ store }: World, id: string): object {
  const customer = store.need('customer', id);
  return store.hidden('customer', id)['isDeleted'] === true ? { id, object: 'customer', deleted: true } : customer;
}

export const CUSTOMER_ROUTES: readonly Route[] = [
  route('POST', '/v1/customers', CREATION, createCustomer),
  route(
    'GET',
    '/v1/customers',
    { ...PAGING_AND_CREATED, email: text(512), ...notBuiltShape('test_clock') },
    (world, { email, test_clock: _, ...page }) => listOf(world, 'customer', page, { email }),
  ),
  searchRoute('customer', ['created', 'email', 'metadata', 'name', 'phone']),
  route('GET', '/v1/customers/:id', {}, (world, _, { id }) => found(world, id)),
  route('POST', '/v1/customers/:id', UPDATE, (world, { default_source: source, ...given }, { id }) => {
    const customer = livingCustomer(world, id, 'id');
    if (source !== undefined) sourceOfCustomer(world, id, source, 'default_source');
    const card = given.source === undefined ? undefined : giveSource(world, id, given.source);
    const chosen = card?.id ?? source;
    const changes = {
      ...changesOf(world, customer, given),
      ...(chosen === undefined ? {} : { default_source: chosen }),
    };
    return changeAndTell(world, 'customer', world.store.need('customer', id), changes, 'customer.updated');
  }),
  route('DELETE', '/v1/customers/:id', {}, (world, _, { id }) => {
    const { store, emit } = world;
    const customer = livingCustomer(world, id, 'id');
    for (const method of store.all('payment_method', { customer: id }))
      store.change('payment_method', method, { customer: null });
    store.hide('customer', id, { isDeleted: true });
    emit('customer.deleted', customer);
    return { id, object: 'customer', deleted: true };
  }),
  route(
    'GET',
    '/v1/customers/:id/payment_methods',
    { ...PAGING, allow_redisplay: oneOf('always', 'limited', 'unspecified'), type: oneOf('card', 'sepa_debit') },
    (world, { allow_redisplay, type, ...page }, { id }) => {
      livingCustomer(world, id, 'id');
      return listOf(
        world,
        'payment_method',
        page,
        { customer: id, type, allow_redisplay },
        `/v1/customers/${id}/payment_methods`,
      );
    },
  ),
  route('GET', '/v1/customers/:id/payment_methods/:method', {}, (world, _, { id, method: name }) => {
    livingCustomer(world, id, 'id');
    const method = world.store.need('payment_method', name);
    if (method.customer !== id) throw noSuch('PaymentMethod', name);
    return method;
  }),
];
