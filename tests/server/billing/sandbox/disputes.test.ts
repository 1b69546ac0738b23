import type Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import {
  chargeOf,
  DAY,
  eventTypes,
  failure,
  givenSandbox,
  lastEvent,
  pay,
} from '#tests/server/billing/sandbox/support/givenSandbox.ts';

async function givenDispute(by = 'pm_card_createDispute', more: Partial<Stripe.PaymentIntentCreateParams> = {}) {
  const given = await givenSandbox();
  const paid = await pay(given.stripe, { by, ...more });
  const [dispute] = (await given.stripe.disputes.list({ payment_intent: paid.id })).data;
  if (dispute === undefined) throw new Error('no dispute was opened');
  return { ...given, paid, dispute };
}

const available = async (stripe: Stripe): Promise<number | undefined> =>
  (await stripe.balance.retrieve()).available[0]?.amount;

describe('a dispute', () => {
  it('takes the money and a fee, and is told after the payment', async () => {
    const { stripe, paid, dispute } = await givenDispute();
    expect(dispute).toMatchObject({
      amount: 2_000,
      charge: paid.latest_charge,
      payment_intent: paid.id,
      reason: 'fraudulent',
      status: 'needs_response',
      is_charge_refundable: false,
      evidence_details: { has_evidence: false, submission_count: 0 },
    });
    expect(dispute.balance_transactions).toMatchObject([
      { amount: -2_000, fee: 1_500, net: -3_500, type: 'adjustment' },
    ]);
    expect(await available(stripe)).toBe(-3_500);
    expect((await chargeOf(stripe, paid)).disputed).toBe(true);
    expect((await eventTypes(stripe)).slice(-3)).toEqual([
      'payment_intent.succeeded',
      'charge.dispute.created',
      'charge.dispute.funds_withdrawn',
    ]);
    const refused = await failure(stripe.refunds.create({ payment_intent: paid.id }));
    expect(refused).toMatchObject({ code: 'charge_disputed', statusCode: 400 });
  });

  it.each([
    ['winning_evidence', 'won', ['charge.dispute.closed', 'charge.dispute.funds_reinstated'], -1_500],
    ['losing_evidence', 'lost', ['charge.dispute.closed'], -3_500],
  ])('with %s is %s, once the bank has decided', async (words, verdict, told, left) => {
    const { stripe, control, paid, dispute } = await givenDispute();
    const staged = await stripe.disputes.update(dispute.id, {
      evidence: { product_description: 'Mug' },
      submit: false,
    });
    expect(staged).toMatchObject({
      status: 'needs_response',
      evidence_details: { has_evidence: true, submission_count: 0 },
    });
    const sent = await stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: words } });
    expect(sent).toMatchObject({
      status: 'under_review',
      evidence: { product_description: 'Mug', uncategorized_text: words },
      evidence_details: { submission_count: 1 },
    });
    expect((await failure(stripe.disputes.update(dispute.id, { evidence: { receipt: 'x' } }))).statusCode).toBe(400);
    expect((await failure(stripe.disputes.close(dispute.id))).statusCode).toBe(400);
    await control.command('advance', { seconds: 60 * DAY });
    expect((await stripe.disputes.retrieve(dispute.id)).status).toBe(verdict);
    const types = (await eventTypes(stripe)).filter((type) => type.startsWith('charge.dispute'));
    expect(types.slice(4)).toEqual(told);
    const booked = (await stripe.balanceTransactions.list({ source: dispute.id })).data;
    expect(booked.reduce((sum, { net }) => sum + net, 0)).toBe(left);
    const refund = stripe.refunds.create({ payment_intent: paid.id });
    if (verdict === 'won') expect((await refund).amount).toBe(2_000);
    else expect((await failure(refund)).code).toBe('charge_disputed');
  });

  it('that nobody answers is lost', async () => {
    const { stripe, control, dispute } = await givenDispute('pm_card_createDisputeProductNotReceived');
    expect(dispute.reason).toBe('product_not_received');
    await control.command('advance', { seconds: 10 * DAY });
    expect(await stripe.disputes.retrieve(dispute.id)).toMatchObject({
      status: 'lost',
      evidence_details: { past_due: true },
    });
  });

  it('is accepted', async () => {
    const { stripe, dispute } = await givenDispute();
    expect((await stripe.disputes.close(dispute.id)).status).toBe('lost');
    expect((await lastEvent(stripe, 'charge.dispute.closed')).data.previous_attributes).toEqual({
      status: 'needs_response',
    });
    expect((await stripe.disputes.update(dispute.id, { metadata: { a: 'b' } })).metadata).toEqual({ a: 'b' });
    expect((await failure(stripe.disputes.retrieve('du_nobody'))).statusCode).toBe(404);
  });

  it('of a payment captured in part is about that part', async () => {
    const { sandbox: _, stripe } = await givenSandbox();
    const held = await pay(stripe, { by: 'pm_card_createDispute', capture_method: 'manual' });
    await stripe.paymentIntents.capture(held.id, { amount_to_capture: 600 });
    expect((await stripe.disputes.list()).data).toMatchObject([
      { amount: 600, balance_transactions: [{ amount: -600 }] },
    ]);
  });
});

describe('an inquiry', () => {
  it('takes no money, and a refund of everything settles it', async () => {
    const { stripe, paid, dispute } = await givenDispute('pm_card_createDisputeInquiry');
    expect(dispute).toMatchObject({
      status: 'warning_needs_response',
      is_charge_refundable: true,
      balance_transactions: [],
    });
    await stripe.refunds.create({ payment_intent: paid.id, amount: 500 });
    expect((await stripe.disputes.retrieve(dispute.id)).status).toBe('warning_needs_response');
    await stripe.refunds.create({ payment_intent: paid.id });
    expect((await stripe.disputes.retrieve(dispute.id)).status).toBe('warning_closed');
    expect((await eventTypes(stripe)).slice(-2)).toEqual(['charge.refunded', 'charge.dispute.closed']);
    expect((await stripe.balanceTransactions.list({ source: dispute.id })).data).toEqual([]);
  });
});
