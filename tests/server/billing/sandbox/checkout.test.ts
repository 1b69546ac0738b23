import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { DAY, eventTypes, failure, givenSandbox, pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';

const line = (name: string, amount: number, quantity = 1) => ({
  price_data: { currency: 'usd', unit_amount: amount, product_data: { name } },
  quantity,
});
const ORDER: Stripe.Checkout.SessionCreateParams = {
  mode: 'payment',
  success_url: 'https://shop.example/thanks?session={CHECKOUT_SESSION_ID}',
  cancel_url: 'https://shop.example/cart',
  line_items: [line('Mug', 900, 2), line('Bowl', 1_500), line('Plate', 700)],
};

describe('a checkout session', () => {
  it('adds its lines up, and waits on a page of its own', async () => {
    const { stripe, sandbox } = await givenSandbox();
    const made = await stripe.checkout.sessions.create({
      ...ORDER,
      client_reference_id: 'o7',
      metadata: { order: '7' },
      expand: ['line_items'],
    });
    expect(made).toMatchObject({
      status: 'open',
      payment_status: 'unpaid',
      amount_total: 4_000,
      currency: 'usd',
      url: `${sandbox.address}/c/pay/${made.id}`,
      metadata: { order: '7' },
      line_items: { data: [{ description: 'Mug', quantity: 2, amount_total: 1_800 }, {}, {}] },
    });
    const items = await stripe.checkout.sessions.listLineItems(made.id, { limit: 1 }).autoPagingToArray({ limit: 10 });
    expect(items.map(({ description }) => description)).toEqual(['Mug', 'Bowl', 'Plate']);
    const last = items.at(-1)?.id ?? '';
    const before = await stripe.checkout.sessions.listLineItems(made.id, { limit: 1, ending_before: last });
    expect(before).toMatchObject({ has_more: true, data: [{ description: 'Bowl' }] });
    expect((await stripe.checkout.sessions.update(made.id, { metadata: { order: '8' } })).metadata).toEqual({
      order: '8',
    });
    expect((await stripe.checkout.sessions.list({ status: 'open' })).data).toHaveLength(1);
    expect((await stripe.checkout.sessions.list({ status: 'complete' })).data).toEqual([]);
  });

  it('is ended by the shop, or by its time', async () => {
    const { stripe, control } = await givenSandbox();
    const [one, two] = [await stripe.checkout.sessions.create(ORDER), await stripe.checkout.sessions.create(ORDER)];
    expect(await stripe.checkout.sessions.expire(one.id)).toMatchObject({ status: 'expired', url: null });
    expect((await failure(stripe.checkout.sessions.expire(one.id))).statusCode).toBe(400);
    await control.command('advance', { seconds: DAY });
    expect((await stripe.checkout.sessions.retrieve(two.id)).status).toBe('expired');
    expect((await eventTypes(stripe)).filter((type) => type === 'checkout.session.expired')).toHaveLength(2);
  });

  it.each([
    [{ mode: undefined }, 'mode'],
    [{ mode: 'subscription' }, 'mode'],
    [{ success_url: undefined }, 'success_url'],
    [{ success_url: 'shop' }, 'success_url'],
    [{ cancel_url: 'javascript:alert(1)' }, 'cancel_url'],
    [{ line_items: [] }, 'line_items'],
    [{ line_items: [{ price: 'price_nobody', quantity: 1 }] }, 'line_items[0][price]'],
    [{ line_items: [{ quantity: 1 }] }, 'line_items[0][price]'],
    [{ expires_at: 1 }, 'expires_at'],
    [{ currency: 'eur' }, 'currency'],
    [{ customer: 'cus_nobody' }, 'customer'],
    [{ ui_mode: 'embedded_page' }, 'ui_mode'],
    [{ shipping_address_collection: { allowed_countries: ['DE'] } }, 'shipping_address_collection'],
  ])('with %o is refused', async (change, param) => {
    const { stripe } = await givenSandbox();
    const given = Object.fromEntries(
      Object.entries({ ...ORDER, ...change }).filter(([, value]) => value !== undefined),
    );
    expect(await failure(stripe.checkout.sessions.create(given as never))).toMatchObject({ statusCode: 400, param });
    expect((await stripe.events.list()).data).toEqual([]);
  });

  it('paid by debit is complete at once, and paid days later', async () => {
    const { stripe, control, sandbox } = await givenSandbox();
    const session = await stripe.checkout.sessions.create({ ...ORDER, allowed_payment_method_types: ['sepa_debit'] });
    const method = await stripe.paymentMethods.create({
      type: 'sepa_debit',
      sepa_debit: { iban: 'DE89370400440532013000' },
    });
    await stripe.rawRequest('POST', `/v1/payment_pages/${session.id}/confirm`, { payment_method: method.id });
    expect(sandbox.address).toContain('127.0.0.1');
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      status: 'complete',
      payment_status: 'unpaid',
    });
    await control.command('advance', { seconds: 3 * DAY });
    expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe('paid');
    expect((await eventTypes(stripe)).filter((type) => type.startsWith('checkout'))).toEqual([
      'checkout.session.completed',
      'checkout.session.async_payment_succeeded',
    ]);
  });
});

