import type { VisitorPresence } from '#shared/chat/presence/contract.ts';
import { MAXIMUM_PAGE } from '#shared/chat/limits.ts';
import type { Client } from '#renderer/client/client.ts';
import { createObservable, type Observable } from './observable.ts';

/** By conversation. */
export type Visitors = ReadonlyMap<string, VisitorPresence>;

export interface VisitorPresenceStore extends Observable<Visitors> {
  /** Asks for those that are shown and not asked for yet. */
  show(conversationIds: readonly string[]): void;
  stop(): void;
}

/** Which customers are at their conversation, as far as rows or a thread show them. */
export function createVisitorPresenceStore(client: Client): VisitorPresenceStore {
  const state = createObservable<Visitors>(new Map());
  let asked = new Set<string>();
  let shown: readonly string[] = [];

  function put(visitors: readonly VisitorPresence[]): void {
    if (visitors.length === 0) return;
    const next = new Map(state.get());
    for (const visitor of visitors) next.set(visitor.conversationId, visitor);
    state.set(next);
  }

  function ask(): void {
    const ids = shown.filter((id) => !asked.has(id)).slice(0, MAXIMUM_PAGE);
    if (ids.length === 0 || client.line().state !== 'online') return;
    const mine = asked;
    for (const id of ids) asked.add(id);
    client.call('chat.visitorPresence', { conversationIds: ids }).then(
      ({ visitors }) => {
        if (mine !== asked) return;
        // What the feed told since is newer.
        put(visitors.filter(({ conversationId, since }) => since >= (state.get().get(conversationId)?.since ?? 0)));
        ask();
      },
      () => {
        for (const id of ids) mine.delete(id);
      },
    );
  }

  const stop = client.subscribe('presence', {
    onSnapshotNeeded() {
      asked = new Set();
      state.set(new Map());
      ask();
    },
    onEvents(events) {
      put(events.flatMap(({ name, data }) => (name === 'chat.visitorPresenceChanged' ? [data] : [])));
    },
  });

  return {
    get: state.get,
    listen: state.listen,
    show(conversationIds) {
      shown = conversationIds;
      ask();
    },
    stop,
  };
}
