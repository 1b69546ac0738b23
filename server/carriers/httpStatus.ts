import type { ErrorCode } from '#shared/wire/errors.ts';

/** The HTTP status of each error code (RFC 9110, RFC 6585). */
export const HTTP_STATUS: Readonly<Record<ErrorCode, number>> = {
  INVALID_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  PROVIDER_FAILED: 502,
  INTERNAL: 500,
};
