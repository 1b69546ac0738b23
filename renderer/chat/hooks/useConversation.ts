import { useEffect } from 'react';
import type { InboxStore } from '#renderer/chat/state/inboxStore.ts';
import type { WatchedState } from '#renderer/chat/state/watched.ts';
import { useObservable } from './useObservable.ts';

const ON_ITS_WAY: WatchedState = { summary: null, error: null };

/** The row of the open conversation, kept up to date while the component is mounted. */
export function useConversation(inbox: InboxStore, conversationId: string): WatchedState {
  useObservable(inbox);
  useEffect(() => inbox.watch(conversationId), [inbox, conversationId]);
  return inbox.conversation(conversationId) ?? ON_ITS_WAY;
}
