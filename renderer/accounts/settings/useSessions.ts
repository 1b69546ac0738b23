import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { showToast } from '#renderer/ui/Toast.tsx';

/** Under which one's own sessions are kept. */
export const SESSIONS = ['accounts.sessions'];

export function useSessions() {
  const client = useClient();
  return useQuery({ queryKey: SESSIONS, queryFn: () => client.call('accounts.sessions', {}) });
}

/** What one can do with one's sessions. */
export function useSessionActions() {
  const client = useClient();
  const queries = useQueryClient();
  const words = useWords();
  const own = words.accounts.settings.sessions;
  const onSettled = () => queries.invalidateQueries({ queryKey: SESSIONS });
  const failed = (title: string) => (error: Error) =>
    showToast({ tone: 'danger', title, description: wordsForError(error, words).message, id: 'session' });
  return {
    end: useMutation({
      mutationFn: (sessionId: string) => client.call('accounts.revokeSession', { sessionId }),
      onSuccess: () => showToast({ tone: 'success', title: own.ended, id: 'session' }),
      onError: failed(own.failed),
      onSettled,
    }),
    endOthers: useMutation({
      mutationFn: () => client.call('accounts.revokeOtherSessions', {}),
      onSuccess: ({ ended }) => showToast({ tone: 'success', title: own.endedOthers(ended), id: 'session' }),
      onError: failed(own.failed),
      onSettled,
    }),
    confirm: useMutation({
      mutationFn: (sessionId: string) => client.call('accounts.confirmSignIn', { sessionId }),
      onError: failed(own.confirmFailed),
      onSettled,
    }),
  };
}
