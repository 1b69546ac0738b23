import { failureOf } from '#server/core/failure.ts';
import type { WireError } from '#shared/wire/errors.ts';
import { newCorrelationId } from './correlation.ts';

/** What a client may know of something thrown outside an operation, and what only the log may. */
export function explainFailure(thrown: unknown): { readonly error: WireError; readonly cause?: string } {
  const { error, cause } = failureOf(thrown, newCorrelationId());
  return cause === undefined ? { error } : { error, cause };
}
