import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import type { StaffPrincipal } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';
import { newId } from '#tests/support/make.ts';
import { givenLedger, type GivenLedger } from './givenLedger.ts';
import { createLimitModel, type Expected, type Limit, type Modelled } from './limitModel.ts';

vi.setConfig({ testTimeout: 180_000 });

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Longer than a day, so that something may be approved that does not count any more. */
const EXPIRES_AFTER_HOURS = 30;
const TOTAL = 60_000;
const LIMITS: Limit[] = [
  { currency: 'EUR', approvalAbove: 3_000, perRefund: 9_000, perPersonDay: 12_000 },
  { currency: 'JPY', approvalAbove: 0, perRefund: null, perPersonDay: 10_000 },
  { currency: 'USD', approvalAbove: 20_000, perRefund: null, perPersonDay: null },
];
/** For francs nobody has set a limit. */
const CURRENCIES = ['EUR', 'JPY', 'USD', 'CHF'] as const;
/** Noon before a night in which Europe's or America's clocks are changed. */
const NOONS = [
  Date.UTC(2026, 9, 24, 12),
  Date.UTC(2027, 2, 27, 12),
  Date.UTC(2026, 9, 31, 12),
  Date.UTC(2027, 2, 13, 12),
];

const request = fc.record({
  kind: fc.constant('request' as const),
  person: fc.nat({ max: 1 }),
  currency: fc.constantFrom(...CURRENCIES),
  amount: fc.oneof(fc.integer({ min: 1, max: 10_000 }), fc.constantFrom(3_000, 3_001, 9_000, 9_001, 10_000, 10_001)),
});
const step = fc.oneof(
  { weight: 5, arbitrary: request },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('atOnce' as const),
      requests: fc.array(request, { minLength: 2, maxLength: 8 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      ms: fc.oneof(
        fc.constantFrom(1, HOUR_MS, 23 * HOUR_MS, DAY_MS - 1, DAY_MS, 25 * HOUR_MS),
        fc.nat({ max: DAY_MS }),
        fc.constant(-HOUR_MS),
      ),
    }),
  },
  // To the millisecond at which something is a day old, or one beside it.
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('edge' as const),
      person: fc.nat({ max: 1 }),
      beside: fc.integer({ min: -1, max: 1 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('happen' as const),
      which: fc.nat(),
      what: fc.constantFrom('decline', 'succeed', 'fail', 'cancel', 'approve', 'refuse', 'withdraw'),
    }),
  },
);

const financeCalled = (accountId: string): StaffPrincipal => ({
  kind: 'staff',
  accountId,
  sessionId: accountId,
  name: accountId,
  roles: ['finance'],
  expiresAt: Infinity,
});

/** What the server says to a request, in the model's words. */
const saidOf = (outcome: PromiseSettledResult<{ readonly state: string }>): unknown => {
  if (outcome.status === 'fulfilled') return { state: outcome.value.state };
  expect(outcome.reason).toBeInstanceOf(AppError);
  const { details } = outcome.reason as AppError;
  const { currency: _, ...said } = details ?? {};
  return said;
};

type Happening = 'decline' | 'succeed' | 'fail' | 'cancel' | 'approve' | 'refuse' | 'withdraw';

/** What can happen to a refund in its state, and what becomes of it. */
const NEXT: Readonly<Record<Happening, Partial<Record<Modelled['state'], Modelled['state']>>>> = {
  decline: { sending: 'declined' },
  succeed: { sending: 'succeeded', pending: 'succeeded' },
  // Also long after it had succeeded.
  fail: { sending: 'failed', pending: 'failed', succeeded: 'failed' },
  cancel: { sending: 'canceled', pending: 'canceled' },
  approve: { requested: 'sending' },
  refuse: { requested: 'refused' },
  withdraw: { requested: 'withdrawn' },
};

