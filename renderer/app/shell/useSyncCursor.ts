import { useEffect, useState } from 'react';
import { isGranted } from '#shared/wire/access.ts';
import { useClient, useSession } from '#renderer/app/context.ts';

/** The last entry of the journal that this console has seen; null before the first, and for roles without a feed. */
export function useSyncCursor(): number | null {
  const client = useClient();
  const { account } = useSession();
  const hasFeed = isGranted(account.roles, 'chat.read');
  const [cursor, setCursor] = useState<number | null>(null);

  useEffect(() => {
    if (!hasFeed) return undefined;
    return client.subscribe('inbox', {
      onEvents(events) {
        const last = events.findLast((event) => event.cursor !== null)?.cursor;
        if (last !== undefined && last !== null) setCursor(last);
      },
      onSnapshotNeeded: () => {},
      onCursor: setCursor,
    });
  }, [client, hasFeed]);
  return cursor;
}