describe('a payment link', () => {
  it('is made, changed and found', async () => {
    const { stripe, sandbox } = await givenSandbox();
    const price = await stripe.prices.create({ currency: 'usd', unit_amount: 900, product_data: { name: 'Mug' } });
    const link = await stripe.paymentLinks.create({
      line_items: [{ price: price.id, quantity: 2 }],
      metadata: { campaign: 'spring' },
      payment_intent_data: { capture_method: 'manual', description: 'Spring' },
      expand: ['line_items'],
    });
    expect(link).toMatchObject({
      active: true,
      currency: 'usd',
      payment_intent_data: { capture_method: 'manual', description: 'Spring' },
      line_items: { data: [{ amount_total: 1_800 }] },
      url: `${sandbox.address}/pay/${link.id}`,
    });
    expect((await stripe.paymentLinks.listLineItems(link.id)).data).toHaveLength(1);
    const off = await stripe.paymentLinks.update(link.id, { active: false, inactive_message: 'Sold out' });
    expect(off).toMatchObject({ active: false, inactive_message: 'Sold out' });
    expect((await stripe.paymentLinks.list({ active: true })).data).toEqual([]);
    expect((await failure(stripe.paymentLinks.retrieve('plink_nobody'))).statusCode).toBe(404);
    expect((await failure(stripe.paymentLinks.create({ line_items: [] }))).param).toBe('line_items');
    const collected = stripe.paymentLinks.update(link.id, { phone_number_collection: { enabled: true } });
    expect((await failure(collected)).param).toBe('phone_number_collection');
    expect(await eventTypes(stripe, link.id)).toEqual(['payment_link.created', 'payment_link.updated']);
  });
});

describe('events', () => {
  it('are listed by type, by a group of types, and by several', async () => {
    const { stripe } = await givenSandbox();
    await pay(stripe);
    const types = async (query: object) => (await stripe.events.list(query)).data.map(({ type }) => type);
    expect(await types({ type: 'charge.succeeded' })).toEqual(['charge.succeeded']);
    expect(await types({ type: 'charge.*' })).toEqual(['charge.updated', 'charge.succeeded']);
    expect(await types({ types: ['charge.succeeded', 'payment_intent.created'] })).toEqual([
      'charge.succeeded',
      'payment_intent.created',
    ]);
    expect(await types({ type: 'customer.*' })).toEqual([]);
    expect((await failure(stripe.events.list({ type: 'a', types: ['b'] }))).statusCode).toBe(400);
    const [event] = (await stripe.events.list({ limit: 1 })).data;
    expect(await stripe.events.retrieve(event?.id ?? '')).toMatchObject({
      object: 'event',
      livemode: false,
      pending_webhooks: 0,
    });
    expect((await failure(stripe.events.retrieve('evt_nobody'))).statusCode).toBe(404);
  });

  it('of a refused request are none', async () => {
    const { stripe } = await givenSandbox();
    await failure(stripe.customers.create({ payment_method: 'pm_card_chargeDeclined' }));
    expect((await stripe.events.list()).data).toEqual([]);
    expect((await stripe.customers.list()).data).toEqual([]);
  });
});
