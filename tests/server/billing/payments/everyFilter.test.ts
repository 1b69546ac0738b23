import { expect, it } from 'vitest';
import { paymentFilter } from '#shared/billing/payments/contract.ts';
import { givenPayments, rowOf } from './givenPayments.ts';

const EVERY = {
  states: ['failed'] as const,
  amountFrom: 0,
  amountTo: 20_000,
  currency: 'EUR',
  brand: 'visa',
  last4: '4242',
  email: 'ada@example.com',
  text: 'teapot',
  from: 0,
  to: Number.MAX_SAFE_INTEGER,
  refunded: ['partial' as const],
  refundedFrom: 0,
  refundedTo: Number.MAX_SAFE_INTEGER,
  declineCode: 'expired_card',
  disputed: 'due' as const,
  customer: 'cus_ada',
};

it('a filter with everything that can be asked for at once finds the one payment that fits', async () => {
  const fitting = rowOf(0, {
    state: 'failed',
    email: 'ada@example.com',
    refunded: 'partial',
    declineCode: 'expired_card',
    disputeState: 'needs_response',
    stripeCustomerId: 'cus_ada',
  });
  const { ask, raw } = await givenPayments([fitting, rowOf(1, { state: 'failed' })], () => 'the blue teapot');
  raw.exec(
    `INSERT INTO refund (id, paymentId, createdAt, amount, currency, state, isRelease) VALUES ('re_1', 'pi_0', 5, 1, 'EUR', 'succeeded', 0)`,
  );
  expect(Object.keys(EVERY).sort()).toEqual(Object.keys(paymentFilter.shape).sort());
  const filter = paymentFilter.parse(EVERY);
  for (const by of ['createdAt', 'amount'] as const)
    for (const direction of ['asc', 'desc'] as const) {
      const { payments } = await ask('billing.payments', { filter, sort: { by, direction }, limit: 50 });
      expect(payments.map(({ id }) => id)).toEqual(['pi_0']);
    }
  expect(await ask('billing.paymentTotals', { filter })).toMatchObject({ count: 1 });
});

it('a time of refunds and a state of refunds are asked for beside each other', async () => {
  const { ask, raw } = await givenPayments([rowOf(0, { refunded: 'full' }), rowOf(1, { refunded: 'partial' })]);
  raw.exec(`INSERT INTO refund (id, paymentId, createdAt, amount, currency, state, isRelease) VALUES
    ('re_0', 'pi_0', 5, 1, 'EUR', 'succeeded', 0), ('re_1', 'pi_1', 5, 1, 'EUR', 'pending', 0)`);
  const filter = { refundedFrom: 0, refundedTo: 10, refunded: ['full' as const] };
  const sort = { by: 'createdAt', direction: 'desc' } as const;
  const { payments } = await ask('billing.payments', { filter, sort, limit: 50 });
  expect(payments.map(({ id }) => id)).toEqual(['pi_0']);
});
