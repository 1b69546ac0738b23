import { useWords } from '#renderer/app/words/useWords.ts';
import { actionFailure, type ActionFailure } from '#renderer/billing/payments/detail/actions.ts';
import { AppError } from '#shared/wire/errors.ts';

/** What became of a request that did not answer as it should, in words; null for null. */
export function useFailure(error: unknown): ActionFailure | null {
  const words = useWords();
  if (error === null) return null;
  const told = actionFailure(error, words);
  if (told.isUncertain) return { ...told, message: words.billing.requests.uncertain };
  const isOff = error instanceof AppError && error.details?.reason === 'notConnected';
  return isOff ? { ...told, message: words.billing.requests.notConnected } : told;
}
