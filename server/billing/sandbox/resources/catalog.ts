import type { Kinds } from '#server/billing/sandbox/kinds.ts';
import { listOf, PAGING_AND_CREATED } from '#server/billing/sandbox/protocol/lists.ts';
import {
  boolean,
  changedMetadata,
  clearable,
  currency,
  hash,
  integer,
  limited,
  list,
  metadata,
  notBuilt,
  notBuiltShape,
  oneOf,
  required,
  text,
} from '#server/billing/sandbox/protocol/parameters.ts';
import type { Parameter, Parameters } from '#server/billing/sandbox/protocol/parameters.ts';
import { route } from '#server/billing/sandbox/protocol/route.ts';
import type { Route } from '#server/billing/sandbox/protocol/route.ts';
import { invalidRequest, missingParameter } from '#server/billing/sandbox/protocol/stripeError.ts';
import { fieldOf } from '#server/billing/sandbox/store/database.ts';
import { changeAndTell } from '#server/billing/sandbox/world/world.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';
import { searchRoute } from './searching.ts';

type Product = Kinds['product'];
type Price = Kinds['price'];

/** Inches or ounces, with two decimals. */
const size = (): Parameter<number> => ({
  isRequired: false,
  parse(value, name) {
    const found = text().parse(value, name);
    if (!/^\d{1,9}(?:\.\d{1,9})?$/.test(found))
      throw invalidRequest(`Invalid decimal: ${found.slice(0, 20)}`, { param: name });
    return Math.round(Number(found) * 100) / 100;
  },
});

const PRODUCT_FIELDS = {
  active: boolean(),
  description: clearable(text(40_000)),
  images: clearable(list(text())),
  marketing_features: clearable(list(hash({ name: required(text(80)) }))),
  metadata: metadata(),
  shippable: boolean(),
  statement_descriptor: text(22),
  tax_code: clearable(text()),
  unit_label: clearable(text(12)),
  url: clearable(text()),
  package_dimensions: clearable(
    hash({ height: required(size()), length: required(size()), weight: required(size()), width: required(size()) }),
  ),
  ...notBuiltShape('tax_details'),
};
const PRICE_DATA = {
  currency: required(currency()),
  unit_amount: integer({ minimum: 0 }),
  unit_amount_decimal: text(),
  recurring: hash({
    interval: required(oneOf('day', 'week', 'month', 'year')),
    interval_count: integer({ minimum: 1 }),
    meter: text(),
    trial_period_days: integer(),
    usage_type: oneOf('licensed', 'metered'),
  }),
  tax_behavior: oneOf('exclusive', 'inclusive', 'unspecified'),
};
const PRODUCT_CREATION = {
  ...PRODUCT_FIELDS,
  name: required(text()),
  id: text(),
  default_price_data: hash({
    ...PRICE_DATA,
    metadata: metadata(),
    ...notBuiltShape('currency_options', 'custom_unit_amount'),
  }),
  type: oneOf('good', 'service'),
};

type ProductFields = Partial<Parameters<typeof PRODUCT_FIELDS>>;

function productChanges(
  before: Product,
  { metadata: change, images, marketing_features: features, tax_details: _, ...plain }: ProductFields,
): Partial<Product> {
  const set = Object.entries(plain).filter(([, value]) => value !== undefined);
  return {
    ...(Object.fromEntries(set) as Partial<Product>),
    metadata: changedMetadata(before.metadata, change),
    ...(images === undefined ? {} : { images: [...(images ?? [])] }),
    ...(features === undefined ? {} : { marketing_features: [...(features ?? [])] }),
  };
}

/** Adds a product and tells of it. */
export function createProduct(
  world: World,
  given: ProductFields & { readonly name: string; readonly id?: string | undefined },
): Product {
  const { ids, clock, store, emit } = world;
  const { name, id, ...fields } = given;
  if (id !== undefined && store.get('product', id) !== undefined) {
    throw invalidRequest(`Product already exists: ${id}.`, { code: 'resource_already_exists', param: 'id' });
  }
  const empty: Product = {
    id: id ?? ids.of('product').slice(0, 19),
    object: 'product',
    active: true,
    created: clock.now(),
    default_price: null,
    description: null,
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: {},
    name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: 'service',
    unit_label: null,
    updated: clock.now(),
    url: null,
  };
  const product = store.add('product', { ...empty, ...productChanges(empty, fields) });
  emit('product.created', product);
  return product;
}

