import { describe, expect, it } from 'vitest';
import { eventTypes, failure, givenSandbox, lastEvent } from '#tests/server/billing/sandbox/support/givenSandbox.ts';

const EXPIRY = { exp_month: 12, exp_year: 2034, cvc: '123' };
/** Valid by its check digit, and nobody’s published test number. */
const UNPUBLISHED = '4929420573595709';

describe('payment methods', () => {
  it('are made of published names, tokens and numbers', async () => {
    const { stripe } = await givenSandbox();
    expect((await stripe.paymentMethods.retrieve('pm_card_jcb')).card).toMatchObject({ brand: 'jcb', last4: '0505' });
    const byToken = await stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_visa' } });
    expect(byToken.card).toMatchObject({ brand: 'visa', last4: '4242', funding: 'credit' });
    const byNumber = await stripe.paymentMethods.create({
      type: 'card',
      card: { number: '4000 0027 6000 0016', ...EXPIRY },
      billing_details: { name: 'Ada', address: { city: 'Berlin' } },
      allow_redisplay: 'always',
    });
    expect(byNumber).toMatchObject({
      card: { country: 'DE', last4: '0016' },
      allow_redisplay: 'always',
      customer: null,
    });
    expect(byNumber.billing_details).toMatchObject({ name: 'Ada', address: { city: 'Berlin', line1: null } });
    const sepa = await stripe.paymentMethods.create({
      type: 'sepa_debit',
      sepa_debit: { iban: 'DE89370400440532013000' },
    });
    expect(sepa.sepa_debit).toMatchObject({ country: 'DE', last4: '3000' });
  });

  it('refuse every other number, and keep none of it', async () => {
    const { stripe, sandbox } = await givenSandbox();
    const key = { idempotencyKey: 'with-a-number' };
    const refused = await failure(
      stripe.paymentMethods.create({ type: 'card', card: { number: UNPUBLISHED, ...EXPIRY } }, key),
    );
    expect(refused).toMatchObject({ statusCode: 402, code: 'card_declined', decline_code: 'test_mode_live_card' });
    const token = stripe.tokens.create({ card: { number: UNPUBLISHED, exp_month: '12', exp_year: '2034' } });
    expect((await failure(token)).statusCode).toBe(402);
    const source = { number: UNPUBLISHED } as never;
    expect((await failure(stripe.charges.create({ amount: 500, currency: 'usd', source }))).message).not.toContain(
      UNPUBLISHED,
    );
    const inside = { payment_method_data: { type: 'card', card: { number: UNPUBLISHED, ...EXPIRY } } } as never;
    expect(
      (await failure(stripe.paymentIntents.create({ amount: 500, currency: 'usd', ...(inside as object) }, key)))
        .statusCode,
    ).toBe(402);
    expect(sandbox.engine.world.database.serialize().includes(Buffer.from(UNPUBLISHED))).toBe(false);
    const kept = sandbox.engine.world.database.prepare('SELECT COUNT(*) AS count FROM idempotency').get();
    expect(kept).toEqual({ count: 0 });
  });

  it('refuse a wrong IBAN, another type, and a card without anything', async () => {
    const { stripe } = await givenSandbox();
    const create = (given: object) => failure(stripe.paymentMethods.create(given));
    expect((await create({ type: 'sepa_debit', sepa_debit: { iban: 'DE00' } })).code).toBe('invalid_bank_account_iban');
    expect((await create({ type: 'klarna', klarna: {} })).param).toBe('type');
    expect((await create({ type: 'card', klarna: { dob: { day: 1 } } })).param).toBe('klarna');
    expect((await create({ type: 'card' })).code).toBe('parameter_missing');
    expect(await create({ type: 'card', card: { token: 'tok_nobody' } })).toMatchObject({ code: 'resource_missing' });
  });

  it('belong to one customer, once attached, until they are detached', async () => {
    const { stripe } = await givenSandbox();
    const [one, two] = [await stripe.customers.create({}), await stripe.customers.create({})];
    const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: one.id });
    expect(method.customer).toBe(one.id);
    await stripe.paymentMethods.attach(method.id, { customer: one.id });
    const taken = await failure(stripe.paymentMethods.attach(method.id, { customer: two.id }));
    expect(taken.message).toContain('already been attached');
    expect((await stripe.paymentMethods.list({ customer: one.id, type: 'card' })).data).toHaveLength(1);
    expect((await stripe.paymentMethods.list({ customer: one.id, type: 'sepa_debit' })).data).toEqual([]);
    expect((await stripe.customers.listPaymentMethods(one.id, { allow_redisplay: 'always' })).data).toEqual([]);
    expect((await stripe.customers.retrievePaymentMethod(one.id, method.id)).id).toBe(method.id);
    expect((await failure(stripe.customers.retrievePaymentMethod(two.id, method.id))).statusCode).toBe(404);
    expect((await stripe.paymentMethods.detach(method.id)).customer).toBeNull();
    expect((await failure(stripe.paymentMethods.detach(method.id))).statusCode).toBe(400);
    expect(await eventTypes(stripe, method.id)).toEqual(['payment_method.attached', 'payment_method.detached']);
    const { data } = await lastEvent(stripe, 'payment_method.detached');
    expect(data.previous_attributes).toEqual({ customer: one.id });
  });

  it('that are declined cannot be attached, all but the one that is declined later', async () => {
    const { stripe } = await givenSandbox();
    const { id: customer } = await stripe.customers.create({});
    const attach = (name: string) => stripe.paymentMethods.attach(name, { customer });
    const declined = await failure(attach('pm_card_chargeDeclinedInsufficientFunds'));
    expect(declined).toMatchObject({ statusCode: 402, code: 'card_declined', decline_code: 'insufficient_funds' });
    expect((await attach('pm_card_chargeCustomerFail')).customer).toBe(customer);
    expect((await failure(attach('pm_card_nobody'))).code).toBe('resource_missing');
  });

  it('are changed in part: what was not sent stays', async () => {
    const { stripe } = await givenSandbox();
    const { id } = await stripe.paymentMethods.create({
      type: 'card',
      card: { token: 'tok_visa' },
      billing_details: { name: 'Ada', email: 'ada@example.com' },
    });
    const changed = await stripe.paymentMethods.update(id, {
      billing_details: { name: 'Ada L.' },
      card: { exp_month: 1 },
    });
    expect(changed.billing_details).toMatchObject({ name: 'Ada L.', email: 'ada@example.com' });
    expect(changed.card).toMatchObject({ exp_month: 1, exp_year: 2034 });
    expect((await lastEvent(stripe, 'payment_method.updated')).data.previous_attributes).toEqual({
      billing_details: { name: 'Ada' },
      card: { exp_month: 12 },
    });
  });
});

describe('tokens', () => {
  it('are made of a published number, and used once', async () => {
    const { stripe } = await givenSandbox();
    const card = { number: '5555555555554444', exp_month: '12', exp_year: '2034', cvc: '123', name: 'Ada' };
    const token = await stripe.tokens.create({ card });
    expect(token).toMatchObject({
      object: 'token',
      type: 'card',
      used: false,
      card: { brand: 'Mastercard', name: 'Ada' },
    });
    await stripe.charges.create({ amount: 500, currency: 'usd', source: token.id });
    expect((await stripe.tokens.retrieve(token.id)).used).toBe(true);
    const again = await failure(stripe.charges.create({ amount: 500, currency: 'usd', source: token.id }));
    expect(again.code).toBe('token_already_used');
    expect((await failure(stripe.tokens.create({ pii: { id_number: '1' } }))).param).toBe('pii');
  });
});
