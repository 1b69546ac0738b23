import { describe, expect, it } from 'vitest';
import {
  eventTypes,
  failure,
  givenSandbox,
  lastEvent,
  pay,
} from '#tests/server/billing/sandbox/support/givenSandbox.ts';

const ORDER = { amount: 2_000, currency: 'usd' } as const;

describe('charges of the older API', () => {
  it('are made of a token, of a card of the customer’s, or of their default', async () => {
    const { stripe } = await givenSandbox();
    const byToken = await stripe.charges.create({ ...ORDER, source: 'tok_mastercard', description: 'Mug' });
    expect(byToken).toMatchObject({
      paid: true,
      captured: true,
      status: 'succeeded',
      source: { object: 'card', last4: '4444' },
    });
    expect(byToken.payment_method_details).toMatchObject({
      type: 'card',
      card: { brand: 'mastercard', last4: '4444' },
    });
    const { id: customer } = await stripe.customers.create({ source: 'tok_visa' });
    const byDefault = await stripe.charges.create({ ...ORDER, customer });
    expect(byDefault).toMatchObject({ customer, source: { last4: '4242' } });
    const card = byDefault.source?.id ?? '';
    expect((await stripe.charges.create({ ...ORDER, customer, source: card })).paid).toBe(true);
    expect((await failure(stripe.charges.create({ ...ORDER, source: card }))).code).toBe('missing');
    const stranger = await stripe.customers.create({});
    expect((await failure(stripe.charges.create({ ...ORDER, customer: stranger.id, source: card }))).code).toBe(
      'missing',
    );
    expect(await failure(stripe.charges.create({ ...ORDER, customer: stranger.id }))).toMatchObject({
      statusCode: 402,
      code: 'missing',
    });
    expect((await failure(stripe.charges.create(ORDER))).param).toBe('source');
    expect((await stripe.charges.list({ customer })).data).toHaveLength(2);
  });

  it('are declined with their charge, which stays', async () => {
    const { stripe } = await givenSandbox();
    const refused = await failure(
      stripe.charges.create({ ...ORDER, source: 'tok_visa_chargeDeclinedInsufficientFunds' }),
    );
    expect(refused).toMatchObject({ statusCode: 402, code: 'card_declined', decline_code: 'insufficient_funds' });
    const charge = await stripe.charges.retrieve(refused.charge ?? '');
    expect(charge).toMatchObject({
      status: 'failed',
      outcome: { type: 'issuer_declined', reason: 'insufficient_funds' },
    });
    expect((await failure(stripe.refunds.create({ charge: charge.id }))).statusCode).toBe(400);
    const asked = await failure(stripe.charges.create({ ...ORDER, source: 'tok_threeDSecure2Required' }));
    expect(asked.code).toBe('authentication_required');
  });

  it('are authorised first, and captured whole, in part or not at all', async () => {
    const { stripe } = await givenSandbox();
    const hold = () => stripe.charges.create({ ...ORDER, source: 'tok_visa', capture: false });
    const whole = await stripe.charges.capture((await hold()).id, { receipt_email: 'a@example.com' });
    expect(whole).toMatchObject({
      captured: true,
      amount_captured: 2_000,
      amount_refunded: 0,
      receipt_email: 'a@example.com',
    });
    expect((await failure(stripe.charges.capture(whole.id))).code).toBe('charge_already_captured');
    const part = await stripe.charges.capture((await hold()).id, { amount: 500 });
    expect(part).toMatchObject({ amount_captured: 500, amount_refunded: 1_500, refunded: false });
    expect((await stripe.refunds.list({ charge: part.id })).data).toMatchObject([
      { amount: 1_500, balance_transaction: null },
    ]);
    const { id } = await hold();
    expect((await failure(stripe.charges.capture(id, { amount: 2_001 }))).code).toBe('amount_too_large');
    expect((await failure(stripe.refunds.create({ charge: id, amount: 500 }))).message).toContain(
      'cannot partially refund an uncaptured',
    );
    expect(await stripe.refunds.create({ charge: id })).toMatchObject({ amount: 2_000, balance_transaction: null });
    expect((await failure(stripe.charges.capture(id))).code).toBe('charge_already_refunded');
  });

  it('captured later are disputed as their test says', async () => {
    const { stripe } = await givenSandbox();
    const { id } = await stripe.charges.create({ ...ORDER, source: 'tok_createDispute', capture: false });
    expect((await stripe.disputes.list()).data).toEqual([]);
    expect((await stripe.charges.capture(id, { amount: 700 })).disputed).toBe(true);
    expect((await stripe.disputes.list({ charge: id })).data).toMatchObject([{ amount: 700 }]);
  });

  it('are changed', async () => {
    const { stripe } = await givenSandbox();
    const { id } = await stripe.charges.create({ ...ORDER, source: 'tok_visa', transfer_group: 'g1' });
    const changed = await stripe.charges.update(id, {
      description: 'Mug',
      metadata: { order: '7' },
      fraud_details: { user_report: 'safe' },
      shipping: { name: 'Ada', address: { city: 'Berlin' } },
    });
    expect(changed).toMatchObject({
      description: 'Mug',
      fraud_details: { user_report: 'safe' },
      shipping: { name: 'Ada' },
    });
    expect((await lastEvent(stripe, 'charge.updated')).data.previous_attributes).toEqual({
      description: null,
      fraud_details: { user_report: null },
      metadata: { order: null },
      shipping: null,
    });
    expect((await stripe.charges.list({ transfer_group: 'g1' })).data).toHaveLength(1);
    expect((await stripe.charges.list({ transfer_group: 'g2' })).data).toEqual([]);
    expect((await failure(stripe.charges.update(id, { customer: 'cus_nobody' }))).code).toBe('resource_missing');
    expect((await failure(stripe.charges.retrieve('ch_nobody'))).statusCode).toBe(404);
  });

  it('have a page with their receipt', async () => {
    const { stripe } = await givenSandbox();
    const { receipt_url: url, id } = await stripe.charges.create({ ...ORDER, source: 'tok_visa' });
    const page = await (await fetch(url ?? '')).text();
    expect(page).toContain('$20.00');
    expect(page).toContain(id);
  });

  it('in yen and dinar have their own decimals', async () => {
    const { stripe } = await givenSandbox();
    const yen = await pay(stripe, { amount: 500, currency: 'jpy' });
    expect((await failure(stripe.refunds.create({ payment_intent: yen.id, amount: 501 }))).message).toContain('¥501');
    const dinar = await pay(stripe, { amount: 12_340, currency: 'kwd' });
    const tooMuch = await failure(stripe.refunds.create({ payment_intent: dinar.id, amount: 12_350 }));
    expect(tooMuch.message).toContain('12.350');
    expect(await eventTypes(stripe)).not.toContain('charge.refunded');
  });
});
