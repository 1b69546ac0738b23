import { describe, expect, it } from 'vitest';
import { failure, givenSandbox, idOf, pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';

async function givenPayment() {
  const given = await givenSandbox();
  const customer = await given.stripe.customers.create({ email: 'a@example.com' });
  const intent = await pay(given.stripe, { customer: customer.id });
  return { ...given, customer, intent, charge: idOf(intent.latest_charge) };
}

describe('expand', () => {
  it('puts objects in the place of their ids, four levels deep', async () => {
    const { stripe, customer, charge } = await givenPayment();
    const { id } = await stripe.refunds.create({ charge });
    const refund = await stripe.refunds.retrieve(id, {
      expand: ['charge.payment_intent.latest_charge.balance_transaction', 'charge.customer'],
    });
    expect(refund.charge).toMatchObject({
      object: 'charge',
      customer: { id: customer.id, email: 'a@example.com' },
      payment_intent: { latest_charge: { balance_transaction: { object: 'balance_transaction' } } },
    });
    const deep = ['charge.payment_intent.latest_charge.payment_intent.customer'];
    expect((await failure(stripe.refunds.retrieve(id, { expand: deep }))).message).toContain('4 levels');
  });

  it('works on creation, in lists and in searches', async () => {
    const { stripe, intent, customer } = await givenPayment();
    const paid = await pay(stripe, { expand: ['latest_charge'] });
    expect(paid.latest_charge).toMatchObject({ object: 'charge', paid: true });
    const list = await stripe.paymentIntents.list({ expand: ['data.latest_charge', 'data.customer'] });
    expect(list.data).toHaveLength(2);
    expect(list.data.at(-1)).toMatchObject({ customer: { id: customer.id }, latest_charge: { object: 'charge' } });
    expect(list.data[0]?.customer).toBeNull();
    const found = await stripe.paymentIntents.search({
      query: `customer:"${customer.id}"`,
      expand: ['total_count', 'data.latest_charge'],
    });
    expect(found).toMatchObject({ total_count: 1, data: [{ id: intent.id, latest_charge: { object: 'charge' } }] });
  });

  it('adds the lists that are only there when they are asked for', async () => {
    const { stripe, charge, customer } = await givenPayment();
    expect(await stripe.charges.retrieve(charge)).not.toHaveProperty('refunds');
    const refund = await stripe.refunds.create({ charge, amount: 500 });
    const expanded = await stripe.charges.retrieve(charge, { expand: ['refunds.data.balance_transaction'] });
    expect(expanded.refunds).toMatchObject({
      object: 'list',
      has_more: false,
      url: `/v1/charges/${charge}/refunds`,
      data: [{ id: refund.id, balance_transaction: { amount: -500, type: 'refund' } }],
    });
    await stripe.customers.createSource(customer.id, { source: 'tok_visa' });
    const { sources } = (await stripe.customers.retrieve(customer.id, { expand: ['sources'] })) as {
      sources?: unknown;
    };
    expect(sources).toMatchObject({ data: [{ object: 'card', last4: '4242' }] });
  });

  it('finds a product by an id of the shop’s own', async () => {
    const { stripe } = await givenSandbox();
    await stripe.products.create({ id: 'ch_mug 1/2', name: 'Mug' });
    expect((await stripe.products.retrieve('ch_mug 1/2')).name).toBe('Mug');
    const price = await stripe.prices.create({
      product: 'ch_mug 1/2',
      currency: 'usd',
      unit_amount: 900,
      expand: ['product'],
    });
    expect(price.product).toMatchObject({ object: 'product', name: 'Mug' });
  });

  it('shows of a deleted customer that they are deleted', async () => {
    const { stripe, intent, customer } = await givenPayment();
    await stripe.customers.del(customer.id);
    const { customer: gone } = await stripe.paymentIntents.retrieve(intent.id, { expand: ['customer'] });
    expect(gone).toEqual({ id: customer.id, object: 'customer', deleted: true });
  });

  it.each([
    'amount',
    'id',
    'nothing',
    'metadata',
    'metadata.order',
    'customer.nothing',
    'client_secret',
    'shipping.name',
  ])('refuses to expand %s, and what the request would have done is not done', async (path) => {
    const { stripe } = await givenSandbox();
    const customer = await stripe.customers.create({});
    const refused = await failure(
      stripe.paymentIntents.create({
        amount: 500,
        currency: 'usd',
        customer: customer.id,
        metadata: { order: customer.id },
        shipping: { name: customer.id, address: { city: 'Berlin' } },
        expand: [path],
      }),
    );
    expect(refused).toMatchObject({ statusCode: 400, param: 'expand' });
    expect((await stripe.paymentIntents.list()).data).toEqual([]);
    expect((await stripe.events.list({ type: 'payment_intent.created' })).data).toEqual([]);
  });
});
