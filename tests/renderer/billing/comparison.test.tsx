import { describe, expect, it } from 'vitest';
import { billingWords } from '#renderer/billing/words.en.ts';
import { Comparison } from '#renderer/billing/sync/Comparison.tsx';
import { pathToObject } from '#renderer/billing/sync/pathToObject.ts';
import { placeOf } from '#renderer/billing/payments/model/place.ts';
import { MIRRORED_KINDS } from '#shared/billing/objects.ts';
import type { OutputOf } from '#shared/contract.ts';
import type { Role } from '#shared/wire/access.ts';
import { draw, textIn } from '#tests/renderer/audit/surroundings.tsx';
import { NOON } from './make.ts';

const words = billingWords.sync;
type One = OutputOf<'billing.reconciliations'>['reconciliations'][number];

const comparison = (changes: Partial<One> = {}): One => ({
  id: 'r1',
  trigger: 'schedule',
  from: NOON - 30 * 86_400_000,
  startedAt: NOON,
  endedAt: NOON + 200_000,
  state: 'done',
  checked: 12_345,
  missing: 0,
  stale: 0,
  missedEvents: 0,
  failure: null,
  samples: [],
  ...changes,
});
const html = (one: One, roles: Role[] = ['admin', 'finance']) => draw(<Comparison comparison={one} />, { roles });

describe('a comparison with Stripe', () => {
  it('says when, why, over which time, how much and how long', () => {
    const text = textIn(html(comparison()));
    for (const said of [words.triggers.schedule, '12,345', 'Oct 27, 2026', '3\u00A0m', words.comparedEqual])
      expect(text).toContain(said);
  });

  it.each([
    [{ missing: 3 }, words.wereMissing(3)],
    [{ stale: 2 }, words.wereStale(2)],
    [{ missedEvents: 7 }, words.wereMissed(7)],
    [{ state: 'failed', failure: 'Stripe could not be reached.' } as const, 'Stripe could not be reached.'],
    [{ state: 'running', endedAt: null } as const, words.comparedRunning],
  ])('of %o says so, and not that all is equal', (changes, said) => {
    const text = textIn(html(comparison(changes)));
    expect(text).toContain(said);
    expect(text).not.toContain(words.comparedEqual);
  });

  it('leads from what differed to its payment, for those who may see payments', () => {
    const one = comparison({ stale: 1, samples: [{ kind: 'refund', id: 're_1', finding: 'stale' }] });
    expect(html(one)).toContain(`href="#${pathToObject('refund', 're_1') ?? ''}"`);
    expect(html(one, ['admin'])).not.toContain('href');
    expect(textIn(html(one, ['admin']))).toContain('re_1');
  });
});

it('every kind leads to the place where its payment is found, or nowhere', () => {
  const found = MIRRORED_KINDS.map((kind) => {
    const path = pathToObject(kind, 'x_1');
    const place = path === null ? null : placeOf(path.replace('/payments/', ''));
    return [kind, place === null ? null : { paymentId: place.paymentId, ...place.filters }];
  });
  expect(Object.fromEntries(found)).toEqual({
    payment_intent: { paymentId: null },
    charge: { paymentId: null, text: 'x_1' },
    refund: { paymentId: null, text: 'x_1' },
    dispute: { paymentId: null, text: 'x_1' },
    customer: { paymentId: null, customer: 'x_1' },
    balance_transaction: null,
    payout: null,
    'checkout.session': null,
    payment_link: null,
  });
  expect(placeOf((pathToObject('payment_intent', 'pi_1') ?? '').replace('/payments/', '')).paymentId).toBe('pi_1');
});
