import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { chargeOf, failure, givenSandbox, idOf, pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';

describe('Radar', () => {
  it.each(['radarBlock', 'riskLevelHighest', 'chargeDeclinedFraudulent'])('blocks %s', async (name) => {
    const { stripe } = await givenSandbox();
    const refused = await failure(pay(stripe, { by: `pm_card_${name}` }));
    expect(refused).toMatchObject({ statusCode: 402, code: 'card_declined', decline_code: 'fraudulent' });
    const [charge] = (await stripe.charges.list()).data;
    expect(charge?.outcome).toMatchObject({
      network_status: 'not_sent_to_network',
      risk_level: 'highest',
      type: 'blocked',
    });
  });

  it('lets an elevated risk through, and says so', async () => {
    const { stripe } = await givenSandbox();
    const { outcome, paid } = await chargeOf(stripe, await pay(stripe, { by: 'pm_card_riskLevelElevated' }));
    expect(paid).toBe(true);
    expect(outcome).toMatchObject({ risk_level: 'elevated', type: 'authorized' });
  });

  it('knows them by token and by number', async () => {
    const { stripe } = await givenSandbox();
    const byToken = stripe.charges.create({ amount: 500, currency: 'usd', source: 'tok_radarBlock' });
    expect((await failure(byToken)).code).toBe('card_declined');
    const card = { number: '4000 0000 0000 9235', exp_month: 12, exp_year: 2034 };
    const method = await stripe.paymentMethods.create({ type: 'card', card });
    const charge = await chargeOf(stripe, await pay(stripe, { by: method.id }));
    expect(charge.outcome?.risk_level).toBe('elevated');
  });
});

describe('the issuer’s checks', () => {
  it.each([
    ['cvcCheckFail', { cvc_check: 'fail', address_line1_check: null, address_postal_code_check: null }],
    ['avsFail', { cvc_check: 'pass', address_line1_check: 'fail', address_postal_code_check: 'fail' }],
    ['avsLine1Fail', { cvc_check: 'pass', address_line1_check: 'fail', address_postal_code_check: 'pass' }],
    ['avsZipFail', { cvc_check: 'pass', address_line1_check: 'pass', address_postal_code_check: 'fail' }],
    ['avsUnchecked', { address_line1_check: 'unavailable', address_postal_code_check: 'unavailable' }],
  ])('of %s stand on the method, the charge and the older card', async (name, checks) => {
    const { stripe } = await givenSandbox();
    const paid = await pay(stripe, { by: `pm_card_${name}` });
    const charge = await chargeOf(stripe, paid);
    expect(charge.payment_method_details?.card?.checks).toMatchObject(checks);
    const method = await stripe.paymentMethods.retrieve(idOf(paid.payment_method));
    expect(method.card?.checks).toMatchObject(checks);
    const older = await stripe.charges.create({ amount: 500, currency: 'usd', source: `tok_${name}` });
    expect(older.source).toMatchObject({ address_line1_check: checks.address_line1_check });
  });
});

describe('several disputes of one charge', () => {
  it('take together what there is, and no refund goes beside them', async () => {
    const { stripe, control } = await givenSandbox();
    const paid = await pay(stripe, { by: 'pm_card_createMultipleDisputes', amount: 2_001 });
    const { data } = await stripe.disputes.list({ payment_intent: paid.id });
    expect(data.map(({ amount, status }) => [amount, status])).toEqual([
      [1_000, 'needs_response'],
      [1_001, 'needs_response'],
    ]);
    const [second, first] = data;
    await stripe.disputes.update(second?.id ?? '', { evidence: { uncategorized_text: 'winning_evidence' } });
    await control.command('advance', { seconds: 61 * 86_400 });
    expect((await stripe.disputes.retrieve(second?.id ?? '')).status).toBe('won');
    expect((await stripe.disputes.retrieve(first?.id ?? '')).status).toBe('lost');
    const refused = await failure(stripe.refunds.create({ payment_intent: paid.id, amount: 100 }));
    expect(refused.message).toContain('charged back');
  });
});

describe('a method of a type that is not allowed', () => {
  const SEPA = { type: 'sepa_debit', sepa_debit: { iban: 'AT611904300234573201' } } as const;

  it('is refused by a payment intent when it is made, changed and confirmed', async () => {
    const { stripe } = await givenSandbox();
    const { id: payment_method } = await stripe.paymentMethods.create(SEPA);
    const order: Stripe.PaymentIntentCreateParams = {
      amount: 500,
      currency: 'eur',
      allowed_payment_method_types: ['card'],
    };
    const refused = await failure(stripe.paymentIntents.create({ ...order, payment_method }));
    expect(refused).toMatchObject({
      statusCode: 400,
      code: 'payment_intent_invalid_parameter',
      param: 'payment_method',
    });
    expect(refused.message).toBe(
      'The PaymentMethod provided (sepa_debit) is not allowed for this PaymentIntent. Please attach a PaymentMethod of one of the ' +
        'following types: card. Alternatively, update the allowed payment_method_types for this PaymentIntent to include "sepa_debit"',
    );
    const { id } = await stripe.paymentIntents.create(order);
    expect((await failure(stripe.paymentIntents.update(id, { payment_method }))).statusCode).toBe(400);
    expect((await failure(stripe.paymentIntents.confirm(id, { payment_method }))).statusCode).toBe(400);
    expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({
      payment_method: null,
      status: 'requires_payment_method',
    });
  });

  it('is refused by a setup intent, and taken where no list was given', async () => {
    const { stripe } = await givenSandbox();
    const { id: payment_method } = await stripe.paymentMethods.create(SEPA);
    const refused = await failure(
      stripe.setupIntents.create({ payment_method, allowed_payment_method_types: ['card'] }),
    );
    expect(refused).toMatchObject({ code: 'setup_intent_invalid_parameter', param: 'payment_method' });
    const open = await stripe.paymentIntents.create({ amount: 500, currency: 'eur', payment_method });
    expect(open.status).toBe('requires_confirmation');
  });
});