const PRICE_CREATION = {
  ...PRICE_DATA,
  active: boolean(),
  billing_scheme: limited(oneOf('per_unit', 'tiered'), 'per_unit'),
  ...notBuiltShape('currency_options', 'custom_unit_amount', 'tiers', 'tiers_mode', 'transform_quantity'),
  lookup_key: text(200),
  metadata: metadata(),
  nickname: text(),
  product: text(),
  product_data: hash({
    name: required(text()),
    active: boolean(),
    description: text(40_000),
    id: text(),
    images: list(text()),
    metadata: metadata(),
    statement_descriptor: text(22),
    tax_code: text(),
    unit_label: text(12),
    ...notBuiltShape('tax_details'),
  }),
  transfer_lookup_key: boolean(),
};

export type NewPrice = Partial<Parameters<typeof PRICE_CREATION>> & { readonly currency: string };

/** Decimals of an amount in minor units are kept as text. @throws StripeError when neither or an unreadable amount was sent. */
function amountsOf({
  unit_amount: amount,
  unit_amount_decimal: decimal,
}: NewPrice): Pick<Price, 'unit_amount' | 'unit_amount_decimal'> {
  if (amount !== undefined) return { unit_amount: amount, unit_amount_decimal: String(amount) };
  if (decimal === undefined) throw missingParameter('unit_amount');
  if (!/^\d{1,12}(?:\.\d{1,12})?$/.test(decimal))
    throw invalidRequest(`Invalid decimal: ${decimal}`, { param: 'unit_amount_decimal' });
  return {
    unit_amount: Number.isInteger(Number(decimal)) ? Number(decimal) : null,
    unit_amount_decimal: decimal,
  };
}

function productOf(world: World, { product, product_data: data }: NewPrice): string {
  if (data !== undefined) return createProduct(world, data).id;
  if (product === undefined) throw missingParameter('product');
  return world.store.need('product', product, 'product').id;
}

/** A key leads to one price: it is taken from the one that had it, when that was asked for. */
function takeLookupKey(world: World, key: string | undefined, isTransferred: boolean): void {
  if (key === undefined) return;
  const [holder] = world.store.all('price', { lookup_key: key });
  if (holder === undefined) return;
  if (!isTransferred) {
    throw invalidRequest(`A price (\`${holder.id}\`) already uses that lookup key.`, { param: 'lookup_key' });
  }
  changeAndTell(world, 'price', holder, { lookup_key: null }, 'price.updated');
}

/** Adds a price and tells of it. */
export function createPrice(world: World, given: NewPrice): Price {
  const { ids, clock, store, emit } = world;
  takeLookupKey(world, given.lookup_key, given.transfer_lookup_key === true);
  const { recurring } = given;
  const price = store.add('price', {
    id: ids.of('price'),
    object: 'price',
    active: given.active ?? true,
    billing_scheme: 'per_unit',
    created: clock.now(),
    currency: given.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: given.lookup_key ?? null,
    metadata: changedMetadata({}, given.metadata),
    nickname: given.nickname ?? null,
    product: productOf(world, given),
    recurring:
      recurring === undefined
        ? null
        : {
            interval: recurring.interval,
            interval_count: recurring.interval_count ?? 1,
            meter: recurring.meter ?? null,
            trial_period_days: recurring.trial_period_days ?? null,
            usage_type: recurring.usage_type ?? 'licensed',
          },
    tax_behavior: given.tax_behavior ?? 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: recurring === undefined ? 'one_time' : 'recurring',
    ...amountsOf(given),
  });
  emit('price.created', price);
  return price;
}

