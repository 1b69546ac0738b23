import type { ConversationSummary } from '#shared/chat/contract.ts';

/** For whom something may wait. */
export interface Reader {
  readonly accountId: string;
  /** Whether they may answer: nothing waits for somebody who only reads. */
  readonly mayWrite: boolean;
}

/** Whether a customer has written what this person is to answer: in a conversation of theirs, or of nobody yet. */
export function waitsFor({ accountId, mayWrite }: Reader, row: ConversationSummary): boolean {
  const isMine = row.assignee === null || row.assignee.id === accountId;
  return mayWrite && row.status === 'open' && isMine && row.unread > 0 && row.lastMessage?.authorKind === 'visitor';
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

/** Tells once of each message that waits for `reader`, and when the conversation no longer does. */
export function followWaiting(reader: Reader, { tell, withdraw }: WaitingTold): WaitingFollower {
  /** The `seq` of the last message told, of each conversation whose notice may still be there. */
  const told = new Map<string, number>();
  return {
    changed(row) {
      const seq = row.lastMessage?.seq ?? 0;
      if (waitsFor(reader, row)) {
        if (seq <= (told.get(row.id) ?? 0)) return;
        told.set(row.id, seq);
        tell(row);
      } else if (told.delete(row.id)) withdraw(row.id);
    },
  };
}
