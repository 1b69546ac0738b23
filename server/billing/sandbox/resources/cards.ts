import type { Kinds } from '#server/billing/sandbox/kinds.ts';
import { pageOfItems, PAGING } from '#server/billing/sandbox/protocol/lists.ts';
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
import { invalidRequest, missingParameter, noSuch, StripeError } from '#server/billing/sandbox/protocol/stripeError.ts';
import type { TestMethod } from '#server/billing/sandbox/testMethods.ts';
import { changeAndTell } from '#server/billing/sandbox/world/world.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';
import { cardOf, testOf } from './instruments.ts';
import { livingCustomer } from './livingCustomer.ts';
import { CARD_NUMBER, testOfNumber, testOfToken } from './paymentMethodData.ts';
import { chargeableSource, detachSource } from './sources.ts';

type Card = Kinds['card'];
type Source = Kinds['source'];

const addCard = (world: World, test: TestMethod, customer: string | null): Card =>
  world.store.add('card', cardOf(world, test, customer), { created: world.clock.now(), hidden: { test: test.name } });

/** @throws StripeError for a token that is not there or used up. */
export const cardFromToken = (world: World, token: string, customer: string | null, param: string): Card =>
  addCard(world, testOfToken(world, token, param), customer);

/** @throws StripeError 402 for a card whose test refuses to be kept. */
function checkKept(test: TestMethod): void {
  if (test.decline !== undefined && test.declinesSetup === true) {
    const { code, declineCode, message } = test.decline;
    throw new StripeError(402, {
      code,
      message,
      type: 'card_error',
      ...(declineCode === null ? {} : { decline_code: declineCode }),
    });
  }
}

/** @throws StripeError for a source that is somebody's already, or used up. */
export function ownSource(world: World, id: string, customer: string): Source {
  const source = chargeableSource(world, id, 'source');
  if (source.customer !== undefined)
    throw invalidRequest(`The source you provided (${id}) is already attached to a customer.`, { param: 'source' });
  checkKept(testOf(world, 'source', id));
  return world.store.change('source', source, { customer });
}

/**
 * Gives a customer a card by its token, or a source by its id; the first one becomes the default.
 * @throws StripeError 402 when its test refuses to be kept.
 */
export function giveSource(world: World, customerId: string, name: string): Card | Source {
  const customer = livingCustomer(world, customerId, 'id');
  let given: Card | Source;
  if (name.startsWith('src_')) given = ownSource(world, name, customerId);
  else {
    const test = testOfToken(world, name, 'source');
    checkKept(test);
    given = addCard(world, test, customerId);
  }
  world.emit('customer.source.created', given);
  if (customer.default_source === null) {
    changeAndTell(world, 'customer', customer, { default_source: given.id }, 'customer.updated');
  }
  return given;
}

/** What the customer has of the older API, newest first; of two from the same second the source stands first. */
function sourcesOf({ store, prepare }: World, customer: string): readonly (Card | Source)[] {
  const created = prepare('SELECT created FROM "object_card" WHERE id = ?');
  const timed = [
    ...store
      .all('card', { customer })
      .map((one) => ({ one, at: (created.get(one.id) as { readonly created: number }).created })),
    ...store.all('source', { customer }).map((one) => ({ one, at: one.created })),
  ];
  return timed
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one)
    .toReversed();
}

/** The card or source with this id, whoever's it is. */
const sourceNamed = ({ store }: Pick<World, 'store'>, id: string): Card | Source | undefined =>
  id.startsWith('src_') ? store.get('source', id) : store.get('card', id);

/** @throws StripeError for a card or source that is not this customer's. */
export function sourceOfCustomer(world: World, customer: string, id: string, param = 'id'): Card | Source {
  const found = sourceNamed(world, id);
  if (found?.customer !== customer) throw noSuch('source', id, param);
  return found;
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
      const given = giveSource(world, customer, source);
      return change === undefined
        ? given
        : world.store.change(given.object, given, { metadata: changedMetadata({}, change) });
    },
  ),
  route(
    'GET',
    '/v1/customers/:customer/sources',
    { ...PAGING, object: oneOf('bank_account', 'card', 'source') },
    (world, { object, ...page }, { customer }) => {
      livingCustomer(world, customer, 'id');
      const all = sourcesOf(world, customer);
      const asked = object === undefined ? all : all.filter((one) => one.object === object);
      return pageOfItems(asked, page, sources(customer), 'source');
    },
  ),
  route('GET', '/v1/customers/:customer/sources/:id', {}, (world, _, { customer, id }) => {
    livingCustomer(world, customer, 'id');
    return sourceOfCustomer(world, customer, id);
  }),
  route(
    'POST',
    '/v1/customers/:customer/sources/:id',
    CARD_UPDATE,
    (world, { metadata: change, ...given }, { customer, id }) => {
      livingCustomer(world, customer, 'id');
      const card = sourceOfCustomer(world, customer, id);
      const metadataChange = { metadata: changedMetadata(card.metadata ?? {}, change) };
      if (card.object === 'source')
        return changeAndTell(world, 'source', card, metadataChange, 'customer.source.updated');
      const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
      const changes = { ...set, ...metadataChange } as Partial<Card>;
      return changeAndTell(world, 'card', card, changes, 'customer.source.updated');
    },
  ),
  route('DELETE', '/v1/customers/:customer/sources/:id', {}, (world, _, { customer, id }) => {
    const owner = livingCustomer(world, customer, 'id');
    const gone = sourceOfCustomer(world, customer, id);
    const answer = gone.object === 'source' ? detachSource(world, gone) : { id, object: 'card', deleted: true };
    if (gone.object === 'card') world.store.remove('card', id);
    world.emit('customer.source.deleted', gone);
    if (owner.default_source === id) {
      const next = sourcesOf(world, customer)[0]?.id ?? null;
      changeAndTell(world, 'customer', owner, { default_source: next }, 'customer.updated');
    }
    return answer;
  }),
];
