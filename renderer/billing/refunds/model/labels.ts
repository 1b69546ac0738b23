import type { Words } from '#renderer/app/words/en.ts';
import { reasonText } from '#renderer/billing/payments/model/labels.ts';
import type { Refund } from '#shared/billing/refunds/contract.ts';

/** Why there is no money, in words. */
export function failureText({ code }: NonNullable<Refund['failure']>, words: Words['billing']['refunds']): string {
  const { byCode, unknown } = words.failures;
  return (Object.hasOwn(byCode, code) ? byCode[code] : undefined) ?? unknown(code);
}

/** A reason of ours or of Stripe's own. */
export const refundReasonText = (reason: string, { billing }: Words): string => reasonText(reason, billing.payments);
