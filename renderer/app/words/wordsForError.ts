import type { ErrorDetails } from '#shared/wire/errors.ts';
import type { Words } from './en.ts';

/** What a person may be told of an error. */
export interface ErrorInWords {
  readonly message: string;
  /** The case, for a form that knows which of its fields is meant; null when unknown. */
  readonly reason: string | null;
  /** What to tell an admin, as a sentence; null when there is nothing to refer to. */
  readonly reference: string | null;
  /** Milliseconds after which a new try may succeed; null when unknown. */
  readonly retryAfterMs: number | null;
  /** What is wrong, by field path. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Everyday answers: the words say it all, and there is nothing to look up. */
const EXPECTED: ReadonlySet<string> = new Set(['INVALID_INPUT', 'UNAUTHENTICATED', 'RATE_LIMITED', 'CONFLICT']);

interface KnownError {
  readonly code: string;
  readonly details?: ErrorDetails | undefined;
  readonly correlationId?: string | undefined;
}

/** Words for anything that was thrown: from its code and details, never from a message made for a log. */
export function wordsForError(error: unknown, words: Words): ErrorInWords {
  const known = asKnownError(error);
  if (known === null)
    return { message: words.errors.unknown, reason: null, reference: null, retryAfterMs: null, fields: {} };
  const { code, details, correlationId } = known;
  const retryAfterMs = details?.retryAfterMs ?? null;
  return {
    message: messageFor(code, details?.reason, retryAfterMs, words),
    reason: details?.reason ?? null,
    reference: correlationId === undefined || EXPECTED.has(code) ? null : words.errors.reference(correlationId),
    retryAfterMs,
    fields: Object.fromEntries((details?.issues ?? []).map(({ path, message }) => [path, words.errors.field(message)])),
  };
}

function messageFor(code: string, reason: string | undefined, retryAfterMs: number | null, words: Words): string {
  const forReason = reason === undefined ? undefined : words.errors.reasons[reason];
  if (forReason !== undefined) return forReason;
  if (code === 'RATE_LIMITED' && retryAfterMs !== null) return words.errors.rateLimited(retryAfterMs);
  const codes: Readonly<Record<string, string>> = words.errors.codes;
  return codes[code] ?? words.errors.unknown;
}

/** An error of the contract, whichever copy of the class made it. */
function asKnownError(error: unknown): KnownError | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  return error as Error & KnownError;
}
