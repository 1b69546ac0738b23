import { useMemo } from 'react';
import { v7 } from 'uuid';
import { usePresenceStore } from '#renderer/accounts/presence/usePresence.ts';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { showToast } from '#renderer/ui/Toast.tsx';
import type { ConversationSummary } from '#shared/chat/contract.ts';
import { useCustomerName } from './useCustomerName.ts';

export type Assignee = NonNullable<ConversationSummary['assignee']>;

export interface ConversationActions {
  /** Null gives it back to the queue. */
  assign(conversation: ConversationSummary, to: Assignee | null): void;
  close(conversation: ConversationSummary): void;
  reopen(conversation: ConversationSummary): void;
}

/** What can be done to a conversation. Each says what it did and can be undone; each failure says so in words. */
export function useConversationActions(): ConversationActions {
  const client = useClient();
  const words = useWords();
  const nameOf = useCustomerName();
  const team = usePresenceStore();

  return useMemo(() => {
    const { done } = words.chat;
    const run = (
      work: Promise<unknown>,
      toastId: string,
      failure: string,
      success: string,
      undo: (() => void) | null,
    ): void => {
      work.then(
        () => {
          showToast({
            id: toastId,
            tone: 'success',
            title: success,
            ...(undo === null ? {} : { action: { label: done.undo, onAct: undo } }),
          });
        },
        (error: unknown) => {
          showToast({ id: toastId, tone: 'danger', title: failure, description: wordsForError(error, words).message });
        },
      );
    };
    const assignedWords = ({ id, name }: Assignee): string => {
      const presence = team.get().people.get(id) ?? 'offline';
      return presence === 'online' ? done.assigned(name) : done.assignedAbsent(name, presence);
    };
    const assign = (conversation: ConversationSummary, to: Assignee | null, isUndo = false): void => {
      const { id: conversationId, assignee: before } = conversation;
      if (before?.id === to?.id) return;
      run(
        client.call('chat.assign', { id: v7(), conversationId, assigneeId: to?.id ?? null }),
        `assign:${conversationId}`,
        done.assignFailed,
        to === null ? done.unassigned : assignedWords(to),
        isUndo ? null : () => assign({ ...conversation, assignee: to }, before, true),
      );
    };
    const setOpen = (conversation: ConversationSummary, open: boolean, isUndo = false): void => {
      const { id: conversationId, customer } = conversation;
      const name = nameOf(customer);
      run(
        client.call(open ? 'chat.reopen' : 'chat.close', { id: v7(), conversationId }),
        `status:${conversationId}`,
        open ? done.reopenFailed : done.closeFailed,
        open ? done.reopened(name) : done.closed(name),
        isUndo ? null : () => setOpen(conversation, !open, true),
      );
    };
    return {
      assign: (conversation, to) => assign(conversation, to),
      close: (conversation) => setOpen(conversation, false),
      reopen: (conversation) => setOpen(conversation, true),
    };
  }, [client, words, nameOf, team]);
}
