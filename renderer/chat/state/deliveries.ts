import type { ConversationSummary } from '#shared/chat/contract.ts';
import type { Surroundings } from './surroundings.ts';

export interface Deliveries {
  /** A row reached this console, and with it the customer's last message. */
  arrived(row: ConversationSummary): void;
  stop(): void;
}

const PAUSE_MS = 250;
/** Spreads the consoles that see the same queue, so that one of them tells for all. */
const SPREAD_MS = 1_500;

/**
 * Tells that a customer's message has reached a colleague's window, for conversations nobody has open: mine and the queue's.
 * After a pause, and only if no other console has told by then.
 */
export function createDeliveries({ client, timers, me }: Surroundings): Deliveries {
  const latest = new Map<string, ConversationSummary>();
  const cancels = new Map<string, () => void>();

  /** The `seq` to tell; null when nothing is owed, or not by this console. */
  const owed = (row: ConversationSummary): number | null => {
    const isMine = row.assignee === null || row.assignee.id === me.accountId;
    if (!isMine || row.lastMessage?.authorKind !== 'visitor') return null;
    return row.lastMessage.seq > row.receipts.staffDelivered ? row.lastMessage.seq : null;
  };

  const tell = (conversationId: string): void => {
    const row = latest.get(conversationId);
    latest.delete(conversationId);
    cancels.delete(conversationId);
    const seq = row === undefined ? null : owed(row);
    if (seq === null || client.line().state !== 'online') return;
    client.call('chat.delivered', { conversationId, seq }).catch(() => undefined);
  };

  return {
    arrived(row) {
      if (!me.mayWrite) return;
      if (cancels.has(row.id)) {
        latest.set(row.id, row);
        return;
      }
      if (owed(row) === null) return;
      latest.set(row.id, row);
      const spread = row.assignee === null ? timers.random() * SPREAD_MS : 0;
      cancels.set(
        row.id,
        timers.after(PAUSE_MS + spread, () => {
          tell(row.id);
        }),
      );
    },
    stop() {
      for (const cancel of cancels.values()) cancel();
      cancels.clear();
      latest.clear();
    },
  };
}
