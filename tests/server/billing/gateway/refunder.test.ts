import type Stripe from 'stripe';
import { expect, it, vi } from 'vitest';
import { AppError } from '#shared/wire/errors.ts';
import type { StaffPrincipal } from '#shared/wire/access.ts';
import { createRefunder } from '#server/billing/gateway/refunder.ts';
import type { StripeAccount } from '#server/billing/stripe/account.ts';
import { givenLedger } from '#tests/server/billing/refunds/givenLedger.ts';
import { newId } from '#tests/support/make.ts';

const FAY: StaffPrincipal = {
  kind: 'staff',
  accountId: 'fay',
  sessionId: 'fay',
  name: 'Fay',
  roles: ['finance'],
  expiresAt: Infinity,
};
const trouble = (reason: string) => new AppError('PROVIDER_FAILED', 'Trouble.', { reason });

/** The real refunder and the real core; of Stripe's client only what it answers is ours. Time passes when a test lets it. */
async function givenRefunder() {
  const limits = [{ currency: 'EUR', approvalAbove: 5_000, perRefund: null, perPersonDay: null }];
  const ledger = await givenLedger({ limits, expiresAfterHours: 720 });
  const paymentId = await ledger.mirroredPayment(10_000, 'EUR');
  const made: Stripe.RefundCreateParams[] = [];
  const errors: unknown[] = [];
  const heard: (string | undefined)[] = [];
  const waits: number[] = [];
  let timer: (() => void) | null = null;
  const stripe = {
    create: (params: Stripe.RefundCreateParams): Promise<object> => {
      made.push(params);
      const { metadata, ...rest } = params;
      return Promise.resolve({
        ...{ id: `re_${String(made.length)}`, object: 'refund', currency: 'eur', status: 'succeeded' },
        ...{ created: 1_790_000_000, balance_transaction: 'txn_1', ...rest, metadata },
      });
    },
    list: (): Promise<object> => Promise.resolve({ object: 'list', data: [], has_more: false }),
  };
  const sdk = {
    refunds: { create: (params: Stripe.RefundCreateParams) => stripe.create(params), list: () => stripe.list() },
  };
  const account = {
    asked: (_: string, run: (client: never) => unknown) => run(sdk as never),
  } as unknown as StripeAccount;
  const refunder = createRefunder(
    {
      submit: ledger.submit,
      clock: ledger.now,
      account: () => account,
      heard: (failure) => void heard.push(failure?.details?.reason),
      after: (ms, run) => {
        if (ms > 0) waits.push(ms);
        timer = run;
        return () => {
          timer = null;
        };
      },
      onError: (error) => void errors.push(error),
    },
    () => undefined,
  );
  const refunds = async () =>
    (await ledger.submit('billing.refunds', { limit: 100 }, FAY)).refunds.map(({ id, state }) => ({ id, state }));
  /** Lets it run until it waits for time. */
  const rest = async (): Promise<void> => {
    const before = waits.length;
    refunder.wake();
    await vi.waitFor(
      () => {
        const run = timer;
        timer = null;
        if (waits.length === before) run?.();
        expect(waits.length).toBeGreaterThan(before);
      },
      { timeout: 15_000 },
    );
  };
  return {
    ...ledger,
    ...{ stripe, made, errors, heard, waits, refunds, rest, refunder },
    request: async (amount: number): Promise<string> => {
      const wanted = { reason: null, note: null, words: null, conversationId: null };
      const { id } = await ledger.submit('billing.requestRefund', { id: newId(), paymentId, amount, ...wanted }, FAY);
      return id;
    },
  };
}

it('a key that was revoked meanwhile loses no refund and makes none: it waits for a key that Stripe accepts', async () => {
  const given = await givenRefunder();
  const { create } = given.stripe;
  given.stripe.create = () => Promise.reject(trouble('keyRefused'));
  const id = await given.request(500);
  await given.rest();
  expect(await given.refunds()).toEqual([{ id, state: 'sending' }]);
  expect(given.heard).toContain('keyRefused');
  given.stripe.create = create;
  given.pass(60_000);
  given.refunder.wake();
  await expect.poll(() => given.refunds()).toEqual([{ id, state: 'succeeded' }]);
  expect(given.made).toHaveLength(1);
});

it('what goes wrong with one refund on our side is told, and keeps no other one waiting', async () => {
  const given = await givenRefunder();
  const { create } = given.stripe;
  const mistake = new TypeError('a mistake');
  const [first, second] = [await given.request(100), await given.request(200)];
  given.stripe.create = (params) => (params.amount === 100 ? Promise.reject(mistake) : create(params));
  await given.rest();
  expect(await given.refunds()).toEqual([
    { id: second, state: 'succeeded' },
    { id: first, state: 'unknown' },
  ]);
  expect(given.errors).toEqual([mistake]);
  given.stripe.create = create;
  given.pass(60_000);
  given.refunder.wake();
  await expect.poll(async () => (await given.refunds()).map(({ state }) => state)).toEqual(['succeeded', 'succeeded']);
});

it('looks at what waits for an approval often enough to end it in time, however long that is', async () => {
  const given = await givenRefunder();
  const id = await given.request(6_000);
  await given.rest();
  expect(given.waits).toEqual([600_000]);
  given.pass(720 * 3_600_000);
  given.refunder.wake();
  await expect.poll(() => given.refunds()).toEqual([{ id, state: 'expired' }]);
});

it('looks for a lost answer ever less often while Stripe has trouble, and at least every ten minutes', async () => {
  const given = await givenRefunder();
  const { create } = given.stripe;
  given.stripe.create = () => Promise.reject(trouble('trouble'));
  given.stripe.list = () => Promise.reject(trouble('trouble'));
  const id = await given.request(100);
  for (let round = 0; round < 12; round += 1) {
    await given.rest();
    given.pass(given.waits.at(-1) ?? 0);
  }
  expect(given.waits.slice(0, 5)).toEqual([2_000, 4_000, 8_000, 16_000, 32_000]);
  expect(Math.max(...given.waits)).toBe(600_000);
  expect(await given.refunds()).toEqual([{ id, state: 'unknown' }]);
  expect(given.made).toEqual([]);
  given.stripe.create = create;
  given.stripe.list = () => Promise.resolve({ object: 'list', data: [], has_more: false });
  given.pass(600_000);
  given.refunder.wake();
  await expect.poll(() => given.refunds()).toEqual([{ id, state: 'succeeded' }]);
});
