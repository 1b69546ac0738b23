import { describe, expect, it } from 'vitest';
import { arrivals, joined, newcomers, upToDate } from '#renderer/billing/payments/model/arrivals.ts';
import { fits } from '#renderer/billing/payments/model/fits.ts';
import type { PaymentFilter } from '#shared/billing/payments/contract.ts';
import { makePayment, NOON } from './make.ts';

const ids = (payments: readonly { readonly id: string }[]) => payments.map(({ id }) => id);

describe('whether a payment fits', () => {
  const disputed = { dispute: { state: 'needs_response', dueAt: NOON } } as const;
  it.each<readonly [PaymentFilter, Parameters<typeof makePayment>[0], boolean | 'unknown']>([
    [{}, {}, true],
    [{ states: ['failed'] }, {}, false],
    [{ states: ['failed', 'succeeded'] }, {}, true],
    [{ amountFrom: 49_000, amountTo: 49_000 }, {}, true],
    [{ amountFrom: 49_001 }, {}, false],
    [{ amountFrom: 100_000 }, { amount: 100, currency: 'JPY' }, true],
    [{ amountTo: 1_234 }, { amount: 1_234, currency: 'KWD' }, true],
    [{ currency: 'USD' }, {}, false],
    [{ brand: 'visa', last4: '4242' }, {}, true],
    [{ brand: 'visa' }, { method: null }, false],
    [{ email: 'ADA@example.com' }, {}, true],
    [{ email: 'ada@example' }, {}, false],
    [{ from: NOON, to: NOON + 1 }, {}, true],
    [{ to: NOON }, {}, false],
    [{ refunded: ['partial', 'full'] }, {}, false],
    [{ refunded: ['partial'] }, { refunded: 'partial' }, true],
    [{ disputed: 'any' }, {}, false],
    [{ disputed: 'none' }, {}, true],
    [{ disputed: 'due' }, disputed, true],
    [{ disputed: 'due' }, { dispute: { state: 'won', dueAt: null } }, false],
    [{ declineCode: 'lost_card' }, { state: 'failed', declineCode: 'lost_card' }, true],
    [{ declineCode: 'lost_card' }, { state: 'canceled', declineCode: 'lost_card' }, false],
    [{ declineCode: 'lost_card' }, { state: 'failed', declineCode: 'stolen_card' }, false],
    [{ refundedFrom: NOON }, {}, false],
    [{ refundedTo: NOON }, { refunded: 'full' }, 'unknown'],
    [{ customer: 'cus_1' }, {}, true],
    [{ text: 'vase' }, {}, 'unknown'],
    [{ text: 'vase', currency: 'USD' }, {}, false],
  ])('%j and %j: %s', (filter, changes, answer) => {
    expect(fits(makePayment(changes), filter)).toBe(answer);
  });
});

describe('what arrives while one looks', () => {
  const listed = [makePayment({ id: 'pi_3', createdAt: 30 }), makePayment({ id: 'pi_1', createdAt: 10 })];
  const told = (...payments: ReturnType<typeof makePayment>[]) => new Map(payments.map((one) => [one.id, one]));

  it('is counted when it fits and is not in the list', () => {
    const events = told(
      makePayment({ id: 'pi_3', state: 'failed' }),
      makePayment({ id: 'pi_4', createdAt: 40 }),
      makePayment({ id: 'pi_5', currency: 'USD' }),
    );
    expect(ids(arrivals(listed, events, { currency: 'EUR' }).fitting)).toEqual(['pi_4']);
    const searched = arrivals(listed, events, { currency: 'EUR', text: 'vase' });
    expect([ids(searched.fitting), ids(searched.unsure)]).toEqual([[], ['pi_4']]);
  });

  it('changes a row at its place, also one that fits no longer', () => {
    const now = upToDate(listed, told(makePayment({ id: 'pi_3', createdAt: 30, state: 'canceled' })));
    expect(now.map(({ id, state }) => [id, state])).toEqual([
      ['pi_3', 'canceled'],
      ['pi_1', 'succeeded'],
    ]);
    expect(upToDate(listed, new Map())).toBe(listed);
  });

  it('is let in by its time', () => {
    const added = [makePayment({ id: 'pi_2', createdAt: 20 }), makePayment({ id: 'pi_4', createdAt: 40 })];
    expect(ids(joined(listed, added))).toEqual(['pi_4', 'pi_3', 'pi_2', 'pi_1']);
    expect(joined(listed, [])).toBe(listed);
  });

  it('is left to the pages to come where it is older than what was read', () => {
    const arrived = [makePayment({ id: 'pi_0', createdAt: 1 }), makePayment({ id: 'pi_2', createdAt: 20 })];
    const list = { listed, isNewestFirst: true, isWhole: false, readAt: 35 };
    expect(ids(newcomers(arrived, list))).toEqual(['pi_2']);
    expect(ids(newcomers(arrived, { ...list, isWhole: true }))).toEqual(['pi_0', 'pi_2']);
  });

  it('counts in another order only when it was made since the list was read', () => {
    const arrived = [makePayment({ id: 'pi_2', createdAt: 20 }), makePayment({ id: 'pi_4', createdAt: 40 })];
    const list = { listed, isNewestFirst: false, isWhole: false, readAt: 35 };
    expect(ids(newcomers(arrived, list))).toEqual(['pi_4']);
  });
});
