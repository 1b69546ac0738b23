import { describe, expect, it } from 'vitest';
import { en } from '#renderer/app/words/en.ts';
import { refundFailures } from '#renderer/billing/refunds/failures.en.ts';
import { failureText } from '#renderer/billing/refunds/model/labels.ts';
import type { StripeRefund } from '#renderer/billing/refunds/model/merged.ts';
import { refundFailure } from '#renderer/billing/refunds/model/refundFailure.ts';
import { actionFailure } from '#renderer/billing/payments/detail/actions.ts';
import { PaymentRefunds } from '#renderer/billing/refunds/parts/PaymentRefunds.tsx';
import { REFUND_STATES, type Refund } from '#shared/billing/refunds/contract.ts';
import type { Role } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';
import { draw, textIn } from '#tests/renderer/audit/surroundings.tsx';
import { ME } from '#tests/renderer/chat/support/make.ts';
import { NOON } from '#tests/renderer/billing/make.ts';
import { makeRefund } from './makeRefund.ts';

const { refunds: words } = en.billing;
const DASHBOARD: StripeRefund = {
  id: 're_9',
  intentId: null,
  at: NOON,
  amount: 900,
  currency: 'EUR',
  state: 'failed',
  reason: null,
  failureReason: 'lost_or_stolen_card',
};

function drawn(refund: Partial<Refund>, roles: Role[] = ['finance'], atStripe: readonly StripeRefund[] = []): string {
  const html = draw(<PaymentRefunds paymentId="pi_1" refunds={atStripe} />, {
    roles,
    known: [
      [['billing.refunds', 'payment', 'pi_1'], { refunds: [makeRefund(refund)], next: null }],
      [['accounts.colleagues'], { colleagues: [{ id: 'grace', name: 'Grace Hopper', roles: ['finance'] }] }],
    ],
  });
  return textIn(html);
}

describe('a refund of a payment', () => {
  it.each(REFUND_STATES)('says in words that it is %s', (state) => {
    expect(drawn({ state })).toContain(words.states[state]);
  });

  it('tells who asked for it and decided, why, and what the customer is told, as text', () => {
    const text = drawn({
      state: 'refused',
      note: 'The <b>pot</b>',
      words: 'We are sorry.',
      drafted: { by: 'gone', at: NOON },
      decided: { by: ME, at: NOON, note: 'It was used.' },
    });
    for (const said of [
      'Drafted by a former colleague',
      'Requested by Grace Hopper',
      'Refused by you',
      'It was used.',
      'The &lt;b&gt;pot&lt;/b&gt;',
      'We are sorry.',
      'Asked for by the customer',
    ])
      expect(text).toContain(said);
  });

  it('offers what one may do, and why nothing', () => {
    const { open } = words.deeds;
    const mine = { requested: { by: ME, at: NOON } };
    expect(drawn({})).toContain(open.approve);
    expect(drawn({}, ['support'])).not.toContain(open.approve);
    expect(drawn(mine)).not.toContain(open.approve);
    expect(drawn(mine)).toContain(words.somebodyElse);
    expect(drawn(mine)).toContain(open.withdraw);
    for (const deed of Object.values(open)) expect(drawn({ state: 'unknown' })).not.toContain(deed);
    expect(drawn({ state: 'unknown' })).toContain(words.hints.unknown);
  });

  it('that was made in Stripe stays, and says so', () => {
    const text = drawn({ stripeId: 're_1', state: 'succeeded' }, ['finance'], [DASHBOARD]);
    for (const said of [words.madeInStripe, '€9.00', refundFailures['lost_or_stolen_card'], 're_9', 're_1'])
      expect(text).toContain(said);
    const oursAtStripe = [{ ...DASHBOARD, intentId: 'ours' }];
    expect(drawn({ stripeId: 're_9', state: 'failed' }, ['finance'], oursAtStripe)).not.toContain(words.madeInStripe);
  });
});

it('why there is no money is said in words, also for a code that nobody knows', () => {
  for (const [code, text] of Object.entries(refundFailures))
    expect(failureText({ code, message: code }, words)).toBe(text);
  expect(failureText({ code: 'moon_phase', message: '' }, words)).toContain('moon phase');
  expect(failureText({ code: 'toString', message: '' }, words)).toContain('toString');
});

it('what the server refuses is said in the words of refunds', () => {
  const told = (error: AppError) => refundFailure(error, actionFailure(error, en), en);
  expect(told(new AppError('CONFLICT', 'No.', { reason: 'refundState' }))?.message).toBe(words.errors['refundState']);
  expect(told(new AppError('FORBIDDEN', 'No.', { reason: 'ownRefund' }))?.message).toBe(words.errors['ownRefund']);
  expect(told(new AppError('UNAVAILABLE', 'Lost.'))).toMatchObject({
    isUncertain: true,
    message: words.dialog.uncertain,
  });
  expect(told(new AppError('FORBIDDEN', 'No.', { reason: 'permission' }))?.message).toBe(
    en.errors.reasons['permission'],
  );
  expect(refundFailure(null, null, en)).toBeNull();
});
