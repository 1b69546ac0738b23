import { describe, expect, it } from 'vitest';
import { staffPort } from '#tests/support/clients.ts';
import { newId } from '#tests/support/make.ts';
import { givenDesk } from './givenDesk.ts';

describe('a refund below the threshold', () => {
  it('is made once, at once, and counts in the ledger', async () => {
    const desk = await givenDesk();
    const input = desk.wanted(700, { reason: 'duplicate' });
    const made = await desk.finance.call('billing.requestRefund', input);
    expect(made).toMatchObject({ state: 'sending', amount: 700, currency: 'USD', stripeId: null });
    expect(await desk.finance.call('billing.requestRefund', input)).toEqual(made);
    expect(await desk.preview()).toMatchObject({ received: 2_000, left: 1_300 });
    await desk.becomes(made.id, 'succeeded');
    const [refund, ...others] = await desk.atStripe();
    expect(others).toEqual([]);
    expect(refund).toMatchObject({ amount: 700, reason: 'duplicate', metadata: { optimaliq_intent: made.id } });
    expect(await desk.preview()).toMatchObject({ refunded: 700, reserved: 0, left: 1_300, leftToday: 5_300 });
    expect(await desk.names()).toEqual([
      'billing.refundPolicyChanged',
      'billing.refundRequested',
      'billing.refundChanged',
    ]);
  });

  it('is told to whoever looks on, live', async () => {
    const desk = await givenDesk();
    await desk.finance.call('feed.subscribe', { subscription: 'payments' });
    const { id } = await desk.request(500);
    const told = () =>
      desk.finance.events.all.flatMap(({ name, data }) =>
        name === 'billing.refundChanged' ? [data as { id: string; state: string }] : [],
      );
    await expect.poll(() => told().at(-1), { timeout: 10_000 }).toMatchObject({ id, state: 'succeeded' });
  });
});

