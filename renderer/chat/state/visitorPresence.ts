import type { VisitorPresence } from '#shared/chat/presence/contract.ts';
import { MAXIMUM_PAGE } from '#shared/chat/limits.ts';
import type { Client } from '#renderer/client/client.ts';
import { createObservable, type Observable } from './observable.ts';

/** Conversations that are kept beside those that are shown. */
const MOST_KEPT = 100;

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

  /** A long day brings thousands of conversations through the list: those that are shown no more are let go, and asked for anew when they are. */
  function makeRoom(): void {
    if (asked.size <= 2 * shown.length + MOST_KEPT) return;
    const wanted = new Set(shown);
    for (const id of asked) if (!wanted.has(id)) asked.delete(id);
    state.set(new Map([...state.get()].filter(([id]) => wanted.has(id))));
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
      const told = events.flatMap(({ name, data }) => (name === 'chat.visitorPresenceChanged' ? [data] : []));
      // Of the others the answer will tell when they are shown.
      put(told.filter(({ conversationId }) => asked.has(conversationId)));
    },
  });

  return {
    get: state.get,
    listen: state.listen,
    show(conversationIds) {
      shown = conversationIds;
      makeRoom();
      ask();
    },
    stop,
  };
}
