import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { v7 } from 'uuid';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { showToast } from '#renderer/ui/Toast.tsx';
import type { Client } from '#renderer/client/client.ts';

/** A filter as it is kept, of whichever list. */
export interface Saved<Filter = unknown, Sort = unknown> {
  readonly id: string;
  readonly name: string;
  readonly filter: Filter;
  readonly sort: Sort;
}

/** Where the saved filters of a list are read and kept. */
export interface SavedSource<Of extends Saved> {
  /** Of the query. */
  readonly key: string;
  readonly read: (client: Client) => Promise<{ readonly filters: readonly Of[] }>;
  readonly save: (client: Client, commandId: string, saved: Of) => Promise<unknown>;
}

/** One's own saved filters of a list, by name, and what can be done with them. */
export function useSavedFilters<Of extends Saved>(source: SavedSource<Of>) {
  const client = useClient();
  const queries = useQueryClient();
  const words = useWords();
  const texts = words.billing.payments.filters.saved;
  const query = useQuery({ queryKey: [source.key], queryFn: () => source.read(client) });
  const readAnew = () => queries.invalidateQueries({ queryKey: [source.key] });

  const save = useMutation({
    mutationFn: (saved: Of) => source.save(client, v7(), saved),
    onSettled: readAnew,
  });
  const remove = useMutation({
    mutationFn: ({ id: filterId }: Of) => client.call('billing.removeFilter', { id: v7(), filterId }),
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
export type SavedFilters<Of extends Saved> = ReturnType<typeof useSavedFilters<Of>>;
