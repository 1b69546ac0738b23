import type { Words } from '#renderer/app/words/en.ts';
import type { ActionFailure } from '#renderer/billing/payments/detail/actions.ts';

const reasonIn = (error: unknown): string | null => {
  const { details } = (error ?? {}) as { details?: { reason?: unknown } };
  return typeof details?.reason === 'string' ? details.reason : null;
};

/** What became of a deed with a refund, in its own words where there are some. @param failure what is said of deeds with money in general. */
export function refundFailure(error: unknown, failure: ActionFailure | null, words: Words): ActionFailure | null {
  if (failure === null) return null;
  const { dialog, errors } = words.billing.refunds;
  if (failure.isUncertain) return { ...failure, message: dialog.uncertain };
  const reason = reasonIn(error);
  const known = reason !== null && Object.hasOwn(errors, reason) ? errors[reason] : undefined;
  return known === undefined ? failure : { ...failure, message: known };
}