describe('what cannot be refunded', () => {
  it('is refused with what could be', async () => {
    const desk = await givenDesk();
    await desk.request(900);
    const beyond = await desk.finance.refusal('billing.requestRefund', desk.wanted(1_200));
    expect(beyond).toMatchObject({ code: 'CONFLICT', details: { reason: 'aboveLeft', left: 1_100, currency: 'USD' } });
    const large = await givenDesk({ paying: { amount: 100_000 } });
    expect(await large.finance.refusal('billing.requestRefund', large.wanted(5_001))).toMatchObject({
      details: { reason: 'perRefund', most: 5_000 },
    });
    await large.request(5_000);
    expect(await large.finance.refusal('billing.requestRefund', large.wanted(1_001))).toMatchObject({
      details: { reason: 'perPersonDay', most: 1_000 },
    });
    expect(
      await large.finance.refusal('billing.requestRefund', large.wanted(1, { paymentId: 'pi_nobodys' })),
    ).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('is a payment that was never captured, and a fraction that Stripe does not know', async () => {
    const waiting = await givenDesk({ paying: { capture_method: 'manual' } });
    expect(await waiting.finance.refusal('billing.requestRefund', waiting.wanted(100))).toMatchObject({
      details: { reason: 'notPaid' },
    });
    const dinars = await givenDesk({ paying: { currency: 'kwd', amount: 12_340 } });
    expect(await dinars.finance.refusal('billing.requestRefund', dinars.wanted(1_235))).toMatchObject({
      details: { reason: 'step', step: 10 },
    });
  });
});

describe('a refund above the threshold', () => {
  it('waits for a second person, who is neither the drafter nor the requester', async () => {
    const desk = await givenDesk();
    const { finance, support, server } = desk;
    const other = await staffPort(server, 'finance');
    const draft = await support.call('billing.draftRefund', desk.wanted(1_500, { note: 'They got it twice.' }));
    expect(draft).toMatchObject({ state: 'draft', requested: null, note: 'They got it twice.' });
    expect(await support.refusal('billing.requestDraftedRefund', { id: newId(), refundId: draft.id })).toMatchObject({
      code: 'FORBIDDEN',
    });
    const requested = await finance.call('billing.requestDraftedRefund', { id: newId(), refundId: draft.id });
    expect(requested).toMatchObject({ state: 'requested', stripeId: null });
    for (const session of [finance, other])
      expect(await session.refusal('billing.approveRefund', { id: newId(), refundId: draft.id })).toMatchObject({
        code: 'FORBIDDEN',
        details: { reason: 'ownRefund' },
      });
    expect(await desk.atStripe()).toEqual([]);
    const second = await desk.secondFinance();
    const approved = await second.call('billing.approveRefund', { id: newId(), refundId: draft.id });
    expect(approved.state).toBe('sending');
    await desk.becomes(draft.id, 'succeeded');
    expect(await desk.names()).toEqual([
      'billing.refundPolicyChanged',
      'billing.refundDrafted',
      'billing.refundRequested',
      'billing.refundApproved',
      'billing.refundChanged',
    ]);
    expect(await second.refusal('billing.approveRefund', { id: newId(), refundId: draft.id })).toMatchObject({
      code: 'CONFLICT',
      details: { reason: 'refundState', state: 'succeeded' },
    });
  });

  it('is refused with a reason, taken back by who asked, and gives back what it reserved', async () => {
    const desk = await givenDesk();
    const second = await desk.secondFinance();
    const first = await desk.request(1_500);
    expect(await desk.preview()).toMatchObject({ reserved: 1_500, left: 500, leftToday: 4_500 });
    expect(await second.refusal('billing.withdrawRefund', { id: newId(), refundId: first.id })).toMatchObject({
      code: 'FORBIDDEN',
    });
    const refused = await second.call('billing.refuseRefund', {
      id: newId(),
      refundId: first.id,
      note: 'It was used.',
    });
    expect(refused).toMatchObject({ state: 'refused', decided: { note: 'It was used.' } });
    const again = await desk.request(1_500);
    await desk.finance.call('billing.withdrawRefund', { id: newId(), refundId: again.id });
    expect(await desk.preview()).toMatchObject({ reserved: 0, left: 2_000, leftToday: 6_000 });
    expect(await desk.atStripe()).toEqual([]);
  });
});

it('a declined refund says why, moves no money and gives its part of the limit back', async () => {
  const desk = await givenDesk();
  // Refunded in Stripe's Dashboard while no event reaches us.
  await desk.control.command('event-fault', { times: 1_000, fault: { kind: 'lose' } });
  await desk.stripe.refunds.create({ payment_intent: desk.paid.id, amount: 1_800 });
  const { id } = await desk.request(900);
  await desk.becomes(id, 'declined');
  const { refunds } = await desk.finance.call('billing.refunds', { states: ['declined'] });
  expect(refunds[0]?.failure?.message).toMatch(/greater than/);
  expect(await desk.preview()).toMatchObject({ leftToday: 6_000 });
  // What Stripe refused made the mirror look again.
  await expect.poll(async () => (await desk.preview()).left, { timeout: 10_000 }).toBe(200);
});

it('a refund that fails long after it had succeeded is told of, and can be made again', async () => {
  const desk = await givenDesk({ paying: { by: 'pm_card_refundFail' } });
  const { id } = await desk.request(600);
  await desk.becomes(id, 'succeeded');
  await desk.control.command('advance', { seconds: 30 * 86_400 });
  await desk.becomes(id, 'failed');
  const { refunds } = await desk.finance.call('billing.refunds', {});
  expect(refunds[0]?.failure?.code).toBeTruthy();
  await expect.poll(async () => (await desk.preview()).left, { timeout: 10_000 }).toBe(2_000);
});

describe('an answer that is lost', () => {
  it.each(['before', 'after'] as const)('%s the effect ends in exactly one refund', async (when) => {
    const desk = await givenDesk();
    await desk.control.command('request-fault', {
      method: 'POST',
      path: '/v1/refunds',
      times: 6,
      fault: { kind: 'cut', when },
    });
    const { id } = await desk.request(800);
    await desk.becomes(id, 'succeeded');
    expect((await desk.atStripe()).map(({ amount }) => amount)).toEqual([800]);
  });

  it('with trouble at Stripe and too many requests beside it ends in exactly one', async () => {
    const desk = await givenDesk();
    const path = '/v1/refunds';
    for (const status of [429, 500, 503] as const)
      await desk.control.command('request-fault', {
        method: 'POST',
        path,
        times: 2,
        fault: { kind: 'status', status },
      });
    const { id } = await desk.request(800);
    await desk.becomes(id, 'succeeded');
    expect((await desk.atStripe()).map(({ amount }) => amount)).toEqual([800]);
  });
});
