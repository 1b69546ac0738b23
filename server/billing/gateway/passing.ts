import { AppError } from '#shared/wire/errors.ts';

const PASSING: ReadonlySet<string> = new Set(['unreachable', 'trouble', 'tooMany', 'busy']);

/** Whether Stripe may answer otherwise in a while, and until then nobody knows what it did. */
export const isPassing = (error: unknown): boolean =>
  error instanceof AppError && PASSING.has(error.details?.reason ?? '');
