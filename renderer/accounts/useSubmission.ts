import { useCallback, useState } from 'react';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError, type ErrorInWords } from '#renderer/app/words/wordsForError.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';

export interface Submission {
  readonly busy: boolean;
  /** What went wrong with the last try; null while all is well. */
  readonly failure: (ErrorInWords & { readonly code: string | null }) | null;
  /** UTC milliseconds before which a new try is in vain; null when none is known. */
  readonly blockedUntil: number | null;
  /** Another try need not be in vain: what is to be sent has changed. */
  readonly unblock: () => void;
  readonly run: (work: () => Promise<void>) => void;
}

/** One form's way to the server: busy, failed with words, blocked for a while. What was typed is not touched. */
export function useSubmission(): Submission {
  const words = useWords();
  const { now } = useUiEnvironment();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Submission['failure']>(null);
  const [blockedUntil, setBlockedUntil] = useState<number | null>(null);

  const run = useCallback(
    (work: () => Promise<void>) => {
      setBusy(true);
      setFailure(null);
      work()
        .catch((error: unknown) => {
          const inWords = wordsForError(error, words);
          const code = error instanceof Error && 'code' in error ? String(error.code) : null;
          // The form's button counts the seconds; a sentence with a number that stands still would contradict it.
          const isWorded = inWords.reason !== null && inWords.reason in words.errors.reasons;
          const message = inWords.retryAfterMs === null || isWorded ? inWords.message : words.errors.codes.RATE_LIMITED;
          setFailure({ ...inWords, message, code });
          setBlockedUntil(inWords.retryAfterMs === null ? null : now() + inWords.retryAfterMs);
        })
        .finally(() => setBusy(false));
    },
    [words, now],
  );
  const unblock = useCallback(() => setBlockedUntil(null), []);
  return { busy, failure, blockedUntil, unblock, run };
}
