import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { showToast } from '#renderer/ui/Toast.tsx';

const EVERY_MS = 30_000;

/** Which account is connected; everybody on the team may know. */
export function useConnection() {
  const client = useClient();
  return useQuery({
    queryKey: ['billing.connection'],
    queryFn: () => client.call('billing.connection', {}),
    refetchInterval: EVERY_MS,
  });
}

/** The secrets by their ends, and what the key may do. For admins. */
export function useConnectionDetails() {
  const client = useClient();
  return useQuery({
    queryKey: ['billing.connectionDetails'],
    queryFn: () => client.call('billing.connectionDetails', {}),
    refetchInterval: EVERY_MS,
  });
}

/** Tells a failure of something an admin did to the connection, in words, and reads anew whatever came of it. */
export function useBillingEnds(failed: string) {
  const queries = useQueryClient();
  const words = useWords();
  return {
    onError: (error: Error) =>
      showToast({ tone: 'danger', title: failed, description: wordsForError(error, words).message, id: 'stripe' }),
    onSettled: () =>
      queries.invalidateQueries({ predicate: ({ queryKey: [name] }) => String(name).startsWith('billing.') }),
  };
}

/** What an admin can do about the connection. A key lives in a mutation only as long as its form is there. */
export function useConnectionActions() {
  const client = useClient();
  const words = useWords().billing.connection;
  const ends = useBillingEnds(words.failed);
  const said = (title: string) => () => showToast({ tone: 'success', title, id: 'stripe' });
  return {
    check: useMutation({
      mutationFn: (key: string) => client.call('billing.connect', { key, dryRun: true }),
      gcTime: 0,
    }),
    connect: useMutation({
      mutationFn: (key: string) => client.call('billing.connect', { key }),
      gcTime: 0,
      ...ends,
      onSuccess: said(words.connected),
    }),
    disconnect: useMutation({
      mutationFn: () => client.call('billing.disconnect', {}),
      ...ends,
      onSuccess: said(words.disconnected),
    }),
    addSecret: useMutation({
      mutationFn: (secret: string) => client.call('billing.addWebhookSecret', { secret }),
      gcTime: 0,
      ...ends,
      onSuccess: said(words.added),
    }),
    removeSecret: useMutation({
      mutationFn: (hint: string) => client.call('billing.removeWebhookSecret', { hint }),
      ...ends,
      onSuccess: said(words.removed),
    }),
  };
}
