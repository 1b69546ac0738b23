import { useCallback, useMemo, useState } from 'react';
import { createDeviceStorage } from '#renderer/app/deviceStorage.ts';
import { createDrafts } from '#renderer/chat/state/drafts.ts';
import { useMe } from './useChat.ts';

const storage = createDeviceStorage(() => window.sessionStorage);

/** What is being written to a conversation, and the way to change it. The component must be keyed by the conversation. */
export function useDraft(conversationId: string): readonly [string, (text: string) => void] {
  const { accountId } = useMe();
  const drafts = useMemo(() => createDrafts(storage, accountId), [accountId]);
  const [text, setText] = useState(() => drafts.get(conversationId));
  const change = useCallback(
    (next: string) => {
      setText(next);
      drafts.set(conversationId, next);
    },
    [drafts, conversationId],
  );
  return [text, change];
}
