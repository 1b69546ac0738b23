import { expect, it } from 'vitest';
import { sandboxKey } from '#shared/billing/sandboxKey.ts';
import { givenSandbox, pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import { newId } from '#tests/support/make.ts';
import { givenDesk } from './givenDesk.ts';

const named = (refundId: string) => ({ id: newId(), refundId });

it('what is approved while no account is connected waits, and is made with the key of its own account only', async () => {
  const desk = await givenDesk();
  const second = await desk.secondFinance();
  const { id } = await desk.request(1_500);
  await desk.admin.call('billing.disconnect', {});
  expect((await second.call('billing.approveRefund', named(id))).state).toBe('sending');

  // Another account, which happens to have money to give.
  const other = await givenSandbox();
  const theirs = await pay(other.stripe);
  const otherKey = sandboxKey(Number(new URL(other.sandbox.address).port), 'abcdefghijklmnop');
  expect(await desk.admin.refusal('billing.connect', { key: otherKey })).toMatchObject({ code: 'CONFLICT' });
  expect(await desk.state(id)).toBe('sending');
  expect((await other.stripe.refunds.list({ payment_intent: theirs.id })).data).toEqual([]);
  expect(await desk.atStripe()).toEqual([]);

  await desk.connect();
  await desk.becomes(id, 'succeeded');
  expect(await desk.atStripe()).toHaveLength(1);
});
