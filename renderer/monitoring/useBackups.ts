import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { showToast } from '#renderer/ui/Toast.tsx';

const BACKUPS = ['monitoring.backups'];
/** How often it asks, in milliseconds: while one is being made, and else, because they begin by themselves. */
const BUSY_MS = 500;
const IDLE_MS = 30_000;

export function useBackups() {
  const client = useClient();
  return useQuery({
    queryKey: BACKUPS,
    queryFn: () => client.call('monitoring.backups', {}),
    refetchInterval: ({ state }) => ((state.data?.underWay ?? null) === null ? IDLE_MS : BUSY_MS),
  });
}

/** What an admin can do about backups. A failure is told in words. */
export function useBackupActions() {
  const client = useClient();
  const queries = useQueryClient();
  const words = useWords();
  const texts = words.monitoring.backups;
  const ends = {
    onError: (error: Error) =>
      showToast({
        tone: 'danger',
        title: texts.failed,
        description: wordsForError(error, words).message,
        id: 'backup',
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: BACKUPS }),
  };
  return {
    backUpNow: useMutation({
      mutationFn: () => client.call('monitoring.backUpNow', {}),
      onSuccess: ({ state }) => {
        if (state === 'started') showToast({ tone: 'success', title: texts.started, id: 'backup' });
        else if (state === 'noKey') showToast({ tone: 'warning', title: texts.needsKey, id: 'backup' });
        else showToast({ tone: 'info', title: texts.alreadyUnderWay, id: 'backup' });
      },
      ...ends,
    }),
    // The secret lives in the mutation's result only as long as the dialog is there.
    makeKey: useMutation({ mutationFn: () => client.call('monitoring.makeBackupKey', {}), gcTime: 0, ...ends }),
  };
}
