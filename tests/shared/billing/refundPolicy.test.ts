import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge, ROLLING_DAY_MS, within, type RefundLimit, type Spent } from '#shared/billing/refunds/policy.ts';

const LIMIT: RefundLimit = { currency: 'EUR', approvalAbove: 5_000, perRefund: 20_000, perPersonDay: 30_000 };
const AT = Date.UTC(2026, 9, 25, 12);

describe('what one person may refund', () => {
  it.each([
    [5_000, { kind: 'alone' }],
    [5_001, { kind: 'approval', because: 'aboveThreshold' }],
    [20_000, { kind: 'approval', because: 'aboveThreshold' }],
    [20_001, { kind: 'refused', because: 'perRefund', most: 20_000 }],
  ])('of %i is decided by the amount', (amount, verdict) => {
    expect(judge(LIMIT, amount, [], AT)).toEqual(verdict);
  });

  it('needs a second person in a currency without a limit', () => {
    expect(judge(undefined, 1, [], AT)).toEqual({ kind: 'approval', because: 'noLimit' });
  });

  it('counts what is less than a day old to the millisecond, also where the calendar’s day has 25 hours', () => {
    // The night of 25 October 2026: Europe's clocks go back, and a calendar day lasts 25 hours. Ours does not.
    const spent: Spent[] = [{ at: AT - ROLLING_DAY_MS, amount: 30_000 }];
    expect(judge(LIMIT, 5_000, spent, AT)).toEqual({ kind: 'alone' });
    expect(judge(LIMIT, 1, spent, AT - 1)).toEqual({
      kind: 'refused',
      because: 'perPersonDay',
      most: 0,
      roomAt: AT,
    });
  });
});

const spending = fc.array(
  fc.record({ at: fc.integer({ min: AT - 2 * ROLLING_DAY_MS, max: AT }), amount: fc.integer({ min: 1, max: 20_000 }) }),
  {
    maxLength: 20,
  },
);

describe('the limit of a day', () => {
  it('is never exceeded in any 24 hours, whatever is tried when', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            after: fc.integer({ min: 0, max: ROLLING_DAY_MS / 2 }),
            amount: fc.integer({ min: 1, max: 20_000 }),
          }),
          { maxLength: 60 },
        ),
        (tries) => {
          const spent: Spent[] = [];
          let at = AT;
          for (const { after, amount } of tries) {
            at += after;
            if (judge(LIMIT, amount, spent, at).kind !== 'refused') spent.push({ at, amount });
          }
          for (const { at: end } of spent) {
            const sum = within(
              spent.filter((one) => one.at <= end),
              end,
            ).reduce((total, { amount }) => total + amount, 0);
            expect(sum).toBeLessThanOrEqual(30_000);
          }
        },
      ),
    );
  });

  it('says exactly how much is left, and exactly when there is room', () => {
    fc.assert(
      fc.property(spending, fc.integer({ min: 1, max: 20_000 }), (spent, amount) => {
        const verdict = judge(LIMIT, amount, spent, AT);
        if (verdict.kind !== 'refused' || verdict.because !== 'perPersonDay') {
          fc.pre(false);
          return;
        }
        if (verdict.most > 0) expect(judge(LIMIT, verdict.most, spent, AT).kind).not.toBe('refused');
        expect(judge(LIMIT, Math.min(20_000, verdict.most + 1), spent, AT).kind).toBe('refused');
        const { roomAt } = verdict;
        expect(roomAt).not.toBeNull();
        if (roomAt === null) return;
        expect(judge(LIMIT, amount, spent, roomAt).kind).not.toBe('refused');
        expect(judge(LIMIT, amount, spent, roomAt - 1).kind).toBe('refused');
      }),
    );
  });
});
