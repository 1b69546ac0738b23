import { useMemo, useRef, useSyncExternalStore } from 'react';
import { useClient, useSession } from '#renderer/app/context.ts';
import type { Client } from '#renderer/client/client.ts';
import { newId } from '#renderer/client/newId.ts';
import { createIndexedDbShelf } from '#renderer/client/outbox/indexedDbShelf.ts';
import { createLinkShelf } from '#renderer/client/outbox/linkShelf.ts';
import { createTabs } from '#renderer/client/outbox/tabs.ts';
import { systemTimers } from '#renderer/client/timers.ts';
import { createDraftOutbox, type DraftOutbox, type KeptDraft } from './draftOutbox.ts';

interface Held {
  readonly sessionKey: string;
  readonly drafts: DraftOutbox;
}

const held = new WeakMap<Client, Held>();
const NAME = 'refundDrafts';

/** The same for as long as a session lasts; on the desktop one client serves every session. */
function draftsOf(client: Client, accountId: string, sessionKey: string): DraftOutbox {
  const before = held.get(client);
  if (before?.sessionKey === sessionKey) return before.drafts;
  before?.drafts.stop();
  const link = client.link?.() ?? null;
  const name = `optimaliq.${NAME}:${accountId}`;
  const drafts = createDraftOutbox(client, {
    shelf: link === null ? createIndexedDbShelf(name) : createLinkShelf(link, NAME),
    tabs: createTabs(name),
    timers: systemTimers,
    newId,
  });
  held.set(client, { sessionKey, drafts });
  return drafts;
}

/** Refunds that wait for the line. */
export function useDrafts(): DraftOutbox {
  const client = useClient();
  const { account, expiresAt } = useSession();
  const sessionKey = `${account.id}:${String(expiresAt)}`;
  return useMemo(() => draftsOf(client, account.id, sessionKey), [client, account.id, sessionKey]);
}

/** Those that `isWanted` names, rendered anew as they change. */
export function useKeptDrafts(isWanted: (draft: KeptDraft) => boolean): readonly KeptDraft[] {
  const drafts = useDrafts();
  const last = useRef<readonly KeptDraft[]>([]);
  const list = (): readonly KeptDraft[] => {
    const next = drafts.list();
    // A new array for the same drafts would be rendered for ever.
    if (JSON.stringify(next) !== JSON.stringify(last.current)) last.current = next;
    return last.current;
  };
  const all = useSyncExternalStore(drafts.listen, list, list);
  return all.filter(isWanted);
}
