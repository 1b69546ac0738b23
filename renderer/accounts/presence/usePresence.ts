import { useCallback, useMemo } from 'react';
import type { Availability, Presence } from '#shared/accounts/presence/contract.ts';
import { isGranted } from '#shared/wire/access.ts';
import { useClient, useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { useObservable } from '#renderer/chat/hooks/useObservable.ts';
import type { Client } from '#renderer/client/client.ts';
import { showToast } from '#renderer/ui/Toast.tsx';
import { createPresenceStore, type PresenceStore } from './presenceStore.ts';

const held = new WeakMap<Client, { readonly sessionKey: string; readonly store: PresenceStore }>();

/** The team's presence, one store for each session. */
export function usePresenceStore(): PresenceStore {
  const client = useClient();
  const { account, expiresAt } = useSession();
  const sessionKey = `${account.id}:${String(expiresAt)}`;
  return useMemo(() => {
    const before = held.get(client);
    if (before?.sessionKey === sessionKey) return before.store;
    before?.store.stop();
    const mayFollow = isGranted(account.roles, 'chat.read');
    const store = createPresenceStore({ client, accountId: account.id, mayFollow });
    held.set(client, { sessionKey, store });
    return store;
  }, [client, account, sessionKey]);
}

/** How a colleague is shown; rendered anew as it changes. */
export function usePresenceOf(): (accountId: string) => Presence {
  const { people } = useObservable(usePresenceStore());
  return useCallback((accountId) => people.get(accountId) ?? 'offline', [people]);
}

/** My own choice, and the way to choose; a failure is said. */
export function useAvailability(): {
  readonly own: Availability | null;
  readonly choose: (to: Availability) => void;
} {
  const store = usePresenceStore();
  const words = useWords();
  const { own } = useObservable(store);
  const choose = useCallback(
    (to: Availability) => {
      store.choose(to).catch((error: unknown) => {
        const { failed } = words.accounts.presence;
        showToast({ id: 'presence', tone: 'danger', title: failed, description: wordsForError(error, words).message });
      });
    },
    [store, words],
  );
  return { own, choose };
}
