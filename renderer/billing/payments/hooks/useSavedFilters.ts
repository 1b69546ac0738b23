import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { v7 } from 'uuid';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { showToast } from '#renderer/ui/Toast.tsx';
import type { SavedFilter } from '#shared/billing/payments/contract.ts';
import { SAVED_KEY } from './keys.ts';

/** One's own saved filters, by name, and what can be done with them. */
export function useSavedFilters() {
  const client = useClient();
  const queries = useQueryClient();
  const words = useWords();
  const texts = words.billing.payments.filters.saved;
  const query = useQuery({ queryKey: [SAVED_KEY], queryFn: () => client.call('billing.savedFilters', {}) });
  const readAnew = () => queries.invalidateQueries({ queryKey: [SAVED_KEY] });

  const save = useMutation({
    mutationFn: ({ id: filterId, name, filter, sort }: SavedFilter) =>
      client.call('billing.saveFilter', { id: v7(), filterId, name, filter, sort }),
    onSettled: readAnew,
  });
  const remove = useMutation({
    mutationFn: ({ id: filterId }: SavedFilter) => client.call('billing.removeFilter', { id: v7(), filterId }),
    onSuccess: (_, removed) =>
      showToast({
        title: texts.removed(removed.name),
        action: { label: texts.undo, onAct: () => save.mutate(removed) },
        id: 'payments.saved',
      }),
    onError: (error: Error) =>
      showToast({ tone: 'danger', title: texts.removeFailed, description: wordsForError(error, words).message }),
    onSettled: readAnew,
  });
  return { query, saved: query.data?.filters ?? [], save, remove };
}
export type SavedFilters = ReturnType<typeof useSavedFilters>;
