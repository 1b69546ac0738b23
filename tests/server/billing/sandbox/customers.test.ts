import { describe, expect, it } from 'vitest';
import {
  eventTypes,
  failure,
  givenSandbox,
  idOf,
  lastEvent,
  pay,
} from '#tests/server/billing/sandbox/support/givenSandbox.ts';

const ADDRESS = { city: 'Berlin', country: 'DE', line1: 'Weg 1', line2: null, postal_code: '10115', state: null };

describe('customers', () => {
  it('are created, found, changed and deleted, each with its event', async () => {
    const { stripe } = await givenSandbox();
    const made = await stripe.customers.create({
      address: { city: 'Berlin', country: 'DE', line1: 'Weg 1', postal_code: '10115' },
      email: 'ada@example.com',
      name: 'Ada',
      phone: '+49 30 1',
      shipping: { name: 'Ada', address: { city: 'Berlin' } },
      tax_exempt: 'reverse',
      preferred_locales: ['de'],
    });
    expect(made).toMatchObject({ object: 'customer', address: ADDRESS, email: 'ada@example.com', livemode: false });
    expect(await stripe.customers.retrieve(made.id)).toEqual(expect.objectContaining({ id: made.id, name: 'Ada' }));
    const changed = await stripe.customers.update(made.id, { name: 'Ada L.', description: '' });
    expect(changed).toMatchObject({ name: 'Ada L.', description: null, email: 'ada@example.com' });
    expect(await stripe.customers.del(made.id)).toMatchObject({ id: made.id, object: 'customer', deleted: true });
    expect(await eventTypes(stripe)).toEqual(['customer.created', 'customer.updated', 'customer.deleted']);
    const { data } = await lastEvent(stripe, 'customer.updated');
    expect(data.previous_attributes).toEqual({ name: 'Ada' });
  });

  it('tell of nothing that does not change, and of metadata only what changed', async () => {
    const { stripe } = await givenSandbox();
    const { id } = await stripe.customers.create({ name: 'Ada', metadata: { plan: 'gold', team: 'a' } });
    await stripe.customers.update(id, { name: 'Ada' });
    expect(await eventTypes(stripe)).toEqual(['customer.created']);
    await stripe.customers.update(id, { metadata: { plan: 'silver', order: '1' } });
    expect((await lastEvent(stripe, 'customer.updated')).data.previous_attributes).toEqual({
      metadata: { plan: 'gold', order: null },
    });
  });

  it('are found by their e-mail', async () => {
    const { stripe } = await givenSandbox();
    await stripe.customers.create({ email: 'a@example.com' });
    const two = await stripe.customers.create({ email: 'b@example.com' });
    expect((await stripe.customers.list({ email: 'b@example.com' })).data.map(({ id }) => id)).toEqual([two.id]);
  });

  it('who are deleted are gone for everything but their own id', async () => {
    const { stripe } = await givenSandbox();
    const { id } = await stripe.customers.create({ payment_method: 'pm_card_visa' });
    const [method] = (await stripe.customers.listPaymentMethods(id)).data;
    await stripe.customers.del(id);
    expect(await stripe.customers.retrieve(id)).toMatchObject({ id, deleted: true });
    expect((await stripe.customers.list()).data).toEqual([]);
    expect((await stripe.paymentMethods.retrieve(method?.id ?? '')).customer).toBeNull();
    const missing = { code: 'resource_missing', message: `No such customer: '${id}'` };
    expect(await failure(stripe.customers.del(id))).toMatchObject({ ...missing, statusCode: 404 });
    expect(await failure(stripe.customers.update(id, { name: 'B' }))).toMatchObject({ ...missing, statusCode: 404 });
    expect(await failure(stripe.customers.listPaymentMethods(id))).toMatchObject(missing);
    expect(await failure(stripe.customers.createSource(id, { source: 'tok_visa' }))).toMatchObject(missing);
    const used = { ...missing, param: 'customer', statusCode: 400 };
    expect(await failure(pay(stripe, { customer: id }))).toMatchObject(used);
    expect(await failure(stripe.setupIntents.create({ customer: id }))).toMatchObject(used);
    expect(await failure(stripe.paymentMethods.attach('pm_card_visa', { customer: id }))).toMatchObject(used);
    expect(await failure(stripe.charges.create({ amount: 500, currency: 'usd', customer: id }))).toMatchObject(used);
  });

  it('have a default method that is their own', async () => {
    const { stripe } = await givenSandbox();
    const mine = await stripe.customers.create({
      payment_method: 'pm_card_visa',
      invoice_settings: { default_payment_method: 'pm_card_visa' },
    });
    const chosen = mine.invoice_settings.default_payment_method;
    expect(chosen).toBe((await stripe.customers.listPaymentMethods(mine.id)).data[0]?.id);
    const other = await stripe.customers.create({});
    const refused = await failure(
      stripe.customers.update(other.id, { invoice_settings: { default_payment_method: idOf(chosen) } }),
    );
    expect(refused.param).toBe('invoice_settings[default_payment_method]');
  });

  it('keep the cards of the older API, the first as their default', async () => {
    const { stripe } = await givenSandbox();
    const { id } = await stripe.customers.create({});
    const visa = await stripe.customers.createSource(id, { source: 'tok_visa' });
    const master = await stripe.customers.createSource(id, { source: 'tok_mastercard', metadata: { nick: 'm' } });
    expect(master).toMatchObject({ object: 'card', brand: 'Mastercard', last4: '4444', customer: id });
    expect(await stripe.customers.retrieve(id)).toMatchObject({ default_source: visa.id });
    expect((await stripe.customers.listSources(id)).data.map((one) => one.id)).toEqual([master.id, visa.id]);
    expect(await stripe.customers.retrieveSource(id, master.id)).toMatchObject({ metadata: { nick: 'm' } });
    expect(await stripe.customers.updateSource(id, visa.id, { exp_year: '2040', name: 'Ada' })).toMatchObject({
      exp_year: 2040,
    });
    await stripe.customers.deleteSource(id, visa.id);
    expect(await stripe.customers.retrieve(id)).toMatchObject({ default_source: master.id });
    const other = await stripe.customers.create({});
    expect((await failure(stripe.customers.retrieveSource(other.id, master.id))).code).toBe('resource_missing');
    const declined = await failure(stripe.customers.createSource(id, { source: 'tok_chargeDeclined' }));
    expect(declined).toMatchObject({ statusCode: 402, code: 'card_declined' });
  });
});
