/** The closed list of error codes. A client renders its own words from `code` and `details`; `message` is the English fallback. */
export const ERROR_CODES = [
  'INVALID_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'RATE_LIMITED',
  'UNAVAILABLE',
  'PROVIDER_FAILED',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Codes any operation may answer with, whatever its contract entry lists. */
export const COMMON_ERROR_CODES: readonly ErrorCode[] = [
  'INVALID_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'RATE_LIMITED',
  'UNAVAILABLE',
  'INTERNAL',
];

/** Facts a client may use to word an error. `reason` names the case, the rest are its numbers. */
export interface ErrorDetails {
  readonly reason?: string;
  /** Milliseconds after which trying again may succeed. */
  readonly retryAfterMs?: number;
  /** For INVALID_INPUT: what was wrong, per field. */
  readonly issues?: readonly { readonly path: string; readonly message: string }[];
  readonly [fact: string]: unknown;
}

/** An error as it crosses a carrier. */
export interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details?: ErrorDetails;
  readonly correlationId?: string;
}

/** The one error class that a client may see. Everything else that is thrown becomes INTERNAL. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails | undefined;
  readonly correlationId: string | undefined;

  constructor(code: ErrorCode, message: string, details?: ErrorDetails, correlationId?: string) {
    super(message);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
    this.correlationId = correlationId;
  }

  toWire(): WireError {
    return {
      code: this.code,
      message: this.message,
      ...(this.details === undefined ? {} : { details: this.details }),
      ...(this.correlationId === undefined ? {} : { correlationId: this.correlationId }),
    };
  }

  static fromWire(error: WireError): AppError {
    return new AppError(error.code, error.message, error.details, error.correlationId);
  }
}
