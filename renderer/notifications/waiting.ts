import type { ConversationSummary } from '#shared/chat/contract.ts';

/** For whom something may wait. */
export interface Reader {
  readonly accountId: string;
  /** Whether they may answer: nothing waits for somebody who only reads. */
  readonly mayWrite: boolean;
}

/** The refund that failed in a conversation which this person looks after; null without one. */
export const failedFor = ({ accountId }: Pick<Reader, 'accountId'>, { failedRefund }: ConversationSummary) =>
  failedRefund?.owner === accountId ? failedRefund : null;

/** Whether a customer has written what this person is to answer: in a conversation of theirs, or of nobody yet. */
export function waitsFor({ accountId, mayWrite }: Reader, row: ConversationSummary): boolean {
  const isMine = row.assignee === null || row.assignee.id === accountId;
  // A refund that failed counts as one.
  const unread = row.unread - (row.failedRefund ? 1 : 0);
  return mayWrite && row.status === 'open' && isMine && unread > 0 && row.lastMessage?.authorKind === 'visitor';
}

/** The `seq` of the last that waits for this person; 0 when nothing does. */
function lastWaiting(reader: Reader, row: ConversationSummary): number {
  const message = waitsFor(reader, row) ? (row.lastMessage?.seq ?? 0) : 0;
  return Math.max(message, failedFor(reader, row)?.seq ?? 0);
}

export interface WaitingFollower {
  /** A row of the inbox has changed. */
  changed(row: ConversationSummary): void;
}

export interface WaitingTold {
  /** Something newer waits than was told of this conversation. */
  readonly tell: (row: ConversationSummary) => void;
  /** A conversation that was told of waits no longer. */
  readonly withdraw: (conversationId: string) => void;
}

/** Tells once of each message that waits for `reader`, and of each refund that failed, and when the conversation no longer does. */
export function followWaiting(reader: Reader, { tell, withdraw }: WaitingTold): WaitingFollower {
  /** The `seq` of the last that was told, of each conversation whose notice may still be there. */
  const told = new Map<string, number>();
  return {
    changed(row) {
      const seq = lastWaiting(reader, row);
      if (seq > 0) {
        if (seq <= (told.get(row.id) ?? 0)) return;
        told.set(row.id, seq);
        tell(row);
      } else if (told.delete(row.id)) withdraw(row.id);
    },
  };
}
