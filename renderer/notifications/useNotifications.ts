import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useClient, useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { showToast } from '#renderer/ui/Toast.tsx';
import type { InputOf } from '#shared/contract.ts';

/** Under which everything of one's own notifications is kept. */
export const NOTIFICATIONS = ['notifications'];

type Filter = 'open' | 'all';
type Before = InputOf<'notifications.list'>['before'];

/** Reads everything of one's own anew whenever something of it has changed. Mounted once. */
export function useNotificationsFeed(onChange: () => void): void {
  const client = useClient();
  const { account } = useSession();
  const queries = useQueryClient();
  useEffect(() => {
    const changed = (): void => {
      void queries.invalidateQueries({ queryKey: NOTIFICATIONS });
      onChange();
    };
    return client.subscribe(`notifications:${account.id}`, { onEvents: changed, onSnapshotNeeded: changed });
  }, [client, account.id, queries, onChange]);
}

/** How many are open and not seen yet; 0 while nobody knows. */
export function useUnseen(): number {
  const client = useClient();
  const { data } = useQuery({
    queryKey: [...NOTIFICATIONS, 'head'],
    queryFn: () => client.call('notifications.list', { filter: 'open' }),
  });
  return data?.unseen ?? 0;
}

export function useNotificationList(filter: Filter) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: [...NOTIFICATIONS, 'list', filter],
    initialPageParam: null as Before,
    queryFn: ({ pageParam }) => client.call('notifications.list', { before: pageParam ?? null, filter }),
    getNextPageParam: ({ notifications, hasMore }): Before => {
      const last = notifications.at(-1);
      return hasMore && last !== undefined ? { toldAt: last.toldAt, id: last.id } : null;
    },
  });
}

/** What one can do with them. */
export function useNotificationActions() {
  const client = useClient();
  const queries = useQueryClient();
  const words = useWords();
  const onSettled = () => queries.invalidateQueries({ queryKey: NOTIFICATIONS });
  const onError = (error: Error) =>
    showToast({
      tone: 'danger',
      title: words.notifications.centre.changeFailed,
      description: wordsForError(error, words).message,
      id: 'notifications',
    });
  return {
    see: useMutation({ mutationFn: (until: number) => client.call('notifications.see', { until }), onSettled }),
    open: useMutation({
      mutationFn: (notificationId: number) => client.call('notifications.open', { notificationId }),
      onError,
      onSettled,
    }),
    dismiss: useMutation({
      mutationFn: (notificationId: number) => client.call('notifications.dismiss', { notificationId }),
      onError,
      onSettled,
    }),
  };
}
