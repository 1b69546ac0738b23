import { backOff } from '#renderer/client/backOff.ts';
import type { FeedEvent } from '#renderer/client/client.ts';
import type { PendingReply } from '#renderer/chat/model/sendState.ts';
import type { Author, Message, Receipts } from '#shared/chat/contract.ts';
import { isForReading } from '#shared/chat/failures.ts';
import { AppError } from '#shared/wire/errors.ts';
import { createBatch } from './batch.ts';
import { createMarks } from './marks.ts';
import { createObservable, type Observable } from './observable.ts';
import { createReplies } from './replies.ts';
import type { Surroundings } from './surroundings.ts';
import { createThreadItems } from './threadItems.ts';
import { createTypingSignal, type TypingSignal } from './typingSignal.ts';
import { createTypists } from './typists.ts';

export interface ThreadState {
  /** `error`: the thread could not be read and nothing of it is known. */
  readonly status: 'loading' | 'ready' | 'error';
  readonly error: AppError | null;
  /** Oldest first. */
  readonly items: readonly Message[];
  readonly pending: readonly PendingReply[];
  readonly hasOlder: boolean;
  readonly older: 'idle' | 'loading' | 'error';
  readonly receipts: Receipts | null;
  readonly typists: readonly Author[];
  /** `seq` of the first of the customer's messages that nobody had read when the thread was opened; null when there was none. */
  readonly firstUnread: number | null;
}

export interface ThreadStore extends Observable<ThreadState> {
  readonly typing: TypingSignal;
  /** Holds the subscription while anybody looks; the returned function lets go. */
  open(): () => void;
  isOpen(): boolean;
  send(body: string): void;
  retry(id: string): void;
  /** Answers the text of the failed reply that was given up. */
  discard(id: string): string | null;
  loadOlder(): void;
  reload(): void;
  /** Whether a person has the end of the thread before their eyes now. */
  setVisible(visible: boolean): void;
  /** Forgets all but the newest items, to bound what a long day piles up. */
  trim(): void;
  stop(): void;
}

const PAGE = 50;
const KEPT_WHEN_TRIMMED = 200;

const EMPTY: ThreadState = {
  status: 'loading',
  error: null,
  items: [],
  pending: [],
  hasOlder: false,
  older: 'idle',
  receipts: null,
  typists: [],
  firstUnread: null,
};

function asAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('INTERNAL', String(error));
}

function unreadFrom(messages: readonly Message[], read: number): number | null {
  return messages.find((message) => isForReading(message) && message.seq > read)?.seq ?? null;
}

function furthest(one: Receipts | null, other: Receipts): Receipts {
  if (one === null) return other;
  return {
    visitorDelivered: Math.max(one.visitorDelivered, other.visitorDelivered),
    visitorRead: Math.max(one.visitorRead, other.visitorRead),
    staffDelivered: Math.max(one.staffDelivered, other.staffDelivered),
    staffRead: Math.max(one.staffRead, other.staffRead),
  };
}

