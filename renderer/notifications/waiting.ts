import type { ConversationSummary } from '#shared/chat/contract.ts';

/** Whether a customer has written what this person is to answer: in a conversation of theirs, or of nobody yet. */
export function waitsFor(accountId: string, row: ConversationSummary): boolean {
  const isMine = row.assignee === null || row.assignee.id === accountId;
  return row.status === 'open' && isMine && row.unread > 0 && row.lastMessage?.authorKind === 'visitor';
}

export interface WaitingFollower {
  /** A row of the inbox has changed. */
  changed(row: ConversationSummary): void;
}

export interface WaitingTold {
  /** A newer message waits than was told of this conversation. */
  readonly tell: (row: ConversationSummary) => void;
  /** A conversation that was told of waits no longer. */
  readonly withdraw: (conversationId: string) => void;
}

/** Tells once of each message that waits for `accountId`, and when the conversation no longer does. */
export function followWaiting(accountId: string, { tell, withdraw }: WaitingTold): WaitingFollower {
  /** The `seq` of the last message told, of each conversation whose notice may still be there. */
  const told = new Map<string, number>();
  return {
    changed(row) {
      const seq = row.lastMessage?.seq ?? 0;
      if (waitsFor(accountId, row)) {
        if (seq <= (told.get(row.id) ?? 0)) return;
        told.set(row.id, seq);
        tell(row);
      } else if (told.delete(row.id)) withdraw(row.id);
    },
  };
}
