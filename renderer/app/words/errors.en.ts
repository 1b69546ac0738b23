import { duration } from '#renderer/ui/time.ts';

/** Words for errors, by code and then by the case that `details.reason` names. */
export const errorWords = {
  codes: {
    INVALID_INPUT: 'Something in the form is not right. Check the marked fields.',
    UNAUTHENTICATED: 'You are signed out. Sign in again to go on.',
    FORBIDDEN: 'Your role does not allow this. An admin can change that.',
    NOT_FOUND: 'This is not here any more. It may have been removed.',
    CONFLICT: 'Somebody changed this at the same time. Look again and repeat if it is still needed.',
    RATE_LIMITED: 'Too many tries. Wait a moment, then try again.',
    UNAVAILABLE: 'The server cannot be reached. What you entered is kept; try again in a moment.',
    PROVIDER_FAILED: 'An outside service did not answer as it should. Try again in a moment.',
    INTERNAL: 'Something went wrong on our side. Try again; if it stays, give the reference to your admin.',
  },
  reasons: {
    wrongCredentials: 'The e-mail address and the password do not fit together.',
    wrongCode: 'This is not the code that the server printed when it started.',
    alreadySetUp: 'This workspace has been set up already. Sign in instead.',
  } as Readonly<Record<string, string>>,
  rateLimited: (retryAfterMs: number) => `Too many tries. Try again in ${duration(retryAfterMs + 999, 'en')}.`,
  /** Where the server's own sentence about a field is all there is. */
  field: (problem: string) => `This ${problem}.`,
  reference: (correlationId: string) => `Reference ${correlationId}`,
  unknown: 'Something went wrong. Try again.',
};
