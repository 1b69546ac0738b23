import { readAmount, type ReadAmount } from '#renderer/billing/amounts/readAmount.ts';
import type { Payment } from '#shared/billing/payments/contract.ts';
import type { OutputOf } from '#shared/contract.ts';
import { stepOf } from '#shared/billing/money.ts';
import { judge, type Verdict } from '#shared/billing/refunds/policy.ts';
import { refusalOf, type Refusal } from './refusal.ts';

export type Preview = OutputOf<'billing.refundPreview'>;

/** What will become of the amount that is typed. */
export interface RefundPlan {
  readonly read: ReadAmount;
  /** What the policy says of whoever requests it; null for a draft, which nobody limits, and while there is no amount. */
  readonly verdict: Verdict | null;
  readonly refusal: Refusal | null;
  /** What stays of the payment; null while there is no amount. */
  readonly stays: number | null;
  /** What is left of the person's 24 hours afterwards; null where nothing limits them. */
  readonly leftToday: number | null;
}

/** All that can be refunded, in minor units that Stripe takes; 0 when nothing can. */
export const wholeOf = ({ left, currency }: Pick<Preview, 'left' | 'currency'>): number =>
  left - (left % stepOf(currency));

/** What becomes of an amount in minor units. @param at UTC milliseconds. */
export function planAmount(read: ReadAmount, preview: Preview, isDraft: boolean, at: number): RefundPlan {
  const { left, limit, spent } = preview;
  const { amount } = read;
  if (amount === null) return { read, verdict: null, refusal: null, stays: null, leftToday: null };
  const verdict = isDraft ? null : judge(limit ?? undefined, amount, spent, at);
  return {
    read,
    verdict,
    refusal: amount > left ? { because: 'aboveLeft', most: left } : verdict === null ? null : refusalOf(verdict),
    stays: left - amount,
    leftToday: isDraft || preview.leftToday === null ? null : Math.max(0, preview.leftToday - amount),
  };
}

/** The same for what is typed. */
export const planRefund = (typed: string, preview: Preview, isDraft: boolean, locale: string, at: number): RefundPlan =>
  planAmount(readAmount(typed, preview.currency, preview.left, locale), preview, isDraft, at);

/** What can be drafted without a line: by what is known of the payment. What it costs, and what waits of it, only the server can say. */
export const previewAsKnown = ({ currency, amountReceived, amountRefunded, dispute }: Payment): Preview => ({
  currency,
  received: amountReceived,
  refunded: amountRefunded,
  reserved: 0,
  left: Math.max(0, amountReceived - amountRefunded),
  feeKept: null,
  isDisputed: dispute !== null,
  limit: null,
  mayRequest: false,
  spent: [],
  leftToday: null,
  refunds: [],
});
