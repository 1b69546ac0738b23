import { expect, it } from 'vitest';
import { ROLLING_DAY_MS } from '#shared/billing/refunds/policy.ts';
import { pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import { givenMirror } from '#tests/server/billing/gateway/givenMirror.ts';
import { staffPort } from '#tests/support/clients.ts';
import { newId } from '#tests/support/make.ts';

const LIMIT = { currency: 'USD', approvalAbove: 1_000, perRefund: null, perPersonDay: 6_000 };

it('what each person set going within a day is told against their limit, and beside it what was refunded at Stripe', async () => {
  const { stripe, connect, settled, listen, admin, finance, server } = await givenMirror();
  const paid = await pay(stripe, { amount: 10_000 });
  const yen = await pay(stripe, { amount: 900, currency: 'jpy' });
  await connect();
  await settled();
  await listen();
  const support = await staffPort(server);
  await admin.call('billing.setRefundPolicy', { id: newId(), limits: [LIMIT], expiresAfterHours: 72 });
  const wanted = (amount: number, paymentId = paid.id) => ({ id: newId(), paymentId, amount });
  expect(await finance.call('billing.refundUse', {})).toMatchObject({ people: [], elsewhere: [] });

  const first = await finance.call('billing.requestRefund', wanted(700));
  const second = await finance.call('billing.requestRefund', wanted(2_000));
  await finance.call('billing.requestRefund', wanted(300, yen.id));
  await finance.call('billing.draftRefund', wanted(50));
  const taken = await finance.call('billing.requestRefund', wanted(1_500));
  await finance.call('billing.withdrawRefund', { id: newId(), refundId: taken.id });
  await stripe.refunds.create({ payment_intent: paid.id, amount: 250 });
  const used = () => support.call('billing.refundUse', {});
  await expect
    .poll(async () => (await used()).elsewhere, { timeout: 20_000, interval: 50 })
    .toEqual([{ currency: 'USD', count: 1, amount: 250 }]);
  const accountId = server.people.finance;
  const state = async () =>
    (await finance.call('billing.refunds', {})).refunds.find(({ id }) => id === first.id)?.state;
  await expect.poll(state, { timeout: 20_000, interval: 50 }).toBe('succeeded');

  const { people, elsewhere, from } = await used();
  expect(elsewhere).toEqual([{ currency: 'USD', count: 1, amount: 250 }]);
  const about = { accountId, roomAt: (first.requested?.at ?? 0) + ROLLING_DAY_MS };
  expect(people).toMatchObject([
    { ...about, currency: 'USD', count: 2, amount: 2_700, limit: LIMIT },
    { accountId, currency: 'JPY', count: 1, amount: 300, limit: null },
  ]);
  expect(second.state).toBe('requested');
  expect(from).toBeLessThanOrEqual(Date.now() - ROLLING_DAY_MS);
});
