import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { v7 } from 'uuid';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { showToast } from '#renderer/ui/Toast.tsx';
import type { OutputOf } from '#shared/contract.ts';

type Labels = OutputOf<'chat.labels'>;

/** The labels of a conversation, shown as they will be at once, and as they were where that fails. `labels` is null until they are known. */
export function useLabels(conversationId: string) {
  const client = useClient();
  const queries = useQueryClient();
  const words = useWords();
  const queryKey = ['chat.labels', conversationId];
  const { data } = useQuery({ queryKey, queryFn: () => client.call('chat.labels', { conversationId }) });
  const { mutate } = useMutation({
    mutationFn: (labels: readonly string[]) =>
      client.call('chat.setLabels', { id: v7(), conversationId, labels: [...labels] }),
    onMutate: async (labels) => {
      // A reading that is under way would bring the former ones back.
      await queries.cancelQueries({ queryKey });
      const before = queries.getQueryData<Labels>(queryKey);
      queries.setQueryData<Labels>(queryKey, before && { ...before, labels: [...labels] });
      return before;
    },
    onError: (error: Error, _, before) => {
      queries.setQueryData<Labels>(queryKey, before);
      showToast({
        tone: 'danger',
        title: words.chat.labels.failed,
        description: wordsForError(error, words).message,
      });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['chat.labels'] }),
  });
  return { labels: data?.labels ?? null, known: data?.known ?? [], set: mutate };
}
