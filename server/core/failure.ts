import { inspect } from 'node:util';
import { AppError } from '#shared/wire/errors.ts';
import { storageFailure } from '#server/storage/sqlite/failure.ts';
import type { CoreResult } from './call.ts';

/** Turns whatever a use case threw into a result. Only an AppError speaks to the client. */
export function failureOf(thrown: unknown, correlationId: string): CoreResult & { ok: false } {
  const known = thrown instanceof AppError ? thrown : storageFailure(thrown);
  if (known !== undefined) {
    return { ok: false, error: known.toWire(), ...(known === thrown ? {} : { cause: inspect(thrown) }) };
  }
  return {
    ok: false,
    error: { code: 'INTERNAL', message: 'Something went wrong on the server. It has been logged.', correlationId },
    cause: inspect(thrown),
  };
}
