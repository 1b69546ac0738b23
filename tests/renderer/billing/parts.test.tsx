import { describe, expect, it } from 'vitest';
import { en } from '#renderer/app/words/en.ts';
import { declines } from '#renderer/billing/payments/declines.en.ts';
import { actionFailure, isCancelable } from '#renderer/billing/payments/detail/actions.ts';
import { PaymentDetail } from '#renderer/billing/payments/detail/PaymentDetail.tsx';
import { Chips } from '#renderer/billing/payments/filters/Chips.tsx';
import { declineWords, methodText } from '#renderer/billing/payments/model/labels.ts';
import { StateBadges } from '#renderer/billing/payments/parts/StateBadges.tsx';
import { paymentsWords as words } from '#renderer/billing/payments/words.en.ts';
import type { OutputOf } from '#shared/contract.ts';
import type { Role } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';
import { draw, textIn } from '#tests/renderer/audit/surroundings.tsx';
import { makeMoment, makePayment, makeWhole, NOON } from './make.ts';

const detail = (whole: OutputOf<'billing.payment'> | null, roles: Role[] = ['finance']) =>
  draw(<PaymentDetail paymentId="pi_1" />, {
    roles,
    known: [
      [['billing.payment', 'pi_1'], whole],
      [['billing.refunds', 'payment', 'pi_1'], { refunds: [], next: null }],
    ],
  });

describe('one payment', () => {
  it('says how much, what became of it and from whom, as text', () => {
    const hostile = '<img src=x onerror=alert(1)>';
    const html = detail(
      makeWhole({ payment: makePayment({ name: hostile, description: hostile }), metadata: { order: hostile } }),
    );
    expect(html).not.toContain('<img');
    for (const said of ['€49.00', words.states.succeeded, 'Visa', '4242', words.detail.refunds.none])
      expect(textIn(html)).toContain(said);
  });

  it('tells each attempt with why it failed and what to tell the customer', () => {
    const attempt = makeMoment({
      what: 'attemptFailed',
      declineCode: 'insufficient_funds',
      failureCode: 'card_declined',
      sellerMessage: 'The bank returned a code.',
    });
    const text = textIn(detail(makeWhole({ timeline: [attempt] })));
    expect(text).toContain('There is not enough money on the account.');
    expect(text).toContain(declines['insufficient_funds']?.tell);
    expect(text).toContain('Stripe says: The bank returned a code.');
  });

  it('tells fees and net, refunds and disputes with their dates', () => {
    const text = textIn(
      detail(
        makeWhole({
          settlement: {
            gross: 4_900,
            fee: 172,
            net: 4_728,
            currency: 'EUR',
            exchangeRate: null,
            availableOn: NOON,
            fees: [],
          },
          refunds: [
            {
              id: 're_1',
              intentId: null,
              at: NOON,
              amount: 900,
              currency: 'EUR',
              state: 'succeeded',
              reason: 'requested_by_customer',
              failureReason: null,
            },
          ],
          disputes: [
            {
              id: 'du_1',
              at: NOON,
              amount: 4_900,
              currency: 'EUR',
              state: 'needs_response',
              reason: 'product_not_received',
              dueAt: NOON,
            },
          ],
        }),
      ),
    );
    for (const said of [
      '-€1.72',
      '€47.28',
      '€9.00',
      'Asked for by the customer',
      'Goods did not arrive',
      'Answer due by',
    ])
      expect(text).toContain(said);
  });

  it('offers capturing and cancelling to those who may', () => {
    const whole = makeWhole({ payment: makePayment({ state: 'uncaptured' }), capturable: 4_900 });
    for (const action of [words.detail.actions.capture, words.detail.actions.cancel]) {
      expect(textIn(detail(whole))).toContain(action);
      expect(textIn(detail(whole, ['support']))).not.toContain(action);
      expect(textIn(detail(makeWhole()))).not.toContain(action);
    }
  });

  it('leads to its receipt outside, and to the customer’s other payments', () => {
    const html = detail(makeWhole({ receiptUrl: 'https://pay.stripe.com/receipts/1' }));
    expect(html).toMatch(/href="https:\/\/pay\.stripe\.com\/receipts\/1"[^>]*rel="noreferrer"/);
    expect(html).toContain('href="#/payments/customer=cus_1"');
  });

  it('that does not exist is said not to', () => {
    expect(textIn(detail(null))).toContain(words.detail.gone);
  });
});

