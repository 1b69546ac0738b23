import { expect, it, vi } from 'vitest';
import { createRandom } from '#server/demo/random.ts';
import type { StaffPrincipal } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';
import { newId } from '#tests/support/make.ts';
import { givenLedger } from './givenLedger.ts';

vi.setConfig({ testTimeout: 120_000 });

const SEEDS = 50;
const SESSIONS = 20;
const TOTAL = 10_000;

const financeCalled = (name: string): StaffPrincipal => ({
  kind: 'staff',
  accountId: name,
  sessionId: name,
  name,
  roles: ['finance'],
  expiresAt: Infinity,
});

it('twenty sessions that refund one payment at once never come above its total, and each loser hears why', async () => {
  const ledger = await givenLedger();
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const random = createRandom(seed);
    const paymentId = await ledger.payment(TOTAL);
    const asked = Array.from({ length: SESSIONS }, (_, place) => ({
      by: financeCalled(`finance ${String(place % 7)}`),
      input: { id: newId(), paymentId, amount: random.between(1, TOTAL / 4) },
    }));
    const outcomes = await Promise.allSettled(
      asked.map(({ by, input }) =>
        ledger.submit(
          'billing.requestRefund',
          { reason: null, note: null, words: null, conversationId: null, ...input },
          by,
        ),
      ),
    );
    let given = 0;
    for (const [place, outcome] of outcomes.entries()) {
      const amount = asked[place]?.input.amount ?? 0;
      if (outcome.status === 'fulfilled') given += amount;
      else {
        const error = outcome.reason as AppError;
        expect(error).toBeInstanceOf(AppError);
        expect(error.details).toMatchObject({ reason: 'aboveLeft', currency: 'EUR' });
        expect(error.details?.['left']).toBeLessThan(amount);
      }
    }
    expect(given).toBeLessThanOrEqual(TOTAL);
    expect(await ledger.reserved(paymentId)).toBe(given);
    // Somebody lost, and what was left was not enough for any of them afterwards either.
    expect(outcomes.some(({ status }) => status === 'rejected')).toBe(true);
  }
});

it('the limit of a person’s day holds for many requests at once, in each currency by itself', async () => {
  const ledger = await givenLedger({
    limits: [{ currency: 'EUR', approvalAbove: 100_000, perRefund: null, perPersonDay: 5_000 }],
    expiresAfterHours: 1,
  });
  const random = createRandom(7);
  const by = financeCalled('finance');
  const wanted = { reason: null, note: null, words: null, conversationId: null };
  const payments = await Promise.all(Array.from({ length: 30 }, () => ledger.payment(TOTAL)));
  const amounts = payments.map(() => random.between(1, 1_000));
  const outcomes = await Promise.allSettled(
    payments.map((paymentId, place) =>
      ledger.submit('billing.requestRefund', { ...wanted, id: newId(), paymentId, amount: amounts[place] ?? 0 }, by),
    ),
  );
  const given = outcomes.reduce(
    (sum, { status }, place) => sum + (status === 'fulfilled' ? (amounts[place] ?? 0) : 0),
    0,
  );
  expect(given).toBeLessThanOrEqual(5_000);
  expect(given).toBeGreaterThan(4_000);
  const other = await ledger.payment(TOTAL, 'CHF');
  const inFrancs = await ledger.submit(
    'billing.requestRefund',
    { ...wanted, id: newId(), paymentId: other, amount: 5_000 },
    by,
  );
  expect(inFrancs.state).toBe('requested');
  // A day later there is room again, to the millisecond.
  ledger.pass(86_400_000 - 1);
  const late = { ...wanted, id: newId(), paymentId: payments[0] ?? '', amount: 1_000 };
  await expect(ledger.submit('billing.requestRefund', { ...late, amount: 5_000 }, by)).rejects.toMatchObject({
    details: { reason: 'perPersonDay' },
  });
  ledger.pass(1);
  expect((await ledger.submit('billing.requestRefund', late, by)).state).toBe('sending');
});
