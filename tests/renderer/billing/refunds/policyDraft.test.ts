import { describe, expect, it } from 'vitest';
import { draftOf, emptyLimit, readPolicy, type LimitDraft } from '#renderer/billing/refunds/settings/policyDraft.ts';

const one = (changes: Partial<LimitDraft>) => ({
  limits: [{ ...emptyLimit('EUR'), approvalAbove: '0', ...changes }],
  hours: '72',
});

describe('limits that are typed', () => {
  it.each(['en', 'de', 'fr'])('are read back as they were in %s', (locale) => {
    const policy = {
      limits: [
        { currency: 'EUR', approvalAbove: 123_450, perRefund: null, perPersonDay: 999 },
        { currency: 'JPY', approvalAbove: 0, perRefund: 5_000, perPersonDay: null },
        { currency: 'KWD', approvalAbove: 1_234, perRefund: 1, perPersonDay: 10 },
      ],
      expiresAfterHours: 720,
    };
    expect(readPolicy(draftOf(policy, locale), locale).policy).toEqual(policy);
  });

  it('mean as much as wanted where there are none, but for the threshold', () => {
    expect(readPolicy(one({}), 'en').policy?.limits).toEqual([
      { currency: 'EUR', approvalAbove: 0, perRefund: null, perPersonDay: null },
    ]);
    const read = readPolicy(one({ approvalAbove: ' ' }), 'en');
    expect(read.policy).toBeNull();
    expect(read.problemOf('EUR', 'approvalAbove')).toBe('noThreshold');
  });

  it.each([
    ['perRefund', 'a lot', 'notAmount'],
    ['perPersonDay', '1.005', 'tooFine'],
    ['perRefund', '0', 'tooLittle'],
    ['approvalAbove', '-1', 'notAmount'],
  ] as const)('%s of "%s" is %s', (field, typed, problem) => {
    const read = readPolicy(one({ [field]: typed }), 'en');
    expect(read.policy).toBeNull();
    expect(read.problemOf('EUR', field)).toBe(problem);
    expect(read.problemOf('JPY', field)).toBeNull();
  });

  it.each(['0', '721', '', '1.5', 'soon'])('do not wait for %s hours', (hours) => {
    const read = readPolicy({ limits: [], hours }, 'en');
    expect(read).toMatchObject({ policy: null, areHoursWrong: true });
  });
});
