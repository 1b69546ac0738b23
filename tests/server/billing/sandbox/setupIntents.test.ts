import { describe, expect, it } from 'vitest';
import { eventTypes, failure, givenSandbox, idOf, pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';

const CARD = { allowed_payment_method_types: ['card'] };

describe('a setup intent', () => {
  it('keeps a method for its customer', async () => {
    const { stripe } = await givenSandbox();
    const { id: customer } = await stripe.customers.create({});
    const made = await stripe.setupIntents.create({ customer, ...CARD });
    expect(made).toMatchObject({ status: 'requires_payment_method', usage: 'off_session' });
    const done = await stripe.setupIntents.confirm(made.id, { payment_method: 'pm_card_visa' });
    expect(done.status).toBe('succeeded');
    expect((await stripe.customers.listPaymentMethods(customer)).data.map(({ id }) => id)).toEqual([
      done.payment_method,
    ]);
    expect((await stripe.setupAttempts.list({ setup_intent: made.id })).data).toMatchObject([{ status: 'succeeded' }]);
    expect((await stripe.setupIntents.list({ customer })).data).toHaveLength(1);
    expect((await stripe.setupIntents.retrieve(made.id, { expand: ['latest_attempt'] })).latest_attempt).toMatchObject({
      object: 'setup_attempt',
    });
    expect(await eventTypes(stripe)).toEqual([
      'customer.created',
      'setup_intent.created',
      'payment_method.attached',
      'setup_intent.succeeded',
    ]);
    expect((await failure(stripe.setupIntents.cancel(made.id))).code).toBe('setup_intent_unexpected_state');
  });

  it('tells when the bank refuses', async () => {
    const { stripe } = await givenSandbox();
    const refused = await failure(
      stripe.setupIntents.create({ ...CARD, payment_method: 'pm_card_chargeDeclined', confirm: true }),
    );
    expect(refused).toMatchObject({ statusCode: 402, code: 'card_declined', decline_code: 'generic_decline' });
    const intent = await stripe.setupIntents.retrieve(refused.setup_intent?.id ?? '');
    expect(intent).toMatchObject({ status: 'requires_payment_method', last_setup_error: { code: 'card_declined' } });
    expect((await eventTypes(stripe)).at(-1)).toBe('setup_intent.setup_failed');
  });

  it('is cancelled, changed, and needs an address to come back to', async () => {
    const { stripe } = await givenSandbox();
    const { id } = await stripe.setupIntents.create({ payment_method: 'pm_card_visa' });
    expect((await failure(stripe.setupIntents.confirm(id))).message).toContain('you must provide a `return_url`');
    expect((await stripe.setupIntents.update(id, { description: 'later' })).description).toBe('later');
    expect((await stripe.setupIntents.cancel(id, { cancellation_reason: 'abandoned' })).status).toBe('canceled');
    expect((await failure(stripe.setupIntents.confirm(id, { use_stripe_sdk: true }))).code).toBe(
      'setup_intent_unexpected_state',
    );
  });

  it('does not take another customer’s method, nor what is not built', async () => {
    const { stripe } = await givenSandbox();
    const [one, two] = [await stripe.customers.create({}), await stripe.customers.create({})];
    const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: one.id });
    const taken = await failure(stripe.setupIntents.create({ customer: two.id, payment_method: method.id }));
    expect(taken.param).toBe('payment_method');
    expect((await failure(stripe.setupIntents.create({ flow_directions: ['inbound'] }))).param).toBe('flow_directions');
  });

  it('spares 3-D Secure later, where the card allows it', async () => {
    const { stripe, sandbox } = await givenSandbox();
    const { id: customer } = await stripe.customers.create({});
    const by = 'pm_card_authenticationRequiredOnSetup';
    expect((await pay(stripe, { by, customer })).status).toBe('requires_action');
    const waiting = await stripe.setupIntents.create({ ...CARD, customer, payment_method: by, confirm: true });
    expect(waiting.status).toBe('requires_action');
    await fetch(`${sandbox.address}/3ds/${waiting.id}`, {
      method: 'POST',
      body: new URLSearchParams({ result: 'passed' }),
    });
    const done = await stripe.setupIntents.retrieve(waiting.id);
    expect(done.status).toBe('succeeded');
    const paid = await pay(stripe, { by: idOf(done.payment_method), customer, off_session: true });
    expect(paid.status).toBe('succeeded');
  });
});