/** One conversation's thread, live. State changes at once; those who watch are told once a frame. */
export function createThreadStore(surroundings: Surroundings, conversationId: string): ThreadStore {
  const { client, timers, me, nextFrame, outbox } = surroundings;
  const observable = createObservable<ThreadState>(EMPTY);
  const items = createThreadItems();
  const marks = createMarks(surroundings, conversationId);
  const typing = createTypingSignal(surroundings, conversationId);

  let status: ThreadState['status'] = 'loading';
  let error: AppError | null = null;
  let older: ThreadState['older'] = 'idle';
  let receipts: Receipts | null = null;
  let firstUnread: number | null = null;
  /** Whether the first page since the thread was opened is still to come. */
  let isOpening = false;
  let visible = false;
  let watchers = 0;
  let unsubscribe: (() => void) | null = null;
  /** Answers to a load that another has overtaken are dropped. */
  let load = 0;
  /** The `seq` before the newest hole that a page was read again for. */
  let lastHole = -1;
  /** Reads in a row that failed. */
  let failures = 0;
  let cancelReload: () => void = () => undefined;

  const publish = (): void => {
    marks.update(items.list(), receipts, visible && status === 'ready');
    observable.set({
      status,
      error,
      items: items.list(),
      pending: replies.list(),
      hasOlder: items.hasOlder(),
      older,
      receipts,
      typists: typists.list(),
      firstUnread,
    });
  };
  const batch = createBatch(nextFrame, publish);
  const replies = createReplies(outbox, conversationId);
  const typists = createTypists(timers, batch.soon);

  const reload = (): void => {
    cancelReload();
    load += 1;
    const mine = load;
    if (items.list().length === 0) status = 'loading';
    batch.soon();
    Promise.all([
      client.call('chat.history', { conversationId, limit: PAGE }),
      client.call('chat.conversation', { conversationId }),
    ]).then(
      ([page, conversation]) => {
        if (mine !== load) return;
        failures = 0;
        const hole = items.addNewest(page.messages, page.hasMore);
        receipts = furthest(receipts, conversation.receipts);
        if (isOpening) firstUnread = unreadFrom(page.messages, receipts.staffRead);
        isOpening = false;
        status = 'ready';
        settleSent();
        error = null;
        batch.soon();
        // Once for each hole: a newer page closes it, and a thread that has one for good is shown as it is.
        if (hole !== null && hole > lastHole) {
          lastHole = hole;
          reload();
        }
      },
      (reason: unknown) => {
        if (mine !== load) return;
        error = asAppError(reason);
        // What is on the screen stays there; only an empty thread has nothing better to show than the error.
        if (status !== 'ready') status = 'error';
        batch.soon();
        reloadLater(error);
      },
    );
  };

  /**
   * An answer that did not come in time on a line that stands, or a server that asks to slow down: nothing else would read what is missing. A
   * lost line reads anew when it is back.
   */
  const reloadLater = (why: AppError): void => {
    const passes = why.code === 'UNAVAILABLE' || why.code === 'RATE_LIMITED';
    if (!passes || watchers === 0 || client.line().state !== 'online') return;
    cancelReload = timers.after(backOff(failures, timers, why), reload);
    failures += 1;
  };

  /** The feed does not bring one's own message back: what was sent takes its place in the thread as soon as all before it is there. */
  const settleSent = (): void => {
    if (status === 'ready') {
      const author: Author = { kind: 'staff', id: me.accountId, name: me.name };
      for (const { id, body, at, seq } of replies.list()) {
        if (seq === items.lastSeq() + 1) items.add({ id, seq, kind: 'message', body, author, at, event: null });
      }
    }
    // One whose place is behind the last item without being known stands above what was read.
    replies.settle(({ id, seq }) => items.has(id) || (seq !== null && seq <= items.lastSeq()));
  };

  const add = (message: Message): void => {
    const { added, hole } = items.add(message);
    if (!added) return;
    typists.stopped(message.author);
    settleSent();
    if (hole) reload();
  };

  const apply = (event: FeedEvent): void => {
    if (event.name === 'chat.messageAdded') add(event.data.message);
    else if (event.name === 'chat.objectChanged') items.change(event.data.message);
    else if (event.name === 'chat.receiptsChanged') receipts = furthest(receipts, event.data.receipts);
    else if (event.name === 'chat.conversationChanged') {
      if (event.data.message !== null) add(event.data.message);
    } else if (event.name === 'chat.typingChanged') {
      const { author, typing: isTyping, expiresInMs } = event.data;
      if (author.kind !== 'staff' || author.id !== me.accountId) typists.heard(author, isTyping, expiresInMs);
    }
  };

  const stopLine = client.onLine((line) => {
    if (line.state !== 'online') {
      typists.clear();
      return;
    }
    marks.forget();
    if (error !== null && watchers > 0) reload();
    batch.soon();
  });

  const stopReplies = outbox.listen(() => {
    settleSent();
    batch.now();
  });

  const close = (): void => {
    cancelReload();
    unsubscribe?.();
    unsubscribe = null;
    typing.stopped();
    typists.clear();
  };

  return {
    get: observable.get,
    listen: observable.listen,
    typing,
    open() {
      watchers += 1;
      if (watchers === 1) {
        isOpening = true;
        firstUnread = null;
        unsubscribe = client.subscribe(`conversation:${conversationId}`, {
          onEvents(events) {
            for (const event of events) apply(event);
            batch.soon();
          },
          onSnapshotNeeded: reload,
        });
      }
      let open = true;
      return () => {
        if (!open) return;
        open = false;
        watchers -= 1;
        if (watchers === 0) close();
      };
    },
    isOpen: () => watchers > 0,
    send(body) {
      typing.stopped();
      // Who answers has seen what was new.
      firstUnread = null;
      replies.send(body);
    },
    retry: replies.retry,
    discard: replies.discard,
    loadOlder() {
      const before = items.firstSeq();
      if (older === 'loading' || before === null || !items.hasOlder()) return;
      older = 'loading';
      batch.now();
      const mine = load;
      client.call('chat.history', { conversationId, before, limit: PAGE }).then(
        (page) => {
          older = 'idle';
          // A new newest page may have moved the start of what is known.
          if (mine === load && items.firstSeq() === before) items.addOlder(page.messages, page.hasMore);
          batch.now();
        },
        () => {
          older = 'error';
          batch.now();
        },
      );
    },
    reload,
    setVisible(next) {
      visible = next;
      marks.update(items.list(), receipts, visible && status === 'ready');
    },
    trim() {
      items.trim(KEPT_WHEN_TRIMMED);
      batch.soon();
    },
    stop() {
      close();
      stopLine();
      stopReplies();
      batch.stop();
    },
  };
}
