import { LONGEST_RETRY_MS } from '#shared/billing/sending.ts';
import { AppError } from '#shared/wire/errors.ts';
import { isPassing } from './passing.ts';

const FIRST_RETRY_MS = 2_000;

/** Milliseconds until something is tried once more. */
export const delayAfter = (attempts: number): number =>
  Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts, 12));

/** What was sent before may have been done, whatever keeps us from looking; of what Stripe does not have, nothing was. */
export function uncertain(error: unknown): null {
  if (!(error instanceof AppError) || isPassing(error)) throw error;
  if (error.details?.reason === 'resource_missing') return null;
  throw new AppError('PROVIDER_FAILED', error.message, { reason: 'trouble' });
}
