import { describe, expect, it } from 'vitest';
import { openDispute } from '#server/billing/sandbox/resources/disputing.ts';
import { idOf, pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import { newId } from '#tests/support/make.ts';
import { givenDesk } from './givenDesk.ts';

const named = (refundId: string) => ({ id: newId(), refundId });

describe('a refund made in Stripe’s Dashboard', () => {
  it('between request and approval leaves too little: the approver hears what is left, and the request waits', async () => {
    const desk = await givenDesk();
    const second = await desk.secondFinance();
    const { id } = await desk.request(1_500);
    await desk.stripe.refunds.create({ payment_intent: desk.paid.id, amount: 600 });
    await expect.poll(async () => (await desk.preview()).refunded, { timeout: 10_000 }).toBe(600);
    expect(await second.refusal('billing.approveRefund', named(id))).toMatchObject({
      code: 'CONFLICT',
      details: { reason: 'aboveLeft', left: 1_400, currency: 'USD' },
    });
    expect(await desk.state(id)).toBe('requested');
    expect((await second.call('billing.refuseRefund', { ...named(id), note: 'Done elsewhere.' })).state).toBe(
      'refused',
    );
    expect(await desk.preview()).toMatchObject({ refunded: 600, reserved: 0, left: 1_400 });
    expect(await desk.atStripe()).toHaveLength(1);
  });

  it('between request and approval, and there is enough for both: both are made and count', async () => {
    const desk = await givenDesk();
    const second = await desk.secondFinance();
    const { id } = await desk.request(1_500);
    await desk.stripe.refunds.create({ payment_intent: desk.paid.id, amount: 500 });
    await expect.poll(async () => (await desk.preview()).refunded, { timeout: 10_000 }).toBe(500);
    await second.call('billing.approveRefund', named(id));
    await desk.becomes(id, 'succeeded');
    await expect
      .poll(() => desk.preview(), { timeout: 10_000 })
      .toMatchObject({ refunded: 2_000, reserved: 0, left: 0 });
    const { refunds } = await desk.finance.call('billing.payment', { paymentId: desk.paid.id });
    expect(refunds.map(({ amount, intentId }) => ({ amount, intentId })).sort((a, b) => a.amount - b.amount)).toEqual([
      { amount: 500, intentId: null },
      { amount: 1_500, intentId: id },
    ]);
  });

  it('between sending and the call is met by Stripe’s refusal, in its words, and by what the mirror then reads', async () => {
    const desk = await givenDesk();
    const fault = { kind: 'latency', milliseconds: 3_000 } as const;
    await desk.control.command('request-fault', { method: 'POST', path: '/v1/refunds', times: 1, fault });
    const { id } = await desk.request(900);
    // Stripe has the call, and takes its time for it.
    const left = async () => (await desk.control.command('status', {})).faultsLeft;
    await expect.poll(left, { timeout: 5_000, interval: 20 }).toBe(0);
    await desk.control.command('event-fault', { times: 1_000, fault: { kind: 'lose' } });
    await desk.stripe.refunds.create({ payment_intent: desk.paid.id, amount: 1_800 });
    await desk.becomes(id, 'declined');
    expect((await desk.refund(id))?.failure?.message).toMatch(/greater than unrefunded amount/);
    await expect
      .poll(() => desk.preview(), { timeout: 10_000 })
      .toMatchObject({ refunded: 1_800, reserved: 0, left: 200, leftToday: 6_000 });
    expect((await desk.atStripe()).map(({ amount }) => amount)).toEqual([1_800]);
  });

  it('that says it is ours by its metadata settles nothing that nobody has decided on', async () => {
    const desk = await givenDesk();
    const draft = await desk.support.call('billing.draftRefund', desk.wanted(400));
    const requested = await desk.request(1_500);
    for (const { id } of [draft, requested])
      await desk.stripe.refunds.create({
        payment_intent: desk.paid.id,
        amount: 100,
        metadata: { optimaliq_intent: id },
      });
    await expect.poll(async () => (await desk.preview()).refunded, { timeout: 10_000 }).toBe(200);
    expect([await desk.state(draft.id), await desk.state(requested.id)]).toEqual(['draft', 'requested']);
  });
});

describe('a refund that Stripe takes its time for', () => {
  it('is cancelled there: it says so, and what it took is there again', async () => {
    const desk = await givenDesk({ paying: { by: 'pm_card_pendingRefund' } });
    const { id } = await desk.request(700);
    await desk.becomes(id, 'pending');
    await expect.poll(async () => (await desk.preview()).left, { timeout: 10_000 }).toBe(1_300);
    expect(await desk.preview()).toMatchObject({ refunded: 700, reserved: 0, leftToday: 5_300 });
    await desk.stripe.refunds.cancel((await desk.refund(id))?.stripeId ?? '');
    await desk.becomes(id, 'canceled');
    await expect
      .poll(() => desk.preview(), { timeout: 10_000 })
      .toMatchObject({ refunded: 0, reserved: 0, left: 2_000, leftToday: 6_000 });
  });

  it('is cancelled there while our clock is an hour ahead of Stripe’s: what came since is not taken for older', async () => {
    const desk = await givenDesk({ paying: { by: 'pm_card_pendingRefund' } });
    await desk.control.command('skew', { seconds: -3_600 });
    const { id } = await desk.request(700);
    await desk.becomes(id, 'pending');
    await desk.stripe.refunds.cancel((await desk.refund(id))?.stripeId ?? '');
    // No webhook of an hour ago is taken, so somebody asks.
    await expect
      .poll(
        async () => {
          await desk.finance.call('billing.refreshPayment', { paymentId: desk.paid.id });
          return desk.state(id);
        },
        { timeout: 15_000, interval: 500 },
      )
      .toBe('canceled');
  });

  it('arrives days later, and is one all the time', async () => {
    const desk = await givenDesk({ paying: { by: 'pm_card_pendingRefund' } });
    const { id } = await desk.request(700);
    await desk.becomes(id, 'pending');
    await desk.control.command('advance', { seconds: 30 * 86_400 });
    await desk.becomes(id, 'succeeded');
    expect(await desk.names()).toEqual([
      'billing.refundPolicyChanged',
      'billing.refundRequested',
      'billing.refundChanged',
      'billing.refundChanged',
    ]);
    expect(await desk.atStripe()).toHaveLength(1);
  });
});

it('of a payment that is disputed in part a refund is warned of, and declined in Stripe’s words', async () => {
  const desk = await givenDesk();
  const { engine } = desk.sandbox;
  engine.transact(() => {
    const charge = engine.world.store.need('charge', idOf(desk.paid.latest_charge));
    openDispute(engine.world, charge, { reason: 'fraudulent' }, 500);
  });
  await desk.control.command('settle', {});
  await expect.poll(async () => (await desk.preview()).isDisputed, { timeout: 10_000 }).toBe(true);
  const { id } = await desk.request(900);
  await desk.becomes(id, 'declined');
  expect((await desk.refund(id))?.failure).toMatchObject({
    code: 'charge_disputed',
    message: expect.stringContaining('has been charged back') as string,
  });
  expect(await desk.preview()).toMatchObject({ reserved: 0, left: 2_000, leftToday: 6_000 });
});

it('of a customer who was deleted at Stripe a payment is refunded as any other', async () => {
  const desk = await givenDesk({
    sell: async (stripe) => {
      const customer = await stripe.customers.create({ email: 'gone@shop.test' });
      const paid = await pay(stripe, { customer: customer.id });
      await stripe.customers.del(customer.id);
      return paid;
    },
  });
  const { id } = await desk.request(700);
  await desk.becomes(id, 'succeeded');
  await expect.poll(() => desk.preview(), { timeout: 10_000 }).toMatchObject({ refunded: 700, left: 1_300 });
});
