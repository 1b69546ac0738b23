import { describe, expect, it } from 'vitest';
import { eventTypes, failure, givenSandbox, pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';

const CARD = { type: 'card', token: 'tok_visa' } as const;

describe('sources', () => {
  it('are made of a token, found and changed', async () => {
    const { stripe } = await givenSandbox();
    const made = await stripe.sources.create({
      ...CARD,
      owner: { email: 'ada@example.com' },
      metadata: { order: '7' },
    });
    expect(made).toMatchObject({
      object: 'source',
      card: { brand: 'Visa', last4: '4242', three_d_secure: 'optional' },
      flow: 'none',
      owner: { email: 'ada@example.com', name: null },
      status: 'chargeable',
      usage: 'reusable',
    });
    expect(await stripe.sources.retrieve(made.id)).toMatchObject({ id: made.id, metadata: { order: '7' } });
    const changed = await stripe.sources.update(made.id, { owner: { name: 'Ada' }, metadata: { order: '' } });
    expect(changed).toMatchObject({ owner: { email: 'ada@example.com', name: 'Ada' }, metadata: {} });
    expect(await eventTypes(stripe, made.id)).toEqual(['source.chargeable']);
  });

  it('of another type, without a token or of a token that was used are refused', async () => {
    const { stripe } = await givenSandbox();
    expect((await failure(stripe.sources.create({ type: 'ideal', token: 'tok_visa' }))).param).toBe('type');
    expect(await failure(stripe.sources.create({ type: 'card' }))).toMatchObject({ code: 'parameter_missing' });
    expect((await failure(stripe.sources.create({ ...CARD, amount: 500 }))).param).toBe('amount');
    const token = await stripe.tokens.create({
      card: { number: '4242424242424242', exp_month: '12', exp_year: '2034' },
    });
    await stripe.sources.create({ type: 'card', token: token.id });
    const again = await failure(stripe.sources.create({ type: 'card', token: token.id }));
    expect(again.code).toBe('token_already_used');
    expect((await failure(stripe.sources.retrieve('src_nobody'))).statusCode).toBe(404);
  });

  it('are kept by a customer, listed beside cards, paid with often, and used up when they are given back', async () => {
    const { stripe } = await givenSandbox();
    const { id: customer } = await stripe.customers.create({});
    const source = await stripe.sources.create(CARD);
    const kept = await stripe.customers.createSource(customer, { source: source.id, metadata: { nick: 'v' } });
    expect(kept).toMatchObject({ id: source.id, object: 'source', customer, metadata: { nick: 'v' } });
    expect(await stripe.customers.retrieve(customer)).toMatchObject({ default_source: source.id });
    const card = await stripe.customers.createSource(customer, { source: 'tok_mastercard' });
    const ids = async (object?: string) =>
      (await stripe.customers.listSources(customer, object === undefined ? {} : { object })).data.map(({ id }) => id);
    expect((await ids()).toSorted()).toEqual([card.id, source.id].toSorted());
    expect(await ids('source')).toEqual([source.id]);
    expect(await ids('card')).toEqual([card.id]);
    expect(await ids('bank_account')).toEqual([]);
    const pages = await stripe.customers.listSources(customer, { limit: 1 }).autoPagingToArray({ limit: 9 });
    expect(pages).toHaveLength(2);
    const other = await stripe.customers.create({});
    const taken = await failure(stripe.customers.createSource(other.id, { source: source.id }));
    expect(taken.message).toContain('already attached');
    for (const amount of [500, 600]) {
      const charge = await stripe.charges.create({ amount, currency: 'usd', customer });
      expect(charge.source).toMatchObject({ id: source.id, object: 'source' });
    }
    expect(await stripe.customers.updateSource(customer, source.id, { metadata: { nick: 'w' } })).toMatchObject({
      metadata: { nick: 'w' },
    });
    expect(await stripe.customers.deleteSource(customer, source.id)).toMatchObject({ status: 'consumed' });
    expect(await stripe.customers.retrieve(customer)).toMatchObject({ default_source: card.id });
    expect(await eventTypes(stripe, source.id)).toEqual([
      'source.chargeable',
      'customer.source.created',
      'customer.source.updated',
      'customer.source.deleted',
    ]);
    const gone = await failure(stripe.charges.create({ amount: 500, currency: 'usd', source: source.id }));
    expect(gone.message).toContain('not chargeable');
  });

  it('come with a new customer, or become the default of an old one', async () => {
    const { stripe } = await givenSandbox();
    const [one, two] = [await stripe.sources.create(CARD), await stripe.sources.create(CARD)];
    const customer = await stripe.customers.create({ source: one.id });
    expect(customer.default_source).toBe(one.id);
    expect((await stripe.customers.update(customer.id, { source: two.id })).default_source).toBe(two.id);
    expect((await stripe.customers.update(customer.id, { default_source: one.id })).default_source).toBe(one.id);
    const refused = await stripe.sources.create({ type: 'card', token: 'tok_chargeDeclined' });
    expect((await failure(stripe.customers.createSource(customer.id, { source: refused.id }))).code).toBe(
      'card_declined',
    );
    expect(await stripe.sources.retrieve(refused.id)).not.toHaveProperty('customer');
  });

  it('that are nobody’s pay once, by a charge or by a payment intent', async () => {
    const { stripe } = await givenSandbox();
    const one = await stripe.sources.create(CARD);
    expect((await stripe.charges.create({ amount: 500, currency: 'usd', source: one.id })).paid).toBe(true);
    const again = await failure(stripe.charges.create({ amount: 500, currency: 'usd', source: one.id }));
    expect(again).toMatchObject({ statusCode: 400, param: 'source' });
    const two = await stripe.sources.create(CARD);
    expect((await pay(stripe, { by: two.id })).status).toBe('succeeded');
    expect((await failure(pay(stripe, { by: two.id }))).param).toBe('payment_method');
  });
});
