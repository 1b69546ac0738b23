import type { Words } from '#renderer/app/words/en.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import type { Payment } from '#shared/billing/payments/contract.ts';

/** Whether a payment can still be cancelled: nothing was captured, and it is one that Stripe keeps open for another try. */
export function isCancelable({ id, state }: Pick<Payment, 'id' | 'state'>): boolean {
  if (state === 'uncaptured' || state === 'actionRequired' || state === 'incomplete') return true;
  // A declined charge of the older API is over; a payment intent waits for another card.
  return state === 'failed' && id.startsWith('pi_');
}

export interface ActionFailure {
  readonly message: string;
  readonly reference: string | null;
  /** Whether nobody knows if it happened: the same is to be asked again. */
  readonly isUncertain: boolean;
}

/** Codes with which the server or Stripe has refused: nothing happened. After any other nobody can say. */
const SETTLED: ReadonlySet<string> = new Set([
  'INVALID_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'RATE_LIMITED',
  'PROVIDER_FAILED',
]);
/** Cases in which Stripe was not asked at all. */
const NEVER_ASKED: ReadonlySet<string> = new Set(['unreachable', 'notConnected']);

const detailsOf = (error: unknown): { code: string; reason: string | null } => {
  const { code, details } = error as { code?: unknown; details?: { reason?: unknown } };
  return {
    code: typeof code === 'string' ? code : '',
    reason: typeof details?.reason === 'string' ? details.reason : null,
  };
};

/** What became of a deed with money that did not answer as it should, in words. */
export function actionFailure(error: unknown, words: Words): ActionFailure {
  const told = wordsForError(error, words);
  const { actions } = words.billing.payments.detail;
  const { code, reason } = detailsOf(error);
  const isUncertain = !SETTLED.has(code) && (reason === null || !NEVER_ASKED.has(reason));
  if (isUncertain) return { message: actions.uncertain, reference: told.reference, isUncertain };
  const known = reason !== null && Object.hasOwn(actions.reasons, reason) ? actions.reasons[reason] : undefined;
  const message =
    known ??
    (code === 'CONFLICT' ? actions.conflict : null) ??
    (code === 'PROVIDER_FAILED' && reason !== null ? actions.refused(reason) : told.message);
  return { message, reference: told.reference, isUncertain };
}
