import { createInboxStore, type InboxStore } from './inboxStore.ts';
import type { Observable } from './observable.ts';
import type { Surroundings } from './surroundings.ts';
import { type Unsent, unsentOf } from './unsent.ts';
import { createVisitorPresenceStore, type VisitorPresenceStore } from './visitorPresence.ts';
import { createThreadStore, type ThreadStore } from './threadStore.ts';

/** Everything chat knows for one signed-in colleague. */
export interface ChatStores {
  readonly inbox: InboxStore;
  readonly unsent: Observable<Unsent>;
  readonly visitors: VisitorPresenceStore;
  /** The thread of a conversation, made when it is first asked for and kept. */
  thread(conversationId: string): ThreadStore;
  stop(): void;
}

/** Threads kept in memory; beyond it the one used longest ago goes. */
const MOST_THREADS = 40;

export function createChatStores(surroundings: Surroundings): ChatStores {
  const inbox = createInboxStore(surroundings);
  const { unsent, stop: stopUnsent } = unsentOf(surroundings.outbox);
  const visitors = createVisitorPresenceStore(surroundings.client);
  const threads = new Map<string, ThreadStore>();
  // A reply sent for another window, or from a page before this one, has no thread here that would take it in.
  const stopReplies = surroundings.outbox.listen(() => {
    for (const { id, lane, state } of surroundings.outbox.list())
      if (state === 'sent' && !threads.has(lane)) surroundings.outbox.remove(id);
  });

  const makeRoom = (): void => {
    for (const [id, thread] of threads) {
      if (threads.size < MOST_THREADS) return;
      if (thread.isOpen()) continue;
      thread.stop();
      threads.delete(id);
    }
  };

  return {
    inbox,
    unsent,
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
      stopReplies();
      stopUnsent();
      surroundings.outbox.stop();
      inbox.stop();
      visitors.stop();
      for (const thread of threads.values()) thread.stop();
      threads.clear();
    },
  };
}
