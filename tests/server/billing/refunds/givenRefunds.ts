import { colleagueOf, givenPayments, intentOf, refundOf, rowOf } from '#tests/server/billing/payments/givenPayments.ts';
import type { Intent, Refund, Row } from '#tests/server/billing/payments/givenPayments.ts';

export const FAY = '0190aaaa-aaaa-7aaa-8aaa-aaaaaaaaaaaa';
export const SAM = '0190bbbb-bbbb-7bbb-8bbb-bbbbbbbbbbbb';
export const FIN = '0190cccc-cccc-7ccc-8ccc-cccccccccccc';
export const PEOPLE = [
  colleagueOf(FAY, 'Fay Finance'),
  colleagueOf(SAM, 'Sam Support'),
  colleagueOf(FIN, 'Fin Finance'),
];

/** A refund as a test tells it: what Stripe has of it, and what was thought of here; either may be absent. */
export interface Told {
  readonly stripe?: Partial<Refund>;
  readonly here?: Partial<Intent>;
  /** Of which payment. */
  readonly of?: number;
}

const asIntent = (reason: Refund['reason'] | undefined): Intent['reason'] =>
  reason === 'duplicate' || reason === 'fraudulent' || reason === 'requested_by_customer' ? reason : null;

/** The rows of the two tables that these come from. */
export function tablesOf(told: readonly Told[]): {
  readonly refund: readonly Refund[];
  readonly refund_intent: readonly Intent[];
} {
  const rows = told.map(({ stripe, here, of = 0 }) => {
    const refund = stripe === undefined ? null : refundOf(of, stripe);
    const intent =
      here === undefined
        ? null
        : intentOf(of, {
            amount: refund?.amount ?? 100,
            currency: refund?.currency ?? 'EUR',
            reason: asIntent(refund?.reason),
            stripeId: refund?.id ?? null,
            requestedBy: FAY,
            ...here,
          });
    return { refund, intent };
  });
  return {
    refund: rows.flatMap(({ refund }) => (refund === null ? [] : [refund])),
    refund_intent: rows.flatMap(({ intent }) => (intent === null ? [] : [intent])),
  };
}

/** A workspace with payments, and refunds of them. */
export const givenRefunds = (
  payments: readonly Row[],
  told: readonly Told[],
  more: Pick<NonNullable<Parameters<typeof givenPayments>[2]>, 'timeZone' | 'clock' | 'conversation_label'> = {},
) => givenPayments(payments, undefined, { account: PEOPLE, ...tablesOf(told), ...more });

export { rowOf };

/** A conversation with these labels. */
export const labelsOf = (conversationId: string, ...labels: readonly string[]) =>
  labels.map((label) => ({ conversationId, label, sound: label.toLowerCase() }));
