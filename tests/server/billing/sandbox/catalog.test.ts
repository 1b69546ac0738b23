import { describe, expect, it } from 'vitest';
import {
  eventTypes,
  failure,
  givenSandbox,
  idOf,
  lastEvent,
} from '#tests/server/billing/sandbox/support/givenSandbox.ts';

describe('products', () => {
  it('are created with a price, changed, found and deleted', async () => {
    const { stripe } = await givenSandbox();
    const made = await stripe.products.create({
      name: 'Mug',
      images: ['https://shop.example/mug.png'],
      marketing_features: [{ name: 'Blue' }],
      package_dimensions: { height: 4, length: 5.5, weight: 12, width: 4 },
      default_price_data: { currency: 'usd', unit_amount: 900 },
      expand: ['default_price'],
    });
    expect(made).toMatchObject({
      active: true,
      default_price: { unit_amount: 900, product: made.id },
      marketing_features: [{ name: 'Blue' }],
      package_dimensions: { length: 5.5 },
    });
    expect((await stripe.products.update(made.id, { active: false, name: 'Old mug' })).active).toBe(false);
    expect((await lastEvent(stripe, 'product.updated')).data.previous_attributes).toMatchObject({
      active: true,
      name: 'Mug',
    });
    expect((await stripe.products.list({ active: true })).data).toEqual([]);
    expect((await stripe.products.list({ ids: [made.id, 'prod_nobody'] })).data).toHaveLength(1);
    expect((await failure(stripe.products.del(made.id))).message).toContain('user-created prices');
    const plain = await stripe.products.create({ name: 'Bowl' });
    expect(await stripe.products.del(plain.id)).toMatchObject({ deleted: true });
    expect((await failure(stripe.products.retrieve(plain.id))).code).toBe('resource_missing');
    expect(await eventTypes(stripe, plain.id)).toEqual(['product.created', 'product.deleted']);
    expect((await failure(stripe.products.create({ id: made.id, name: 'Twin' }))).code).toBe('resource_already_exists');
    expect((await failure(stripe.products.create({} as never))).param).toBe('name');
  });
});

describe('prices', () => {
  it('are created, changed and found', async () => {
    const { stripe } = await givenSandbox();
    const once = await stripe.prices.create({
      currency: 'usd',
      unit_amount: 900,
      product_data: { name: 'Mug' },
      lookup_key: 'mug',
    });
    expect(once).toMatchObject({ type: 'one_time', unit_amount: 900, recurring: null, active: true });
    const monthly = await stripe.prices.create({
      currency: 'eur',
      unit_amount: 500,
      product: idOf(once.product),
      recurring: { interval: 'month' },
    });
    expect(monthly).toMatchObject({ type: 'recurring', recurring: { interval: 'month', interval_count: 1 } });
    const ids = async (query: object) => (await stripe.prices.list(query)).data.map(({ id }) => id);
    expect(await ids({ lookup_keys: ['mug'] })).toEqual([once.id]);
    expect(await ids({ recurring: { interval: 'month' } })).toEqual([monthly.id]);
    expect(await ids({ recurring: { interval: 'year' } })).toEqual([]);
    expect(await ids({ currency: 'eur', type: 'recurring' })).toEqual([monthly.id]);
    expect((await stripe.prices.update(once.id, { nickname: 'Plain', active: false })).nickname).toBe('Plain');
    expect((await stripe.prices.retrieve(once.id)).active).toBe(false);
  });

  it('hold a lookup key alone, unless it is handed over', async () => {
    const { stripe } = await givenSandbox();
    const price = { currency: 'usd', unit_amount: 900, product_data: { name: 'Mug' }, lookup_key: 'mug' };
    const first = await stripe.prices.create(price);
    expect((await failure(stripe.prices.create(price))).param).toBe('lookup_key');
    await stripe.prices.create({ ...price, transfer_lookup_key: true });
    expect((await stripe.prices.retrieve(first.id)).lookup_key).toBeNull();
  });

  it('without an amount, in tiers or of no product are refused', async () => {
    const { stripe } = await givenSandbox();
    const create = (given: object) => failure(stripe.prices.create({ currency: 'usd', ...given }));
    expect((await create({ product_data: { name: 'Mug' } })).param).toBe('unit_amount');
    expect((await create({ unit_amount: 900 })).param).toBe('product');
    expect((await create({ unit_amount: 900, product: 'prod_nobody' })).code).toBe('resource_missing');
    expect((await create({ billing_scheme: 'tiered', product: 'p', unit_amount: 1 })).param).toBe('billing_scheme');
    expect((await create({ unit_amount: -1, product: 'p' })).code).toBe('parameter_invalid_integer');
    const fine = await stripe.prices.create({
      currency: 'usd',
      unit_amount_decimal: '0.5' as never,
      product_data: { name: 'Bit' },
    });
    expect(fine.unit_amount).toBeNull();
    expect(String(fine.unit_amount_decimal)).toBe('0.5');
  });
});