describe('badges', () => {
  it('say a refund and a dispute beside the state', () => {
    const payment = makePayment({ refunded: 'partial', dispute: { state: 'lost', dueAt: null } });
    const text = textIn(draw(<StateBadges payment={payment} />));
    for (const said of [words.states.succeeded, words.refunded.partial, words.disputeStates.lost])
      expect(text).toContain(said);
  });
});

describe('what is set', () => {
  it('is shown with the way to clear all of it, and not at all when nothing is', () => {
    const chips = (filters: Parameters<typeof Chips>[0]['filters']) =>
      draw(<Chips filters={filters} onChange={() => undefined} />);
    expect(chips({})).toBe('');
    expect(chips({ last4: '4242' })).toContain(words.filters.remove('Ending in 4242'));
    expect(textIn(chips({ last4: '4242' }))).toContain(words.filters.clear);
  });
});

describe('words', () => {
  it('there are some for a decline that this version does not know', () => {
    expect(declineWords('brand_new', words).what).toContain('brand_new');
    expect(declineWords('constructor', words).what).toContain('constructor');
  });

  it('of lost, stolen and suspected cards the customer hears no reason', () => {
    for (const code of [
      'lost_card',
      'stolen_card',
      'fraudulent',
      'pickup_card',
      'merchant_blacklist',
      'restricted_card',
    ])
      expect(declineWords(code, words).tell).toContain('only that the card was declined');
  });

  it('name a method by its brand, its kind or its code', () => {
    expect(methodText({ type: 'card', brand: 'visa', last4: '4242' }, words)).toBe('Visa ending in 4242');
    expect(methodText({ type: 'sepa_debit', brand: null, last4: null }, words)).toBe('SEPA debit');
    expect(methodText({ type: 'new_way', brand: null, last4: null }, words)).toBe('New way');
    expect(methodText(null, words)).toBe(words.noMethod);
  });
});

describe('a deed with money', () => {
  const failure = (code: ConstructorParameters<typeof AppError>[0], reason?: string) =>
    actionFailure(new AppError(code, 'made for a log', reason === undefined ? undefined : { reason }), en);

  it('whose answer got lost is not called a failure', () => {
    for (const told of [failure('UNAVAILABLE'), failure('UNAVAILABLE', 'uncertain'), failure('INTERNAL')])
      expect(told).toMatchObject({ isUncertain: true, message: words.detail.actions.uncertain });
    expect(actionFailure(new Error('made for a log'), en).isUncertain).toBe(true);
  });

  it('that was refused says why, in words', () => {
    expect(failure('PROVIDER_FAILED', 'amount_too_large')).toMatchObject({
      isUncertain: false,
      message: words.detail.actions.reasons['amount_too_large'],
    });
    expect(failure('PROVIDER_FAILED', 'brand_new').message).toContain('brand new');
    expect(failure('CONFLICT')).toMatchObject({ isUncertain: false, message: words.detail.actions.conflict });
    expect(failure('UNAVAILABLE', 'notConnected').isUncertain).toBe(false);
  });

  it('is cancelling only where nothing was taken', () => {
    const can = (state: Parameters<typeof isCancelable>[0]['state'], id = 'pi_1') => isCancelable({ id, state });
    expect([can('uncaptured'), can('incomplete'), can('actionRequired'), can('failed')]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect([can('succeeded'), can('canceled'), can('processing'), can('failed', 'ch_1')]).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});
