import { useCallback } from 'react';
import { useSignOut } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { showToast } from '#renderer/ui/Toast.tsx';

/** Signs out; where that fails, says so and stays. */
export function useSignOutAction(): () => void {
  const signOut = useSignOut();
  const words = useWords();
  return useCallback(() => {
    signOut().catch((error: unknown) => {
      showToast({
        tone: 'danger',
        title: words.app.palette.signOutFailed,
        description: wordsForError(error, words).message,
      });
    });
  }, [signOut, words]);
}
