import { describe, expect, it } from 'vitest';
import { en } from '#renderer/app/words/en.ts';
import { planRefund, wholeOf, type Preview } from '#renderer/billing/refunds/model/refundPlan.ts';
import { refundLines } from '#renderer/billing/refunds/model/refundLines.ts';
import { possibleAmount, refusalIn } from '#renderer/billing/refunds/model/refusal.ts';
import { AppError } from '#shared/wire/errors.ts';
import { makePayment, NOON } from '#tests/renderer/billing/make.ts';
import { makePreview } from './makeRefund.ts';

const HOUR = 3_600_000;
const plan = (typed: string, preview: Preview, isDraft = false) => planRefund(typed, preview, isDraft, 'en', NOON);

function linesOf(
  typed: string,
  changes: Partial<Preview> = {},
  { isDraft = false, method = makePayment().method } = {},
) {
  const preview = makePreview(changes);
  const told = {
    plan: plan(typed, preview, isDraft),
    preview,
    method,
    who: 'Ada Park',
    deed: isDraft ? 'draft' : 'request',
  } as const;
  return refundLines(told, en, 'en').map(([, line]) => line);
}

describe('what is shown before a refund', () => {
  it('says how much, to which card, when, what stays, the fee, and that it goes at once', () => {
    expect(linesOf('9')).toEqual([
      '€9.00 goes back to Ada Park, to Visa ending in 4242.',
      'It arrives within 5 to 10 business days, as their bank books it.',
      '€40.00 of the €49.00 paid stays.',
      'Stripe’s fee of €1.72 is not returned.',
      'It goes at once and cannot be undone.',
    ]);
  });

  it('names a threshold, and that nobody has set one', () => {
    expect(linesOf('10.01')).toContain(
      'Somebody else approves it first, as it is more than €10.00. Until then no money moves.',
    );
    expect(linesOf('1', { limit: null })).toContain(
      'Somebody else approves it first, as no limits are set for EUR. Until then no money moves.',
    );
  });

  it('counts what was refunded and reserved before, and what is left of the day', () => {
    const limit = { currency: 'EUR', approvalAbove: 1_000, perRefund: null, perPersonDay: 2_000 };
    const lines = linesOf('5', { refunded: 300, reserved: 100, left: 4_500, limit, leftToday: 1_500 });
    expect(lines).toContain('Before this: €3.00 refunded and €1.00 requested or being sent.');
    expect(lines).toContain('€40.00 of the €49.00 paid stays.');
    expect(lines).toContain('After this you can refund €10.00 more within these 24 hours.');
    expect(linesOf('45', { refunded: 400, left: 4_500 })).toContain('Nothing of the €49.00 paid stays.');
  });

  it('promises no days where no card paid, and judges no draft', () => {
    const method = { type: 'sepa_debit', brand: null, last4: '3000' };
    const lines = linesOf('20', {}, { isDraft: true, method });
    expect(lines).toContain('€20.00 goes back to Ada Park, to SEPA debit ending in 3000.');
    expect(lines).toContain('When it arrives depends on their bank.');
    expect(lines).toContain('Finance decides on it. Until then no money moves.');
    expect(lines.join()).not.toContain('24 hours');
  });

  it('is nothing as long as the amount is none, or does not go', () => {
    const limit = { currency: 'EUR', approvalAbove: 0, perRefund: 500, perPersonDay: null };
    expect(linesOf('x')).toEqual([]);
    expect(linesOf('49.01')).toEqual([]);
    expect(linesOf('5.01', { limit })).toEqual([]);
  });
});

describe('an amount that does not go', () => {
  const limit = { currency: 'EUR', approvalAbove: 0, perRefund: null, perPersonDay: 2_000 };
  const spent = [
    { at: NOON - 23 * HOUR, amount: 500 },
    { at: NOON - HOUR, amount: 1_000 },
  ];

  it('says what would, and when it does', () => {
    const { refusal } = plan('6', makePreview({ limit, spent, leftToday: 500 }));
    expect(refusal).toEqual({ because: 'perPersonDay', most: 500, roomAt: NOON + HOUR });
    expect(plan('5', makePreview({ limit, spent, leftToday: 500 })).refusal).toBeNull();
    expect(plan('6', makePreview({ limit, spent, leftToday: 500 }), true).refusal).toBeNull();
  });

  it('is replaced by one that is left, and that Stripe takes', () => {
    const refusal = { because: 'perRefund', most: 1_239 } as const;
    expect(possibleAmount(refusal, 4_900, 'EUR')).toBe(1_239);
    expect(possibleAmount(refusal, 700, 'EUR')).toBe(700);
    expect(possibleAmount(refusal, 4_900, 'KWD')).toBe(1_230);
    expect(possibleAmount({ because: 'perPersonDay', most: 0, roomAt: null }, 4_900, 'EUR')).toBeNull();
  });

  it('is read from what the server answers, and from nothing else', () => {
    const answered = (details: object) => refusalIn(new AppError('CONFLICT', 'No.', details as { reason: string }));
    expect(answered({ reason: 'aboveLeft', left: 12, currency: 'EUR' })).toEqual({ because: 'aboveLeft', most: 12 });
    expect(answered({ reason: 'perRefund', most: 5 })).toEqual({ because: 'perRefund', most: 5 });
    expect(answered({ reason: 'perPersonDay', most: 5, roomAt: 7 })).toEqual({
      because: 'perPersonDay',
      most: 5,
      roomAt: 7,
    });
    expect(answered({ reason: 'refundState' })).toBeNull();
    expect(refusalIn(new Error('lost'))).toBeNull();
    expect(refusalIn(null)).toBeNull();
  });
});

it('amounts have the decimals of their currency, and all of it is what Stripe takes', () => {
  const yen = makePreview({ currency: 'JPY', received: 500, left: 500, limit: null });
  expect(plan('500', yen).read).toEqual({ amount: 500, problem: null });
  expect(plan('5.5', yen).read.problem).toBe('tooFine');
  const dinars = makePreview({ currency: 'KWD', received: 12_345, left: 12_345, limit: null });
  expect(wholeOf(dinars)).toBe(12_340);
  expect(plan('12.34', dinars).read).toEqual({ amount: 12_340, problem: null });
  expect(plan('1.235', dinars).read.problem).toBe('notTaken');
  expect(wholeOf(yen)).toBe(500);
});
