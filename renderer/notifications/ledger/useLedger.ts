import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { NOTIFICATIONS } from '#renderer/notifications/useNotifications.ts';
import { showToast } from '#renderer/ui/Toast.tsx';
import type { InputOf } from '#shared/contract.ts';
import type { DeliveryState, NotificationKind } from '#shared/notifications/kinds.ts';

export interface LedgerFilter {
  readonly kind: NotificationKind | null;
  readonly state: DeliveryState | null;
}

/** Others' notifications change without a word to this window, so they are looked at again this often. */
const AGAIN_MS = 10_000;

export function useLedger(filter: LedgerFilter) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: [...NOTIFICATIONS, 'ledger', filter],
    initialPageParam: null as number | null,
    queryFn: ({ pageParam }) => client.call('notifications.ledger', { before: pageParam, ...filter }),
    getNextPageParam: ({ items, hasMore }) => (hasMore ? (items.at(-1)?.id ?? null) : null),
    refetchInterval: AGAIN_MS,
  });
}

const WEBHOOKS = [...NOTIFICATIONS, 'webhooks'];

export function useWebhooks() {
  const client = useClient();
  return useQuery({ queryKey: WEBHOOKS, queryFn: () => client.call('notifications.webhooks', {}) });
}

export function useWebhookActions() {
  const client = useClient();
  const queries = useQueryClient();
  const words = useWords();
  const onSettled = () => queries.invalidateQueries({ queryKey: WEBHOOKS });
  return {
    add: useMutation({
      mutationFn: (input: InputOf<'notifications.addWebhook'>) => client.call('notifications.addWebhook', input),
      // The secret lives in the mutation's result only as long as the dialog is there.
      gcTime: 0,
      onSettled,
    }),
    remove: useMutation({
      mutationFn: ({ id }: { readonly id: string; readonly name: string }) =>
        client.call('notifications.removeWebhook', { webhookId: id }),
      onSuccess: (_, { name }) =>
        showToast({ tone: 'success', title: words.notifications.webhooks.removed(name), id: 'webhook' }),
      onError: (error: Error) =>
        showToast({
          tone: 'danger',
          title: words.notifications.webhooks.failed,
          description: wordsForError(error, words).message,
          id: 'webhook',
        }),
      onSettled,
    }),
  };
}
