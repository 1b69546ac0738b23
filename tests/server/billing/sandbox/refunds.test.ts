import { describe, expect, it } from 'vitest';
import {
  chargeOf,
  DAY,
  eventTypes,
  failure,
  givenSandbox,
  idOf,
  lastEvent,
  pay,
} from '#tests/server/billing/sandbox/support/givenSandbox.ts';

describe('a refund', () => {
  it('gives everything back, by charge or by payment intent', async () => {
    const { stripe } = await givenSandbox();
    const paid = await pay(stripe);
    const refund = await stripe.refunds.create({
      payment_intent: paid.id,
      reason: 'requested_by_customer',
      metadata: { a: 'b' },
    });
    expect(refund).toMatchObject({
      object: 'refund',
      amount: 2_000,
      charge: paid.latest_charge,
      payment_intent: paid.id,
      reason: 'requested_by_customer',
      status: 'succeeded',
      metadata: { a: 'b' },
    });
    expect(await chargeOf(stripe, paid)).toMatchObject({ amount_refunded: 2_000, refunded: true, status: 'succeeded' });
    expect((await stripe.paymentIntents.retrieve(paid.id)).status).toBe('succeeded');
    const again = await failure(stripe.refunds.create({ payment_intent: paid.id }));
    expect(again).toMatchObject({ statusCode: 400, code: 'charge_already_refunded' });
    expect(again.message).toBe(`Charge ${idOf(paid.latest_charge)} has already been refunded.`);
    const other = await pay(stripe);
    expect((await stripe.refunds.create({ charge: idOf(other.latest_charge) })).payment_intent).toBe(other.id);
    expect((await eventTypes(stripe)).slice(-2)).toEqual(['refund.created', 'charge.refunded']);
    expect((await lastEvent(stripe, 'charge.refunded')).data.previous_attributes).toEqual({
      amount_refunded: 0,
      refunded: false,
    });
  });

  it('in parts never gives more than was paid', async () => {
    const { stripe } = await givenSandbox();
    const paid = await pay(stripe);
    const charge = idOf(paid.latest_charge);
    const first = await stripe.refunds.create({ charge, amount: 700 });
    const second = await stripe.refunds.create({ charge, amount: 300 });
    expect(await chargeOf(stripe, paid)).toMatchObject({ amount_refunded: 1_000, refunded: false });
    const over = await failure(stripe.refunds.create({ charge, amount: 1_001 }));
    expect(over).toMatchObject({ statusCode: 400, param: 'amount' });
    expect(over.message).toBe('Refund amount ($10.01) is greater than unrefunded amount on charge ($10.00)');
    expect((await stripe.refunds.create({ charge })).amount).toBe(1_000);
    expect(
      (await stripe.refunds.list({ charge, limit: 1 }).autoPagingToArray({ limit: 10 })).map(({ amount }) => amount),
    ).toEqual([1_000, 300, 700]);
    expect((await stripe.refunds.list({ payment_intent: paid.id })).data).toHaveLength(3);
    const { data } = await stripe.balanceTransactions.list({ type: 'refund' });
    expect(data.map(({ net, source }) => [net, source])).toEqual([
      [-1_000, expect.any(String)],
      [-300, second.id],
      [-700, first.id],
    ]);
  });

  it.each([
    [{}, 'parameter_missing'],
    [{ charge: 'ch_nobody' }, 'resource_missing'],
    [{ payment_intent: 'pi_nobody' }, 'resource_missing'],
    [{ charge: 'ch_1', amount: 0 }, 'parameter_invalid_integer'],
    [{ charge: 'ch_1', amount: -5 }, 'parameter_invalid_integer'],
    [{ charge: 'ch_1', reason: 'because' }, undefined],
    [{ charge: 'ch_1', payment_intent: 'pi_1' }, undefined],
    [{ charge: 'ch_1', reverse_transfer: true }, undefined],
  ])('of %o is refused', async (given, code) => {
    const { stripe } = await givenSandbox();
    const refused = await failure(stripe.refunds.create(given));
    expect(refused.statusCode).toBe(400);
    expect(refused.code).toBe(code);
  });

  it('of a payment that did not go through is refused', async () => {
    const { stripe } = await givenSandbox();
    const { payment_intent: intent, charge } = await failure(pay(stripe, { by: 'pm_card_chargeDeclined' }));
    const refused = await failure(stripe.refunds.create({ payment_intent: intent?.id ?? '' }));
    expect(refused.message).toContain('does not have a successful charge');
    expect((await failure(stripe.refunds.create({ charge: charge ?? '' }))).message).toContain('has not succeeded');
    expect((await failure(stripe.refunds.create({ charge: 'ch_1', amount: 2_001 }))).code).toBe('resource_missing');
  });

  it('is changed and found', async () => {
    const { stripe } = await givenSandbox();
    const { id } = await stripe.refunds.create({ payment_intent: (await pay(stripe)).id, amount: 500 });
    expect((await stripe.refunds.update(id, { metadata: { ticket: '9' } })).metadata).toEqual({ ticket: '9' });
    expect((await stripe.refunds.retrieve(id)).metadata).toEqual({ ticket: '9' });
    expect((await eventTypes(stripe, id)).slice(-2)).toEqual(['refund.updated', 'charge.refund.updated']);
    expect((await failure(stripe.refunds.retrieve('re_nobody'))).statusCode).toBe(404);
    expect((await failure(stripe.refunds.cancel(id))).statusCode).toBe(400);
  });

  it('by pm_card_pendingRefund waits, and then succeeds', async () => {
    const { stripe, control } = await givenSandbox();
    const paid = await pay(stripe, { by: 'pm_card_pendingRefund' });
    const { id, status } = await stripe.refunds.create({ payment_intent: paid.id });
    expect(status).toBe('pending');
    expect((await chargeOf(stripe, paid)).refunded).toBe(true);
    await control.command('advance', { seconds: 3 * DAY });
    expect((await stripe.refunds.retrieve(id)).status).toBe('succeeded');
    expect((await lastEvent(stripe, 'refund.updated')).data.previous_attributes).toEqual({ status: 'pending' });
  });

  it('that waits can be cancelled, and the money is there again', async () => {
    const { stripe, control } = await givenSandbox();
    const paid = await pay(stripe, { by: 'pm_card_pendingRefund' });
    const { id } = await stripe.refunds.create({ payment_intent: paid.id, amount: 800 });
    expect((await stripe.refunds.cancel(id)).status).toBe('canceled');
    expect(await chargeOf(stripe, paid)).toMatchObject({ amount_refunded: 0, refunded: false });
    await control.command('advance', { seconds: 4 * DAY });
    expect((await stripe.refunds.retrieve(id)).status).toBe('canceled');
    const booked = (await stripe.balanceTransactions.list({ source: id })).data;
    expect(booked.reduce((sum, { net }) => sum + net, 0)).toBe(0);
    expect((await stripe.refunds.create({ payment_intent: paid.id })).amount).toBe(2_000);
  });

  it('by pm_card_refundFail succeeds and fails later: the charge counts it no more', async () => {
    const { stripe, control } = await givenSandbox();
    const paid = await pay(stripe, { by: 'pm_card_refundFail' });
    const { id, status } = await stripe.refunds.create({ payment_intent: paid.id });
    expect(status).toBe('succeeded');
    await control.command('advance', { seconds: 3 * DAY });
    const failed = await stripe.refunds.retrieve(id, { expand: ['failure_balance_transaction'] });
    expect(failed).toMatchObject({
      status: 'failed',
      failure_reason: 'expired_or_canceled_card',
      failure_balance_transaction: { amount: 2_000, type: 'refund_failure' },
    });
    expect(await chargeOf(stripe, paid)).toMatchObject({ amount_refunded: 0, refunded: false });
    expect((await eventTypes(stripe, id)).slice(1)).toEqual([
      'refund.updated',
      'charge.refund.updated',
      'refund.failed',
    ]);
  });
});

