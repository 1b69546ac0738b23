import { describe, expect, it } from 'vitest';
import {
  chargeOf,
  eventTypes,
  failure,
  givenSandbox,
  idOf,
  lastEvent,
  pay,
} from '#tests/server/billing/sandbox/support/givenSandbox.ts';

const MANUAL = { capture_method: 'manual' } as const;

describe('an authorisation', () => {
  it('is captured whole', async () => {
    const { stripe } = await givenSandbox();
    const held = await pay(stripe, MANUAL);
    expect(held).toMatchObject({ status: 'requires_capture', amount_capturable: 2_000, amount_received: 0 });
    expect(await chargeOf(stripe, held)).toMatchObject({
      captured: false,
      amount_captured: 0,
      balance_transaction: null,
    });
    const taken = await stripe.paymentIntents.capture(held.id, { metadata: { sent: 'yes' } });
    expect(taken).toMatchObject({
      status: 'succeeded',
      amount_capturable: 0,
      amount_received: 2_000,
      metadata: { sent: 'yes' },
    });
    expect(await chargeOf(stripe, taken)).toMatchObject({ captured: true, amount_refunded: 0, refunded: false });
    expect((await failure(stripe.paymentIntents.capture(held.id))).code).toBe('payment_intent_unexpected_state');
    expect(await eventTypes(stripe)).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.amount_capturable_updated',
      'charge.captured',
      'payment_intent.succeeded',
    ]);
  });

  it('captured in part gives the rest back: it counts as refunded, by a refund that books nothing', async () => {
    const { stripe } = await givenSandbox();
    const held = await pay(stripe, MANUAL);
    const taken = await stripe.paymentIntents.capture(held.id, { amount_to_capture: 1_200 });
    expect(taken).toMatchObject({ amount: 2_000, amount_received: 1_200 });
    const charge = await chargeOf(stripe, taken);
    expect(charge).toMatchObject({ amount: 2_000, amount_captured: 1_200, amount_refunded: 800, refunded: false });
    const [released] = (await stripe.refunds.list({ charge: charge.id })).data;
    expect(released).toMatchObject({ amount: 800, balance_transaction: null, status: 'succeeded' });
    expect((await lastEvent(stripe, 'charge.captured')).data.previous_attributes).toEqual({
      amount_captured: 0,
      amount_refunded: 0,
      balance_transaction: null,
      captured: false,
    });
    expect((await failure(stripe.refunds.create({ charge: charge.id, amount: 1_201 }))).message).toContain('$12.00');
    await stripe.refunds.create({ charge: charge.id });
    expect(await chargeOf(stripe, taken)).toMatchObject({ amount_refunded: 2_000, refunded: true });
    const sum = (await stripe.refunds.list({ charge: charge.id })).data.reduce((all, { amount }) => all + amount, 0);
    expect(sum).toBe(2_000);
  });

  it('is not captured for more, nor in several steps', async () => {
    const { stripe } = await givenSandbox();
    const { id } = await pay(stripe, MANUAL);
    const capture = (given: object) => failure(stripe.paymentIntents.capture(id, given));
    expect((await capture({ amount_to_capture: 2_001 })).code).toBe('amount_too_large');
    expect((await capture({ amount_to_capture: 500, final_capture: false })).param).toBe('final_capture');
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('requires_capture');
  });

  it('that is cancelled is released', async () => {
    const { stripe } = await givenSandbox();
    const held = await pay(stripe, MANUAL);
    const gone = await stripe.paymentIntents.cancel(held.id, { cancellation_reason: 'abandoned' });
    expect(gone).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned', amount_capturable: 0 });
    expect(gone.canceled_at).toEqual(expect.any(Number));
    expect(await chargeOf(stripe, gone)).toMatchObject({ captured: false, refunded: true, amount_refunded: 2_000 });
    expect((await stripe.refunds.list()).data).toMatchObject([{ amount: 2_000, balance_transaction: null }]);
    expect((await stripe.balanceTransactions.list()).data).toEqual([]);
    expect((await eventTypes(stripe)).slice(-3)).toEqual([
      'refund.created',
      'charge.refunded',
      'payment_intent.canceled',
    ]);
    expect((await failure(stripe.paymentIntents.capture(held.id))).code).toBe('payment_intent_unexpected_state');
    expect((await failure(stripe.paymentIntents.cancel(held.id))).code).toBe('payment_intent_unexpected_state');
  });

  it('cannot be refunded: it is cancelled instead', async () => {
    const { stripe } = await givenSandbox();
    const held = await pay(stripe, MANUAL);
    const byIntent = await failure(stripe.refunds.create({ payment_intent: held.id }));
    expect(byIntent.message).toContain('does not have a successful charge to refund');
    const byCharge = await failure(stripe.refunds.create({ charge: idOf(held.latest_charge) }));
    expect(byCharge.message).toContain('You must cancel the PaymentIntent');
    expect((await failure(stripe.charges.capture(idOf(held.latest_charge)))).message).toContain(
      'created by a PaymentIntent',
    );
    expect((await stripe.paymentIntents.capture(held.id)).status).toBe('succeeded');
  });
});