const PRODUCTS: readonly Route[] = [
  route('POST', '/v1/products', PRODUCT_CREATION, (world, { default_price_data: data, type: _, ...given }) => {
    const product = createProduct(world, given);
    if (data === undefined) return product;
    const price = createPrice(world, { ...data, product: product.id });
    return world.store.change('product', product, { default_price: price.id });
  }),
  route(
    'GET',
    '/v1/products',
    {
      ...PAGING_AND_CREATED,
      active: boolean(),
      ids: list(text()),
      shippable: boolean(),
      type: limited(oneOf('good', 'service'), 'service'),
      url: text(),
    },
    (world, { active, ids, shippable, type: _, url, ...page }) => {
      if (ids === undefined) return listOf(world, 'product', page, { active, shippable, url });
      const data = ids.map((id) => world.store.get('product', id)).filter((product) => product !== undefined);
      return { object: 'list', data, has_more: false, url: '/v1/products' };
    },
  ),
  searchRoute('product', ['active', 'description', 'metadata', 'name', 'shippable', 'url']),
  route('GET', '/v1/products/:id', {}, ({ store }, _, { id }) => store.need('product', id)),
  route(
    'POST',
    '/v1/products/:id',
    { ...PRODUCT_FIELDS, name: text(), default_price: text() },
    (world, { name, default_price, ...given }, { id }) => {
      const product = world.store.need('product', id);
      if (default_price !== undefined) world.store.need('price', default_price, 'default_price');
      return changeAndTell(
        world,
        'product',
        product,
        {
          ...productChanges(product, given),
          ...(name === undefined ? {} : { name }),
          ...(default_price === undefined ? {} : { default_price }),
          updated: world.clock.now(),
        },
        'product.updated',
      );
    },
  ),
  route('DELETE', '/v1/products/:id', {}, ({ store, emit }, _, { id }) => {
    const product = store.need('product', id);
    if (store.page('price', { limit: 1, where: { product: id } }).data.length > 0) {
      throw invalidRequest('This product cannot be deleted because it has one or more user-created prices.');
    }
    store.remove('product', id);
    emit('product.deleted', product);
    return { id, object: 'product', deleted: true };
  }),
];

const PRICES: readonly Route[] = [
  route('POST', '/v1/prices', PRICE_CREATION, createPrice),
  route(
    'GET',
    '/v1/prices',
    {
      ...PAGING_AND_CREATED,
      active: boolean(),
      currency: currency(),
      lookup_keys: list(text()),
      product: text(),
      recurring: hash({
        interval: oneOf('day', 'week', 'month', 'year'),
        meter: text(),
        usage_type: oneOf('licensed', 'metered'),
      }),
      type: oneOf('one_time', 'recurring'),
    },
    (world, { active, currency: code, lookup_keys, product, recurring, type, ...page }) => {
      const wanted = Object.entries(recurring ?? {}).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      );
      const condition = {
        sql: wanted.map(([name]) => `${fieldOf(`recurring.${name}`)} = ?`).join(' AND ') || 'TRUE',
        values: wanted.map(([, value]) => value),
      };
      const where = { active, currency: code, lookup_key: lookup_keys, product, type };
      return listOf(world, 'price', page, where, undefined, condition);
    },
  ),
  searchRoute('price', ['active', 'currency', 'lookup_key', 'metadata', 'product', 'type']),
  route('GET', '/v1/prices/:id', {}, ({ store }, _, { id }) => store.need('price', id)),
  route(
    'POST',
    '/v1/prices/:id',
    {
      active: boolean(),
      currency_options: notBuilt(),
      lookup_key: clearable(text(200)),
      metadata: metadata(),
      nickname: clearable(text()),
      tax_behavior: oneOf('exclusive', 'inclusive', 'unspecified'),
      transfer_lookup_key: boolean(),
    },
    (world, { active, lookup_key, metadata: change, nickname, tax_behavior, transfer_lookup_key }, { id }) => {
      const price = world.store.need('price', id);
      if (typeof lookup_key === 'string' && lookup_key !== price.lookup_key)
        takeLookupKey(world, lookup_key, transfer_lookup_key === true);
      return changeAndTell(
        world,
        'price',
        price,
        {
          metadata: changedMetadata(price.metadata, change),
          ...(active === undefined ? {} : { active }),
          ...(lookup_key === undefined ? {} : { lookup_key }),
          ...(nickname === undefined ? {} : { nickname }),
          ...(tax_behavior === undefined ? {} : { tax_behavior }),
        },
        'price.updated',
      );
    },
  ),
];

export const CATALOG_ROUTES: readonly Route[] = [...PRODUCTS, ...PRICES];