describe('fifty refunds of one charge at once', () => {
  it('without keys give back what was paid, and not a cent more', async () => {
    const { stripe } = await givenSandbox();
    const paid = await pay(stripe);
    const all = await Promise.allSettled(
      Array.from({ length: 50 }, () => stripe.refunds.create({ payment_intent: paid.id, amount: 150 })),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(13);
    for (const one of all)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ statusCode: 400, param: 'amount' });
    const refunds = await stripe.refunds.list({ payment_intent: paid.id }).autoPagingToArray({ limit: 100 });
    expect(refunds.reduce((sum, { amount }) => sum + amount, 0)).toBe(1_950);
    expect((await chargeOf(stripe, paid)).amount_refunded).toBe(1_950);
  });

  it('whole and without keys are one refund', async () => {
    const { stripe } = await givenSandbox();
    const paid = await pay(stripe);
    const all = await Promise.allSettled(
      Array.from({ length: 50 }, () => stripe.refunds.create({ payment_intent: paid.id })),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await stripe.refunds.list()).data).toHaveLength(1);
  });

  it('with one key are one refund, whatever is cut or repeated on the way', async () => {
    const { stripe, client, control } = await givenSandbox();
    const paid = await pay(stripe);
    await control.command('request-fault', { path: '/v1/refunds', times: 15, fault: { kind: 'cut', when: 'after' } });
    const patient = client({ maxNetworkRetries: 6 });
    const all = await Promise.all(
      Array.from({ length: 50 }, () =>
        patient.refunds.create({ payment_intent: paid.id, amount: 150 }, { idempotencyKey: 'refund-7' }),
      ),
    );
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect((await chargeOf(stripe, paid)).amount_refunded).toBe(150);
  });

  it('each with a key of its own stay within the charge', async () => {
    const { stripe } = await givenSandbox();
    const paid = await pay(stripe);
    const all = await Promise.allSettled(
      Array.from({ length: 50 }, (_, at) =>
        stripe.refunds.create({ payment_intent: paid.id, amount: 99 }, { idempotencyKey: `refund-${String(at)}` }),
      ),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    expect((await chargeOf(stripe, paid)).amount_refunded).toBe(1_980);
  });
});
