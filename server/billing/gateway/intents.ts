import { AppError } from '#shared/wire/errors.ts';
import { isPassing } from './passing.ts';

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 10 * 60_000;
/** Stripe knows a repeat by its key for 24 hours; after that what was asked is looked up, and never asked again. */
export const KEY_LIVES_MS = 23 * 60 * 60_000;

/** Milliseconds until something is tried once more. */
export const delayAfter = (attempts: number): number =>
  Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts, 12));

/** What was sent before may have been done, whatever keeps us from looking. */
export function uncertain(error: unknown): never {
  if (!(error instanceof AppError) || isPassing(error)) throw error;
  throw new AppError('PROVIDER_FAILED', error.message, { reason: 'trouble' });
}
