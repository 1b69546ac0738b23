import type { Kinds } from '#server/billing/sandbox/kinds.ts';
import { listOf, PAGING } from '#server/billing/sandbox/protocol/lists.ts';
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
  text,
} from '#server/billing/sandbox/protocol/parameters.ts';
import { route } from '#server/billing/sandbox/protocol/route.ts';
import type { Route } from '#server/billing/sandbox/protocol/route.ts';
import { missingParameter, noSuch, StripeError } from '#server/billing/sandbox/protocol/stripeError.ts';
import type { TestMethod } from '#server/billing/sandbox/testMethods.ts';
import { changeAndTell } from '#server/billing/sandbox/world/world.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';
import { cardOf } from './instruments.ts';
import { livingCustomer } from './livingCustomer.ts';
import { CARD_NUMBER, testOfNumber, testOfToken } from './paymentMethodData.ts';

type Card = Kinds['card'];

const addCard = (world: World, test: TestMethod, customer: string | null): Card =>
  world.store.add('card', cardOf(world, test, customer), { created: world.clock.now(), hidden: { test: test.name } });

/** @throws StripeError for a token that is not there or used up. */
export const cardFromToken = (world: World, token: string, customer: string | null, param: string): Card =>
  addCard(world, testOfToken(world, token, param), customer);

/**
 * Gives a customer a card; the first one becomes the default.
 * @throws StripeError 402 when its test refuses to be kept.
 */
export function giveCard(world: World, customerId: string, token: string): Card {
  const customer = livingCustomer(world, customerId, 'id');
  const test = testOfToken(world, token, 'source');
  if (test.decline !== undefined && test.declinesSetup === true) {
    const { code, declineCode, message } = test.decline;
    throw new StripeError(402, {
      code,
      message,
      type: 'card_error',
      ...(declineCode === null ? {} : { decline_code: declineCode }),
    });
  }
  const card = addCard(world, test, customerId);
  world.emit('customer.source.created', card);
  if (customer.default_source === null) {
    changeAndTell(world, 'customer', customer, { default_source: card.id }, 'customer.updated');
  }
  return card;
}

/** @throws StripeError for a card that is not this customer's. */
function cardOfCustomer(world: World, customer: string, id: string): Card {
  livingCustomer(world, customer, 'id');
  const card = world.store.get('card', id);
  if (card?.customer !== customer) throw noSuch('source', id);
  return card;
}

const CARD_UPDATE = {
  address_city: clearable(text()),
  address_country: clearable(text()),
  address_line1: clearable(text()),
  address_line2: clearable(text()),
  address_state: clearable(text()),
  address_zip: clearable(text()),
  exp_month: integer({ minimum: 1, maximum: 12 }),
  exp_year: integer({ minimum: 2000 }),
  metadata: metadata(),
  name: clearable(text()),
  ...notBuiltShape('account_holder_name', 'account_holder_type', 'owner'),
};

const TOKEN = {
  card: hash({
    ...CARD_NUMBER,
    address_city: text(),
    address_country: text(),
    address_line1: text(),
    address_line2: text(),
    address_state: text(),
    address_zip: text(),
    currency: currency(),
    name: text(),
    networks: anything(),
  }),
  ...notBuiltShape('account', 'bank_account', 'customer', 'cvc_update', 'person', 'pii'),
};

const sources = (customer: string): string => `/v1/customers/${customer}/sources`;

export const CARD_ROUTES: readonly Route[] = [
  route('POST', '/v1/tokens', TOKEN, (world, { card }) => {
    if (card === undefined) throw missingParameter('card');
    const test = testOfNumber(card.number);
    const { customer: _, ...shown } = cardOf(world, test, null);
    const token = {
      id: world.ids.of('token'),
      object: 'token' as const,
      card: {
        ...shown,
        name: card.name ?? null,
        networks: { preferred: null },
        address_city: card.address_city ?? null,
        address_country: card.address_country ?? null,
        address_line1: card.address_line1 ?? null,
        address_line2: card.address_line2 ?? null,
        address_state: card.address_state ?? null,
        address_zip: card.address_zip ?? null,
      },
      client_ip: null,
      created: world.clock.now(),
      livemode: false,
      type: 'card',
      used: false,
    } as unknown as Kinds['token'];
    return world.store.add('token', token, { hidden: { test: test.name } });
  }),
  route('GET', '/v1/tokens/:id', {}, ({ store }, _, { id }) => store.need('token', id)),
  route(
    'POST',
    '/v1/customers/:customer/sources',
    { source: required(text()), metadata: metadata(), validate: boolean() },
    (world, { source, metadata: change }, { customer }) => {
      const card = giveCard(world, customer, source);
      return change === undefined ? card : world.store.change('card', card, { metadata: changedMetadata({}, change) });
    },
  ),
  route(
    'GET',
    '/v1/customers/:customer/sources',
    { ...PAGING, object: oneOf('card', 'bank_account') },
    (world, { object, ...page }, { customer }) => {
      livingCustomer(world, customer, 'id');
      const nothing = object === 'bank_account' ? { sql: 'FALSE', values: [] } : undefined;
      return listOf(world, 'card', page, { customer }, sources(customer), nothing);
    },
  ),
  route('GET', '/v1/customers/:customer/sources/:id', {}, (world, _, { customer, id }) =>
    cardOfCustomer(world, customer, id),
  ),
  route(
    'POST',
    '/v1/customers/:customer/sources/:id',
    CARD_UPDATE,
    (world, { metadata: change, ...given }, { customer, id }) => {
      const card = cardOfCustomer(world, customer, id);
      const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
      const changes = { ...set, metadata: changedMetadata(card.metadata ?? {}, change) } as Partial<Card>;
      return changeAndTell(world, 'card', card, changes, 'customer.source.updated');
    },
  ),
  route('DELETE', '/v1/customers/:customer/sources/:id', {}, (world, _, { customer, id }) => {
    const card = cardOfCustomer(world, customer, id);
    const owner = world.store.need('customer', customer);
    world.store.remove('card', id);
    world.emit('customer.source.deleted', card);
    if (owner.default_source === id) {
      const next = world.store.page('card', { limit: 1, where: { customer } }).data[0]?.id ?? null;
      changeAndTell(world, 'customer', owner, { default_source: next }, 'customer.updated');
    }
    return { id, object: 'card', deleted: true };
  }),
];
