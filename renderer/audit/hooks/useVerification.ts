import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { showToast } from '#renderer/ui/Toast.tsx';

const VERIFICATION = ['audit.verification'];
/** How often it asks, in milliseconds: during a walk, and else, because other admins start one too. */
const BUSY_MS = 400;
const IDLE_MS = 30_000;

/** How far the verification of the journal is or how the last one ended, and the way to start one. */
export function useVerification() {
  const client = useClient();
  const queries = useQueryClient();
  const words = useWords();
  const query = useQuery({
    queryKey: VERIFICATION,
    queryFn: () => client.call('audit.verification', {}),
    refetchInterval: ({ state }) => ((state.data?.underWay ?? null) === null ? IDLE_MS : BUSY_MS),
  });
  const start = useMutation({
    mutationFn: () => client.call('audit.verify', {}),
    onError: (error: Error) =>
      showToast({
        tone: 'danger',
        title: words.audit.verify.startFailed,
        description: wordsForError(error, words).message,
        id: 'verify',
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: VERIFICATION }),
  });
  return { query, start };
}
