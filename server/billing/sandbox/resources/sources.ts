import type { Kinds } from '#server/billing/sandbox/kinds.ts';
import {
  address,
  anything,
  changedMetadata,
  currency,
  hash,
  metadata,
  notBuiltShape,
  oneOf,
  required,
  text,
} from '#server/billing/sandbox/protocol/parameters.ts';
import { route } from '#server/billing/sandbox/protocol/route.ts';
import type { Route } from '#server/billing/sandbox/protocol/route.ts';
import { invalidRequest } from '#server/billing/sandbox/protocol/stripeError.ts';
import type { TestMethod } from '#server/billing/sandbox/testMethods.ts';
import { changeAndTell } from '#server/billing/sandbox/world/world.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';
import { cardOf, NO_ADDRESS } from './instruments.ts';
import { testOfToken } from './paymentMethodData.ts';

type Source = Kinds['source'];

const OWNER = hash({ address: address(), email: text(), name: text(), phone: text() });

const CREATION = {
  type: oneOf('card'),
  token: required(text()),
  currency: currency(),
  metadata: metadata(),
  owner: OWNER,
  statement_descriptor: text(22),
  usage: oneOf('reusable', 'single_use'),
  ...notBuiltShape('amount', 'customer', 'flow', 'mandate', 'original_source', 'receiver', 'redirect', 'source_order'),
};

const UPDATE = {
  metadata: metadata(),
  owner: OWNER,
  ...notBuiltShape('amount', 'mandate', 'source_order'),
};

type Owner = ReturnType<(typeof OWNER)['parse']>;

const NO_OWNER = {
  address: null,
  email: null,
  name: null,
  phone: null,
  verified_address: null,
  verified_email: null,
  verified_name: null,
  verified_phone: null,
};

/** What is not sent stays as it was. */
const ownerOf = (given: Owner | undefined, before: Source['owner']): Source['owner'] => ({
  ...NO_OWNER,
  address: NO_ADDRESS,
  ...before,
  ...Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value !== undefined)),
});

/** A card as a source holds it. */
function sourceCard(world: World, test: TestMethod): NonNullable<Source['card']> {
  const card = cardOf(world, test, null);
  const { address_line1_check, address_zip_check, brand, country, cvc_check, dynamic_last4 } = card;
  const { exp_month, exp_year, fingerprint, funding, last4, name, tokenization_method } = card;
  return {
    address_line1_check,
    address_zip_check,
    brand,
    country,
    cvc_check,
    dynamic_last4,
    exp_month,
    exp_year,
    ...(typeof fingerprint === 'string' ? { fingerprint } : {}),
    funding,
    last4,
    name,
    three_d_secure: test.authentication === undefined ? 'optional' : 'required',
    tokenization_method,
  };
}

/**
 * A source that may be paid with or kept.
 * @throws StripeError for one that is not there or was used up.
 */
export function chargeableSource({ store }: Pick<World, 'store'>, id: string, param: string): Source {
  const source = store.need('source', id, param);
  if (source.status === 'chargeable') return source;
  throw invalidRequest(
    `This source is not chargeable: ${id} has a status of ${source.status}. Only a source whose status is chargeable can be used.`,
    { param },
  );
}

/** A source that belongs to nobody pays once. */
export function consumeSource(world: World, id: string): void {
  const source = id.startsWith('src_') ? world.store.get('source', id) : undefined;
  if (source !== undefined && source.customer === undefined)
    world.store.change('source', source, { status: 'consumed' });
}

/** A source that its customer gave up is used up: nobody can pay with it again. */
export function detachSource({ store }: Pick<World, 'store'>, source: Source): Source {
  const { customer: _, ...rest } = source;
  const hidden = store.hidden('source', source.id);
  store.remove('source', source.id);
  return store.add('source', { ...rest, status: 'consumed' }, { hidden });
}

export const SOURCE_ROUTES: readonly Route[] = [
  route('POST', '/v1/sources', CREATION, (world, given) => {
    const { ids, clock, store, emit } = world;
    const test = testOfToken(world, given.token, 'token');
    const id = ids.of('source');
    const source = store.add(
      'source',
      {
        id,
        object: 'source',
        allow_redisplay: 'unspecified',
        amount: null,
        card: sourceCard(world, test),
        client_secret: `src_client_secret_${ids.text(24)}`,
        created: clock.now(),
        currency: given.currency ?? null,
        flow: 'none',
        livemode: false,
        metadata: changedMetadata({}, given.metadata),
        owner: ownerOf(given.owner, null),
        statement_descriptor: given.statement_descriptor ?? null,
        status: 'chargeable',
        type: 'card',
        usage: given.usage ?? 'reusable',
      },
      { hidden: { test: test.name } },
    );
    emit('source.chargeable', source);
    return source;
  }),
  route('GET', '/v1/sources/:id', { client_secret: anything() }, ({ store }, _, { id }) => store.need('source', id)),
  route('POST', '/v1/sources/:id', UPDATE, (world, { metadata: change, owner }, { id }) => {
    const source = world.store.need('source', id);
    const changes = {
      metadata: changedMetadata(source.metadata ?? {}, change),
      ...(owner === undefined ? {} : { owner: ownerOf(owner, source.owner) }),
    };
    return source.customer === undefined
      ? world.store.change('source', source, changes)
      : changeAndTell(world, 'source', source, changes, 'customer.source.updated');
  }),
];
