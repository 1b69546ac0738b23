import Stripe from 'stripe';
import { AppError } from '#shared/wire/errors.ts';
import type { Retry } from './pacing.ts';

const { errors } = Stripe;

const header = (error: { readonly headers?: unknown }, name: string): string | undefined => {
  const headers = error.headers as Readonly<Record<string, string | undefined>> | undefined;
  return headers?.[name];
};

/** Trouble on Stripe's side, or an answer that is none of Stripe's (a proxy's page, somebody's login): what became of the request nobody knows. */
const isTrouble = (error: InstanceType<typeof errors.StripeError>): boolean =>
  error instanceof errors.StripeAPIError || (error.statusCode ?? 0) >= 500;

/** Stripe's own retries know nothing of a plain 429; a lock that another request holds, trouble at Stripe and a lost connection pass too. */
export const worthRetrying: Retry = (error) => {
  if (!(error instanceof errors.StripeError)) return null;
  if (header(error, 'stripe-should-retry') === 'false') return null;
  const passes =
    error instanceof errors.StripeConnectionError ||
    error instanceof errors.StripeRateLimitError ||
    error.statusCode === 409 ||
    error.statusCode === 429 ||
    isTrouble(error);
  return passes ? { afterMs: Number(header(error, 'retry-after') ?? 0) * 1_000 } : null;
};

/** Whether Stripe could not be asked, or would not listen: a refusal of what was asked for is an answer. */
export const isOutage = (error: unknown): boolean =>
  error instanceof errors.StripeError &&
  (error instanceof errors.StripeConnectionError ||
    error instanceof errors.StripeAuthenticationError ||
    error instanceof errors.StripeRateLimitError ||
    isTrouble(error));

/** Whether Stripe says that it does not have what was asked for. */
export const isMissing = (error: unknown): boolean =>
  error instanceof errors.StripeError && (error.statusCode === 404 || error.code === 'resource_missing');

/** Whether the key may not do this. */
export const isForbidden = (error: unknown): boolean => error instanceof errors.StripePermissionError;

/** What Stripe's refusal means, in words for whoever reads the console. Stripe's own sentence is kept: it names what is wrong. */
export function providerFailure(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof errors.StripeAuthenticationError)
    return new AppError('PROVIDER_FAILED', 'Stripe does not accept this key. It may have been rolled or deleted.', {
      reason: 'keyRefused',
    });
  if (error instanceof errors.StripePermissionError)
    return new AppError('PROVIDER_FAILED', `The key may not do this at Stripe: ${error.message}`, {
      reason: 'keyMayNot',
    });
  if (error instanceof errors.StripeConnectionError)
    return new AppError(
      'PROVIDER_FAILED',
      'Stripe cannot be reached. Check the connection to the internet and try again.',
      { reason: 'unreachable' },
    );
  if (error instanceof errors.StripeRateLimitError)
    return new AppError('PROVIDER_FAILED', 'Stripe asks to slow down. Try again in a minute.', { reason: 'tooMany' });
  if (error instanceof errors.StripeError) {
    // Of the same request one is still under way, or something else holds the object.
    if (error.statusCode === 409)
      return new AppError('PROVIDER_FAILED', 'Stripe is still busy with this. Try again in a minute.', {
        reason: 'busy',
      });
    if (isTrouble(error))
      return new AppError('PROVIDER_FAILED', 'Stripe has trouble of its own. Try again in a minute.', {
        reason: 'trouble',
      });
    return new AppError('PROVIDER_FAILED', `Stripe refused: ${error.message}`, { reason: error.code ?? 'refused' });
  }
  throw error;
}
