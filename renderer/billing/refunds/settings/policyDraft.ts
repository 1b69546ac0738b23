import { parseDecimal } from '#renderer/ui/parseDecimal.ts';
import { typedMoney } from '#renderer/ui/formatMoney.ts';
import { exponentOf } from '#shared/billing/money.ts';
import type { RefundPolicy } from '#shared/billing/refunds/contract.ts';

export type LimitField = 'approvalAbove' | 'perRefund' | 'perPersonDay';
export const LIMIT_FIELDS: readonly LimitField[] = ['approvalAbove', 'perRefund', 'perPersonDay'];

/** A limit as it is typed. */
export type LimitDraft = Readonly<Record<LimitField, string>> & { readonly currency: string };

export interface PolicyDraft {
  readonly limits: readonly LimitDraft[];
  readonly hours: string;
}

export type LimitProblem = 'notAmount' | 'tooFine' | 'noThreshold' | 'tooLittle';

export interface ReadPolicy {
  /** Null while something is wrong. */
  readonly policy: RefundPolicy | null;
  readonly problemOf: (currency: string, field: LimitField) => LimitProblem | null;
  readonly areHoursWrong: boolean;
}

/** So many decimals are still read, to say that they are too many. */
const MOST_DECIMALS = 9;
const MOST_HOURS = 720;

export const emptyLimit = (currency: string): LimitDraft => ({
  currency,
  approvalAbove: '',
  perRefund: '',
  perPersonDay: '',
});

export function draftOf({ limits, expiresAfterHours }: RefundPolicy, locale: string): PolicyDraft {
  const typed = (amount: number | null, currency: string): string =>
    amount === null ? '' : typedMoney({ amount, currency }, locale);
  return {
    limits: limits.map(({ currency, approvalAbove, perRefund, perPersonDay }) => ({
      currency,
      approvalAbove: typed(approvalAbove, currency),
      perRefund: typed(perRefund, currency),
      perPersonDay: typed(perPersonDay, currency),
    })),
    hours: String(expiresAfterHours),
  };
}

type Read = { readonly amount: number | null } | { readonly problem: LimitProblem };

/** Of a threshold nothing is not as much as wanted, and 0 means something: every refund. */
function readLimit(typed: string, field: LimitField, currency: string, locale: string): Read {
  if (typed.trim() === '') return field === 'approvalAbove' ? { problem: 'noThreshold' } : { amount: null };
  const amount = parseDecimal(typed, exponentOf(currency), locale);
  if (amount === null)
    return { problem: parseDecimal(typed, MOST_DECIMALS, locale) === null ? 'notAmount' : 'tooFine' };
  return amount === 0 && field !== 'approvalAbove' ? { problem: 'tooLittle' } : { amount };
}

/** What was typed, as a policy. */
export function readPolicy({ limits, hours }: PolicyDraft, locale: string): ReadPolicy {
  const problems = new Map<string, LimitProblem>();
  const read = limits.map((limit) => {
    const amountOf = (field: LimitField): number | null => {
      const found = readLimit(limit[field], field, limit.currency, locale);
      if ('amount' in found) return found.amount;
      problems.set(`${limit.currency} ${field}`, found.problem);
      return null;
    };
    return {
      currency: limit.currency,
      approvalAbove: amountOf('approvalAbove') ?? 0,
      perRefund: amountOf('perRefund'),
      perPersonDay: amountOf('perPersonDay'),
    };
  });
  const expiresAfterHours = parseDecimal(hours, 0, locale) ?? 0;
  const areHoursWrong = expiresAfterHours < 1 || expiresAfterHours > MOST_HOURS;
  return {
    policy: problems.size > 0 || areHoursWrong ? null : { limits: read, expiresAfterHours },
    problemOf: (currency, field) => problems.get(`${currency} ${field}`) ?? null,
    areHoursWrong,
  };
}
