import { useMemo } from 'react';
import { useClient, useSession } from '#renderer/app/context.ts';
import { chatOf } from '#renderer/chat/state/chatOf.ts';
import type { ChatStores } from '#renderer/chat/state/chatStores.ts';
import type { Colleague } from '#renderer/chat/state/surroundings.ts';
import { isGranted } from '#shared/wire/access.ts';

/** The colleague at this window, as chat sees them. */
export function useMe(): Colleague {
  const { account } = useSession();
  return useMemo(
    () => ({ accountId: account.id, name: account.name, mayWrite: isGranted(account.roles, 'chat.write') }),
    [account],
  );
}

export function useChat(): ChatStores {
  const client = useClient();
  const { account, expiresAt } = useSession();
  const me = useMe();
  const sessionKey = `${account.id}:${String(expiresAt)}`;
  return useMemo(() => chatOf(client, sessionKey, me), [client, sessionKey, me]);
}
