import { describe, expect, it } from 'vitest';
import { failure, givenSandbox, pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';

async function givenCustomers() {
  const given = await givenSandbox();
  const { stripe } = given;
  const add = (name: string, metadata: Record<string, string> = {}) =>
    stripe.customers.create({ name, email: `${name.split(' ')[0]?.toLowerCase() ?? ''}@example.com`, metadata });
  const made = [
    await add('Ada Lovelace', { plan: 'gold', 'a"b': 'quoted', flag: 'true' }),
    await add('Ada Byron', { plan: 'silver' }),
    await add('Grace Hopper', { plan: 'gold' }),
    await add("Jürgen O'Neil", {}),
  ];
  const names = async (query: string) =>
    (await stripe.customers.search({ query })).data.map(({ name }) => name?.split(' ').at(-1)).reverse();
  return { ...given, made, names };
}

describe('search', () => {
  it.each([
    [`name:"Ada Lovelace"`, ['Lovelace']],
    [`name:'ada lovelace'`, ['Lovelace']],
    [`name~"ada"`, ['Lovelace', 'Byron']],
    [`-name~"ada"`, ['Hopper', "O'Neil"]],
    [`metadata["plan"]:"gold"`, ['Lovelace', 'Hopper']],
    [`metadata['plan']:'GOLD' AND -email:"grace@example.com"`, ['Lovelace']],
    [`metadata["plan"]:"gold" name~"hop"`, ['Hopper']],
    [`metadata["plan"]:"silver" OR name~"hop"`, ['Byron', 'Hopper']],
    [`metadata["plan"]:null`, ["O'Neil"]],
    [`-metadata["plan"]:null`, ['Lovelace', 'Byron', 'Hopper']],
    [`metadata["a\\"b"]:"quoted"`, ['Lovelace']],
    [`metadata["flag"]:"true"`, ['Lovelace']],
    [`name~"O'N"`, ["O'Neil"]],
    [`created>0 AND created<=9999999999`, ['Lovelace', 'Byron', 'Hopper', "O'Neil"]],
    [`created<1`, []],
    [`phone:null`, ['Lovelace', 'Byron', 'Hopper', "O'Neil"]],
    [`name:"nobody') OR 1=1 --"`, []],
  ])('%s', async (query, expected) => {
    const { names } = await givenCustomers();
    expect(await names(query)).toEqual(expected);
  });

  it.each([
    ``,
    `name`,
    `name:"Ada`,
    `secret:"x"`,
    `metadata:"gold"`,
    `name["x"]:"y"`,
    `name~"ad"`,
    `name>"a"`,
    `created~"123"`,
    `created:"soon"`,
    `name:"a" AND email:"b" OR email:"c"`,
    `name:"a" AND`,
    Array.from({ length: 11 }, () => `name:"a"`).join(' AND '),
  ])('refuses %s', async (query) => {
    const { stripe } = await givenSandbox();
    expect(await failure(stripe.customers.search({ query }))).toMatchObject({ statusCode: 400, param: 'query' });
  });

  it('goes on page by page, also over rows of one second', async () => {
    const { stripe, made } = await givenCustomers();
    const first = await stripe.customers.search({ query: 'created>0', limit: 3 });
    expect(first).toMatchObject({ object: 'search_result', has_more: true, url: '/v1/customers/search' });
    const rest = await stripe.customers.search({ query: 'created>0', limit: 3, page: first.next_page ?? '' });
    expect(rest).toMatchObject({ has_more: false, next_page: null });
    const all = await stripe.customers.search({ query: 'created>0', limit: 1 }).autoPagingToArray({ limit: 100 });
    expect(all.map(({ id }) => id)).toEqual(made.map(({ id }) => id).reverse());
    expect((await failure(stripe.customers.search({ query: 'created>0', page: 'x' }))).param).toBe('page');
  });

  it('finds no deleted customer', async () => {
    const { stripe, made } = await givenCustomers();
    await stripe.customers.del(made[2]?.id ?? '');
    const found = await stripe.customers.search({ query: 'metadata["plan"]:"gold"', expand: ['total_count'] });
    expect(found.data.map(({ name }) => name)).toEqual(['Ada Lovelace']);
    expect((found as { total_count?: number }).total_count).toBe(1);
  });

  it('asks charges, payment intents, products and prices about their own fields', async () => {
    const { stripe } = await givenSandbox();
    const paid = await pay(stripe, { amount: 4_200, by: 'pm_card_mastercard', metadata: { order: '7' } });
    await pay(stripe, { amount: 900 });
    const charges = (query: string) => stripe.charges.search({ query });
    const found = await charges('amount>1000 AND currency:"usd" AND payment_method_details.card.brand:"mastercard"');
    expect(found.data.map(({ payment_intent: intent }) => intent)).toEqual([paid.id]);
    expect((await charges('payment_method_details.card.last4:4444')).data).toHaveLength(1);
    await stripe.refunds.create({ payment_intent: paid.id });
    expect((await charges('refunded:"true"')).data).toHaveLength(1);
    expect((await charges('-refunded:"true" AND disputed:"false" AND status:"succeeded"')).data).toHaveLength(1);
    const intents = await stripe.paymentIntents.search({ query: 'status:"succeeded" AND metadata["order"]:"7"' });
    expect(intents.data.map(({ id }) => id)).toEqual([paid.id]);
    const product = await stripe.products.create({ name: 'Blue mug', description: 'true', shippable: true });
    const price = await stripe.prices.create({
      product: product.id,
      currency: 'eur',
      unit_amount: 1,
      lookup_key: 'mug',
    });
    expect(
      (await stripe.products.search({ query: 'name~"mug" AND active:"true" AND description:"true"' })).data,
    ).toHaveLength(1);
    const prices = await stripe.prices.search({
      query: `lookup_key:"mug" AND product:"${product.id}" AND type:"one_time"`,
    });
    expect(prices.data.map(({ id }) => id)).toEqual([price.id]);
  });
});
