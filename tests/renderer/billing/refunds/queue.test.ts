import { describe, expect, it } from 'vitest';
import { deedsWith } from '#renderer/billing/refunds/model/deeds.ts';
import { mergedRefunds } from '#renderer/billing/refunds/model/merged.ts';
import { queueOf, waitingFor } from '#renderer/billing/refunds/model/queue.ts';
import type { Refund } from '#shared/billing/refunds/contract.ts';
import { REFUND_STATES } from '#shared/billing/refunds/contract.ts';
import { NOON } from '#tests/renderer/billing/make.ts';
import { makeRefund } from './makeRefund.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const finance = { id: 'bo', roles: ['finance'] } as const;
const support = { id: 'sam', roles: ['support'] } as const;
const grace = { id: 'grace', roles: ['finance'] } as const;
const draft = (changes: Partial<Refund> = {}) =>
  makeRefund({ state: 'draft', drafted: { by: 'sam', at: NOON }, requested: null, expiresAt: null, ...changes });

describe('what one may do with a refund', () => {
  it('is to decide on what others asked for, and to take back what one asked for', () => {
    expect(deedsWith(makeRefund(), finance)).toEqual(['approve', 'refuse']);
    expect(deedsWith(makeRefund(), grace)).toEqual(['withdraw']);
    expect(deedsWith(makeRefund(), support)).toEqual([]);
    expect(deedsWith(makeRefund({ drafted: { by: 'bo', at: NOON } }), finance)).toEqual(['withdraw']);
  });

  it('is to request what support drafted', () => {
    expect(deedsWith(draft(), finance)).toEqual(['request']);
    expect(deedsWith(draft(), support)).toEqual(['withdraw']);
    expect(deedsWith(draft(), { id: 'sam', roles: ['support', 'finance'] })).toEqual(['request', 'withdraw']);
  });

  it('is nothing once it is on its way or over', () => {
    const over = REFUND_STATES.filter((state) => state !== 'draft' && state !== 'requested');
    for (const state of over) expect(deedsWith(makeRefund({ state }), finance)).toEqual([]);
  });
});

describe('the list of what waits', () => {
  const ids = (refunds: readonly Refund[], now = NOON) =>
    queueOf(refunds, finance, now).map(({ group, refund }) => `${group} ${refund.id}`);

  it('has what ends first at its top, then drafts by age, then what others decide on, then what did not go', () => {
    expect(
      ids([
        makeRefund({ id: 'lost', state: 'unknown' }),
        makeRefund({ id: 'own', requested: { by: 'bo', at: NOON } }),
        draft({ id: 'young', drafted: { by: 'sam', at: NOON } }),
        draft({ id: 'old', drafted: { by: 'sam', at: NOON - HOUR } }),
        makeRefund({ id: 'later', expiresAt: NOON + 2 * HOUR }),
        makeRefund({ id: 'soon', expiresAt: NOON + HOUR }),
      ]),
    ).toEqual(['mine soon', 'mine later', 'drafts old', 'drafts young', 'others own', 'look lost']);
  });

  it('shows what went wrong for two weeks, and what is being sent only when that takes long', () => {
    const failed = makeRefund({ id: 'failed', state: 'failed', changedAt: NOON });
    expect(ids([failed], NOON + 13 * DAY)).toEqual(['look failed']);
    expect(ids([failed], NOON + 14 * DAY)).toEqual([]);
    const sending = makeRefund({ id: 'sending', state: 'sending', changedAt: NOON });
    expect(ids([sending], NOON + 60_000)).toEqual([]);
    expect(ids([sending], NOON + HOUR)).toEqual(['look sending']);
    expect(ids([makeRefund({ state: 'succeeded' }), makeRefund({ state: 'expired' })])).toEqual([]);
  });

  it('counts what waits for this very person', () => {
    const all = [
      makeRefund(),
      makeRefund({ requested: { by: 'bo', at: NOON } }),
      draft(),
      makeRefund({ state: 'failed' }),
    ];
    expect(waitingFor(all, finance)).toBe(2);
    expect(waitingFor(all, grace)).toBe(2);
    expect(waitingFor(all, support)).toBe(0);
    expect(waitingFor([draft({ drafted: { by: 'bo', at: NOON } })], finance)).toBe(0);
  });
});

it('a refund that Stripe has made stands once, as ours; others as made there; newest first', () => {
  const atStripe = (id: string, at: number, intentId: string | null = null) => ({
    id,
    intentId,
    at,
    amount: 1,
    currency: 'EUR',
    state: 'succeeded',
    reason: null,
    failureReason: null,
  });
  const ours = [
    makeRefund({ id: 'ours', stripeId: 're_1', requested: { by: 'grace', at: NOON } }),
    draft({ id: 'draft', drafted: { by: 'sam', at: NOON + 2 * HOUR } }),
  ];
  const made = [atStripe('re_2', NOON + HOUR), atStripe('re_1', NOON, 'ours')];
  const told = (known: readonly Refund[] | null) =>
    mergedRefunds(known, made).map(({ origin, id }) => `${origin} ${id}`);
  expect(told(ours)).toEqual(['here draft', 'stripe re_2', 'here ours']);
  // Ours may be told a moment later than Stripe's: never as made there.
  expect(told(ours.map((one) => ({ ...one, stripeId: null })))).toEqual(['here draft', 'stripe re_2', 'here ours']);
  expect(told([])).toEqual(['stripe re_2']);
  expect(told(null)).toEqual(['stripe re_2', 'stripe re_1']);
});