function happenTo({ submit, tell }: GivenLedger, one: Modelled, paymentId: string, what: Happening): Promise<unknown> {
  const command = { id: newId(), refundId: one.id };
  const boss = financeCalled('the boss');
  switch (what) {
    case 'decline':
      return submit('billing.refundDeclined', { refundId: one.id, code: 'refused', message: 'No.' });
    case 'approve':
      return submit('billing.approveRefund', command, boss);
    case 'refuse':
      return submit('billing.refuseRefund', { ...command, note: 'No.' }, boss);
    case 'withdraw':
      return submit('billing.withdrawRefund', command, financeCalled(one.person));
    case 'succeed':
    case 'fail':
    case 'cancel':
      return tell(paymentId, one, ({ succeed: 'succeeded', fail: 'failed', cancel: 'canceled' } as const)[what]);
  }
}

it('the server allows and refuses what an independent model of the limits does, at the edges of the day and across changed clocks', async () => {
  const ledger = await givenLedger({ limits: LIMITS, expiresAfterHours: EXPIRES_AFTER_HOURS });
  const { submit } = ledger;
  let run = 0;
  const said = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...NOONS),
      fc.array(step, { minLength: 5, maxLength: 40 }),
      async (noon, steps) => {
        run += 1;
        // Nobody of a run before has anything to do with this one.
        ledger.pass(noon - ledger.now());
        const people = [`ann ${String(run)}`, `ben ${String(run)}`];
        const payments = new Map<string, string>();
        for (const currency of CURRENCIES) payments.set(currency, await ledger.mirroredPayment(TOTAL, currency));
        const model = createLimitModel(LIMITS, TOTAL, EXPIRES_AFTER_HOURS * HOUR_MS);
        const ask = async (requests: readonly { person: number; currency: string; amount: number }[]) => {
          const asked = requests.map((one) => ({ ...one, id: newId(), by: people[one.person] ?? '' }));
          const outcomes = await Promise.allSettled(
            asked.map(({ id, by, currency, amount }) =>
              submit(
                'billing.requestRefund',
                {
                  id,
                  paymentId: payments.get(currency) ?? '',
                  amount,
                  reason: null,
                  note: null,
                  words: null,
                  conversationId: null,
                },
                financeCalled(by),
              ),
            ),
          );
          const expected = asked.map(({ id, by, currency, amount }): Expected =>
            model.request(id, by, currency, amount, ledger.now()),
          );
          expect(outcomes.map(saidOf)).toEqual(expected);
          for (const one of expected) said.add('state' in one ? one.state : one.reason);
        };
        const pass = async (ms: number) => {
          ledger.pass(ms);
          model.expire(ledger.now());
          await submit('billing.expireRefunds', {});
        };
        for (const one of steps) {
          if (one.kind === 'request') await ask([one]);
          else if (one.kind === 'atOnce') await ask(one.requests);
          else if (one.kind === 'pass') await pass(one.ms);
          else if (one.kind === 'edge') {
            const [soonest] = model.edges(people[one.person] ?? '', ledger.now());
            if (soonest !== undefined) await pass(soonest + one.beside);
          } else {
            const able = model.all.filter(({ state }) => NEXT[one.what][state] !== undefined);
            const refund = able[one.which % Math.max(1, able.length)];
            if (refund === undefined) continue;
            await happenTo(ledger, refund, payments.get(refund.currency) ?? '', one.what);
            refund.state = NEXT[one.what][refund.state] ?? refund.state;
            said.add(refund.state);
          }
        }
        for (const [currency, paymentId] of payments) {
          for (const person of people) {
            const preview = await submit('billing.refundPreview', { paymentId }, financeCalled(person));
            const day = LIMITS.find((limit) => limit.currency === currency)?.perPersonDay ?? null;
            expect(preview).toMatchObject({
              left: model.left(currency),
              leftToday: day === null ? null : Math.max(0, day - model.used(person, currency, ledger.now())),
            });
          }
        }
      },
    ),
    // A sample that meets every answer.
    { numRuns: 150, seed: 1 },
  );
  // Each of the answers was given.
  expect([...said]).toEqual(
    expect.arrayContaining([
      'sending',
      'requested',
      'aboveLeft',
      'perRefund',
      'perPersonDay',
      'failed',
      'canceled',
      'declined',
    ]),
  );
});
