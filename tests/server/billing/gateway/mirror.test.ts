import { expect, it } from 'vitest';
import type { PaymentMoment } from '#shared/billing/payments/detail/contract.ts';
import { pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import { expectEqual, givenMirror, type GivenMirror } from './givenMirror.ts';

/** What the console says happened to a payment, and to how much of it. */
async function stepsOf({ finance }: GivenMirror, paymentId: string): Promise<[PaymentMoment['what'], number | null][]> {
  const { timeline } = await finance.call('billing.payment', { paymentId });
  return timeline.map(({ what, amount }) => [what, amount]);
}

it('what was there before the connection is read whole, field by field', async () => {
  const mirror = await givenMirror();
  const { stripe } = mirror;
  const customer = await stripe.customers.create({ email: 'ada@example.com', name: 'Ada Park' });
  const paid = await pay(stripe, { customer: customer.id, description: 'A vase', receipt_email: 'ada@example.com' });
  await pay(stripe, { by: 'pm_card_chargeDeclinedInsufficientFunds' }).catch(() => undefined);
  await pay(stripe, { capture_method: 'manual', currency: 'jpy', amount: 500 });
  await stripe.refunds.create({ payment_intent: paid.id, amount: 700 });
  const connected = await mirror.connect();
  expect(connected).toMatchObject({ mode: 'demo', isRestricted: false, missing: [], place: 'memory' });
  await mirror.settled();
  expect(await expectEqual(mirror)).toBeGreaterThan(8);

  const { payments } = await mirror.finance.call('billing.payments', {});
  expect(payments.map(({ state, amount, currency, refunded }) => ({ state, amount, currency, refunded }))).toEqual([
    { state: 'uncaptured', amount: 500, currency: 'JPY', refunded: 'none' },
    { state: 'failed', amount: 2_000, currency: 'USD', refunded: 'none' },
    { state: 'succeeded', amount: 2_000, currency: 'USD', refunded: 'partial' },
  ]);
  const detail = await mirror.finance.call('billing.payment', { paymentId: paid.id });
  expect(detail.payment).toMatchObject({ email: 'ada@example.com', name: 'Ada Park', amountRefunded: 700 });
  expect(detail.timeline.map(({ what }) => what)).toEqual(['created', 'attemptSucceeded', 'refundSucceeded']);
  expect(detail.settlement).toMatchObject({
    gross: 2_000,
    net: 2_000 - (detail.settlement?.fee ?? 0),
    currency: 'USD',
  });
  expect(await mirror.finance.call('billing.paymentTotals', { filter: { states: ['succeeded'] } })).toMatchObject({
    count: 1,
    currencies: [{ currency: 'USD', count: 1, amount: 2_000, received: 2_000, refunded: 700 }],
  });
});

it('what happens at Stripe comes by webhook, and what webhooks lose is found by a reconciliation, which says so', async () => {
  const mirror = await givenMirror();
  const { stripe, control, admin, finance } = mirror;
  await mirror.connect();
  await mirror.settled();
  await mirror.listen();
  const paid = await pay(stripe);
  await expect
    .poll(async () => (await finance.call('billing.payments', {})).payments.length, { timeout: 10_000 })
    .toBe(1);
  await mirror.settled();
  expect((await mirror.sync()).lastWebhookAt).not.toBeNull();
  await expectEqual(mirror);

  await control.command('event-fault', { times: 1_000, fault: { kind: 'lose' } });
  await stripe.refunds.create({ payment_intent: paid.id, amount: 100 });
  await pay(stripe, { by: 'pm_card_chargeDeclined' }).catch(() => undefined);
  await control.command('settle', {});
  await control.command('clear-faults', {});
  expect(await admin.call('billing.reconcile', { days: 1 })).toEqual({ state: 'started' });
  await expect
    .poll(async () => (await admin.call('billing.reconciliations', {})).reconciliations[0]?.state, { timeout: 20_000 })
    .toBe('done');
  await mirror.settled();
  await expectEqual(mirror);
  const [pass] = (await admin.call('billing.reconciliations', {})).reconciliations;
  expect(pass?.missedEvents).toBeGreaterThan(2);
  expect((await finance.call('billing.payments', {})).payments).toHaveLength(2);
});

it('a payment that waits is captured once, however often that is asked for, and cancelled payments stay so', async () => {
  const mirror = await givenMirror();
  const { stripe } = mirror;
  const waiting = await pay(stripe, { capture_method: 'manual' });
  const other = await pay(stripe, { capture_method: 'manual' });
  const debit = await stripe.paymentIntents.create({
    amount: 3_000,
    currency: 'eur',
    confirm: true,
    allowed_payment_method_types: ['sepa_debit'],
    payment_method_data: { type: 'sepa_debit', sepa_debit: { iban: 'AT611904300234573201' } },
  });
  await mirror.connect();
  await mirror.settled();
  const id = '0198f000-0000-7000-8000-000000000001';
  expect(await stepsOf(mirror, debit.id)).toEqual([
    ['created', 3_000],
    ['attemptProcessing', 3_000],
  ]);
  const captured = await mirror.finance.call('billing.capturePayment', { id, paymentId: waiting.id, amount: 1_500 });
  expect(captured).toMatchObject({ state: 'succeeded', amountReceived: 1_500 });
  expect(
    await mirror.finance.call('billing.capturePayment', { id, paymentId: waiting.id, amount: 1_500 }),
  ).toMatchObject({
    state: 'succeeded',
    amountReceived: 1_500,
  });
  await mirror.settled();
  expect(await stepsOf(mirror, waiting.id)).toEqual([
    ['created', 2_000],
    ['authorized', 2_000],
    ['captured', 1_500],
  ]);
  expect(await stepsOf(mirror, other.id)).toEqual([
    ['created', 2_000],
    ['authorized', 2_000],
  ]);
  const { entries } = await mirror.admin.call('audit.entries', { limit: 500 });
  expect(entries.filter(({ name }) => name === 'billing.paymentCaptured')).toHaveLength(1);
  const cancel = { id: '0198f000-0000-7000-8000-000000000002', paymentId: other.id };
  expect(await mirror.finance.call('billing.cancelPayment', cancel)).toMatchObject({ state: 'canceled' });
  await expect(
    mirror.finance.call('billing.capturePayment', { ...cancel, id: '0198f000-0000-7000-8000-000000000003' }),
  ).rejects.toMatchObject({ code: 'PROVIDER_FAILED' });
});

it('a capture whose answer was lost is seen soon, and done and journaled once when it is asked for again', async () => {
  const mirror = await givenMirror();
  const { stripe, control, finance, admin } = mirror;
  const waiting = await pay(stripe, { capture_method: 'manual' });
  await mirror.connect();
  await mirror.settled();
  // However often it is tried, every answer is lost after its effect.
  await control.command('request-fault', {
    method: 'POST',
    path: `/v1/payment_intents/${waiting.id}/capture`,
    times: 50,
    fault: { kind: 'cut', when: 'after' },
  });
  const asked = { id: '0198f000-0000-7000-8000-000000000004', paymentId: waiting.id };
  expect(await finance.refusal('billing.capturePayment', asked)).toMatchObject({
    code: 'UNAVAILABLE',
    details: { reason: 'uncertain' },
  });
  const state = async () => (await finance.call('billing.paymentRow', { paymentId: waiting.id })).state;
  await expect.poll(state, { timeout: 15_000 }).toBe('succeeded');
  await control.command('clear-faults', {});
  expect(await finance.call('billing.capturePayment', asked)).toMatchObject({ amountReceived: 2_000 });
  const { entries } = await admin.call('audit.entries', { limit: 500 });
  expect(entries.filter(({ name }) => name === 'billing.paymentCaptured')).toHaveLength(1);
});
