import { describe, expect, it } from 'vitest';
import { pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import { newId } from '#tests/support/make.ts';
import { givenDesk } from './givenDesk.ts';

const ABOVE_LEFT = { code: 'CONFLICT', details: { reason: 'aboveLeft' } };
const limitsIn = (currency: string) => [{ currency, approvalAbove: 1_000, perRefund: 5_000, perPersonDay: 6_000 }];

describe('what can be refunded of a payment', () => {
  it('that was captured in part is what was captured', async () => {
    const desk = await givenDesk({
      sell: async (stripe) => {
        const { id } = await pay(stripe, { capture_method: 'manual' });
        return stripe.paymentIntents.capture(id, { amount_to_capture: 1_200 });
      },
    });
    expect(await desk.preview()).toMatchObject({ received: 1_200, refunded: 0, left: 1_200 });
    expect(await desk.finance.refusal('billing.requestRefund', desk.wanted(1_201))).toMatchObject(ABOVE_LEFT);
    const { id } = await desk.request(1_000);
    await desk.becomes(id, 'succeeded');
    await expect.poll(() => desk.preview(), { timeout: 10_000 }).toMatchObject({ refunded: 1_000, left: 200 });
  });

  it('that was declined before it was paid is what the charge that went through has', async () => {
    const desk = await givenDesk({
      sell: async (stripe) => {
        const tried = await stripe.paymentIntents.create({
          amount: 2_000,
          currency: 'usd',
          allowed_payment_method_types: ['card'],
        });
        await stripe.paymentIntents
          .confirm(tried.id, { payment_method: 'pm_card_chargeDeclined' })
          .catch(() => undefined);
        return stripe.paymentIntents.confirm(tried.id, { payment_method: 'pm_card_visa' });
      },
    });
    expect(await desk.preview()).toMatchObject({ received: 2_000, left: 2_000 });
    const { id } = await desk.request(900);
    await desk.becomes(id, 'succeeded');
    const [refund] = await desk.atStripe();
    expect(refund?.charge).toBe(desk.paid.latest_charge);
  });

  it('is in the currency that was paid in, and so is its limit', async () => {
    const desk = await givenDesk({ paying: { currency: 'eur' }, limits: limitsIn('EUR') });
    expect(await desk.preview()).toMatchObject({ currency: 'EUR', received: 2_000, limit: { currency: 'EUR' } });
    expect(await desk.finance.refusal('billing.requestRefund', desk.wanted(2_001))).toMatchObject(ABOVE_LEFT);
    const { id } = await desk.request(900);
    await desk.becomes(id, 'succeeded');
    expect(await desk.atStripe()).toMatchObject([{ amount: 900, currency: 'eur' }]);
  });

  it('without decimals is counted in whole ones, and in a currency without limits by a second person', async () => {
    const desk = await givenDesk({ paying: { currency: 'jpy', amount: 500 } });
    expect(await desk.preview()).toMatchObject({ currency: 'JPY', received: 500, limit: null, leftToday: null });
    const { id } = await desk.request(1);
    expect(await desk.state(id)).toBe('requested');
  });
});

it('a charge of Stripe’s older API is refunded by its own id', async () => {
  let older = '';
  const desk = await givenDesk({
    sell: async (stripe) => {
      ({ id: older } = await stripe.charges.create({ amount: 1_500, currency: 'usd', source: 'tok_visa' }));
      return pay(stripe);
    },
  });
  const { id } = await desk.finance.call('billing.requestRefund', desk.wanted(600, { paymentId: older }));
  await desk.becomes(id, 'succeeded');
  const { data } = await desk.stripe.refunds.list({ charge: older });
  expect(data).toMatchObject([{ amount: 600, payment_intent: null, metadata: { optimaliq_intent: id } }]);
  await expect
    .poll(() => desk.finance.call('billing.refundPreview', { paymentId: older }), { timeout: 10_000 })
    .toMatchObject({ received: 1_500, refunded: 600, reserved: 0, left: 900 });
});

it('an id that was drafted under is no other refund’s', async () => {
  const desk = await givenDesk();
  const input = desk.wanted(100);
  await desk.finance.call('billing.draftRefund', input);
  expect(await desk.finance.refusal('billing.requestRefund', input)).toMatchObject({
    code: 'CONFLICT',
    details: { reason: 'idTaken' },
  });
  expect(await desk.support.refusal('billing.draftRefund', input)).toMatchObject({ code: 'CONFLICT' });
  expect(await desk.preview()).toMatchObject({ reserved: 0, left: 2_000 });
});

it('several parts of one payment at once are each made once, and together are what the ledger says', async () => {
  const desk = await givenDesk();
  const path = '/v1/refunds';
  for (const fault of [
    { kind: 'status', status: 429 },
    { kind: 'cut', when: 'after' },
    { kind: 'status', status: 503 },
    { kind: 'cut', when: 'before' },
  ] as const)
    await desk.control.command('request-fault', { method: 'POST', path, times: 1, fault });
  const asked = [100, 200, 300, 400].map((amount) => ({ ...desk.wanted(amount), id: newId() }));
  await Promise.all(asked.map((input) => desk.finance.call('billing.requestRefund', input)));
  for (const { id } of asked) await desk.becomes(id, 'succeeded');
  const made = await desk.atStripe();
  expect(made.map(({ amount, metadata }) => [metadata?.['optimaliq_intent'], amount]).sort()).toEqual(
    asked.map(({ id, amount }) => [id, amount]).sort(),
  );
  await expect
    .poll(() => desk.preview(), { timeout: 10_000 })
    .toMatchObject({ refunded: 1_000, reserved: 0, left: 1_000 });
});
