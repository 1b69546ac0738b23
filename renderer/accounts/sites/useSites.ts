import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InputOf } from '#shared/contract.ts';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { newId } from '#renderer/client/newId.ts';
import { showToast } from '#renderer/ui/Toast.tsx';

const SITES = ['sites.list'];

export function useSites() {
  const client = useClient();
  return useQuery({ queryKey: SITES, queryFn: () => client.call('sites.list', {}) });
}

/** What an admin can do with a site. A failure is told in words; the list is read anew either way. */
export function useSiteActions() {
  const client = useClient();
  const queries = useQueryClient();
  const words = useWords();
  const ends = {
    onError: (error: Error) =>
      showToast({
        tone: 'danger',
        title: words.accounts.sites.saveFailed,
        description: wordsForError(error, words).message,
        id: 'site',
      }),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: SITES }),
        queries.invalidateQueries({ queryKey: ['accounts.sites'] }),
      ]),
  };
  return {
    add: useMutation({
      mutationFn: (input: Omit<InputOf<'sites.add'>, 'id'>) => client.call('sites.add', { id: newId(), ...input }),
      ...ends,
    }),
    change: useMutation({
      mutationFn: (input: InputOf<'sites.change'>) => client.call('sites.change', input),
      ...ends,
    }),
    rotateKey: useMutation({
      mutationFn: (siteId: string) => client.call('sites.rotateKey', { id: newId(), siteId }),
      ...ends,
    }),
    setEnabled: useMutation({
      mutationFn: (input: InputOf<'sites.setEnabled'>) => client.call('sites.setEnabled', input),
      ...ends,
    }),
  };
}
