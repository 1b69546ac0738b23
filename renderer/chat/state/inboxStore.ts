import type { ConversationSummary, InboxView } from '#shared/chat/contract.ts';
import { createBatch } from './batch.ts';
import { type Counts, createCountsReader } from './counts.ts';
import { createDeliveries } from './deliveries.ts';
import { createObservable, type Observable } from './observable.ts';
import type { Surroundings } from './surroundings.ts';
import { createViewPages, type ViewPages, type ViewState } from './viewPages.ts';
import { createWatched, type WatchedState } from './watched.ts';

export interface InboxState {
  readonly view: InboxView;
  readonly list: ViewState;
  /** Null until the server has counted. */
  readonly counts: Counts | null;
  /** Since when (UTC ms) the line is down and what is shown may be old; null while it is up. */
  readonly staleSince: number | null;
  /** Changes whenever anything behind the store may have. */
  readonly revision: number;
}

export interface InboxStore extends Observable<InboxState> {
  show(view: InboxView): void;
  reload(): void;
  loadMore(): void;
  /** Keeps a conversation's row at hand while it is open; the returned function lets go. */
  watch(conversationId: string): () => void;
  conversation(conversationId: string): WatchedState | null;
  /** Reads the watched conversations again, after an error. */
  reread(): void;
  stop(): void;
}

/** The inbox, live: four views over one subscription. State changes at once; those who watch are told once a frame. */
export function createInboxStore(surroundings: Surroundings): InboxStore {
  const { client, timers, nextFrame } = surroundings;
  // Nothing is ever assigned to somebody who only reads.
  let view: InboxView = surroundings.me.mayWrite ? 'mine' : 'all';
  let staleSince: number | null = null;
  let revision = 0;
  /** Whether the feed has begun: before that, a page read would be read again at once. */
  let isSeated = false;

  const stateNow = (): InboxState => ({
    view,
    list: pages[view].state(),
    counts: counts.value(),
    staleSince,
    revision,
  });
  const batch = createBatch(nextFrame, () => {
    revision += 1;
    observable.set(stateNow());
  });

  const pagesOf = (of: InboxView): ViewPages => createViewPages(surroundings, of, batch.soon);
  const pages: Readonly<Record<InboxView, ViewPages>> = {
    mine: pagesOf('mine'),
    unassigned: pagesOf('unassigned'),
    all: pagesOf('all'),
    closed: pagesOf('closed'),
  };
  const counts = createCountsReader(surroundings, batch.soon);
  const watched = createWatched(surroundings, batch.soon);
  const deliveries = createDeliveries(surroundings);
  const observable = createObservable<InboxState>(stateNow());

  const apply = (row: ConversationSummary): void => {
    for (const each of Object.values(pages)) each.apply(row);
    watched.apply(row);
    deliveries.arrived(row);
  };

  const unsubscribe = client.subscribe('inbox', {
    onEvents(events) {
      for (const event of events) if (event.name === 'chat.inboxChanged') apply(event.data);
      counts.touch();
      batch.soon();
    },
    onSnapshotNeeded() {
      const isFirst = !isSeated;
      isSeated = true;
      for (const [name, each] of Object.entries(pages)) if (each.isUsed() || name === view) each.reload();
      if (!isFirst) watched.reload();
      counts.touch();
    },
  });

  const stopLine = client.onLine((line) => {
    if (line.state === 'online') {
      staleSince = null;
      if (pages[view].state().status === 'error') pages[view].reload();
      counts.touch();
    } else staleSince ??= timers.now();
    batch.soon();
  });

  return {
    get: observable.get,
    listen: observable.listen,
    show(next) {
      view = next;
      if (isSeated && !pages[view].isUsed()) pages[view].reload();
      batch.now();
    },
    reload() {
      pages[view].reload();
      counts.touch();
      batch.now();
    },
    loadMore() {
      pages[view].loadMore();
    },
    watch(conversationId) {
      const known = Object.values(pages)
        .map((each) => each.find(conversationId))
        .find((row) => row !== null);
      return watched.watch(conversationId, known ?? null);
    },
    conversation: (conversationId) => watched.state(conversationId),
    reread: watched.reload,
    stop() {
      unsubscribe();
      stopLine();
      counts.stop();
      deliveries.stop();
      batch.stop();
    },
  };
}
