import { createInboxStore, type InboxStore } from './inboxStore.ts';
import type { Surroundings } from './surroundings.ts';
import { createVisitorPresenceStore, type VisitorPresenceStore } from './visitorPresence.ts';
import { createThreadStore, type ThreadStore } from './threadStore.ts';

/** Everything chat knows for one signed-in colleague. */
export interface ChatStores {
  readonly inbox: InboxStore;
  readonly visitors: VisitorPresenceStore;
  /** The thread of a conversation, made when it is first asked for and kept: what is on its way must not die with a view. */
  thread(conversationId: string): ThreadStore;
  stop(): void;
}

/** Threads kept in memory; beyond it the one used longest ago goes, unless something in it is still on its way. */
const MOST_THREADS = 40;

export function createChatStores(surroundings: Surroundings): ChatStores {
  const inbox = createInboxStore(surroundings);
  const visitors = createVisitorPresenceStore(surroundings.client);
  const threads = new Map<string, ThreadStore>();

  const makeRoom = (): void => {
    for (const [id, thread] of threads) {
      if (threads.size < MOST_THREADS) return;
      if (thread.isOpen() || thread.get().pending.some((reply) => reply.state !== 'sent')) continue;
      thread.stop();
      threads.delete(id);
    }
  };

  return {
    inbox,
    visitors,
    thread(conversationId) {
      const known = threads.get(conversationId);
      if (known === undefined) makeRoom();
      const thread = known ?? createThreadStore(surroundings, conversationId);
      // Re-inserted: a Map keeps the order of use.
      threads.delete(conversationId);
      threads.set(conversationId, thread);
      return thread;
    },
    stop() {
      inbox.stop();
      visitors.stop();
      for (const thread of threads.values()) thread.stop();
      threads.clear();
    },
  };
}
