import type { Client, LineState } from '#renderer/client/client.ts';
import type { SocketIoClient, VisitorSession } from '#renderer/client/socketIo.ts';
import { createOutbox, type Acknowledged, type OutboxMessage } from '#renderer/client/outbox/outbox.ts';
import type { Shelf } from '#renderer/client/outbox/shelf.ts';
import type { Tabs } from '#renderer/client/outbox/tabs.ts';
import type { Timers } from '#renderer/client/timers.ts';
import { AppError } from '#shared/wire/errors.ts';
import { createConversation } from './conversation.ts';
import type { Conversation } from './conversation.ts';
import { emptyThread, lastFromTeam, unreadAfter } from './thread.ts';
import type { Thread } from './thread.ts';
import { createTypingSignal } from './typing.ts';

/** All that the view shows. */
export interface ChatState {
  readonly line: LineState;
  /** `idle`: nobody has opened the chat; `loading`: a conversation is on its way; `ready`. */
  readonly phase: 'idle' | 'loading' | 'ready';
  readonly thread: Thread;
  readonly older: 'idle' | 'loading' | 'failed';
  readonly outgoing: readonly OutboxMessage[];
  readonly slowed: boolean;
  readonly writer: { readonly isWriting: boolean; readonly name: string | null };
  /** The team's messages that the visitor has not seen. */
  readonly unread: number;
}

/** The visitor's line, which can say its handshake anew. */
export type VisitorClient = Client & Pick<SocketIoClient, 'reconnect' | 'close'>;

export interface ChatOptions {
  /** Makes the client; called once, when the chat is first needed. */
  readonly connect: (onSession: (session: VisitorSession) => void) => VisitorClient;
  readonly timers: Timers;
  readonly newId: () => string;
  /** Where messages stand until the server has them, and the visitor's other tabs. */
  readonly shelf: Shelf;
  readonly tabs: Tabs;
  /** Whether the visitor has talked here before, as far as their device knows. */
  readonly returns: boolean;
  /**
   * A conversation is about to exist: from now on the visitor must be known again. False when they are known as somebody else by now:
   * the handshake must be said anew first.
   */
  readonly mayStart: () => boolean;
  /** A message waits for the line: the next page must come back for it. */
  readonly onKept: () => void;
}

export interface Chat {
  readonly state: () => ChatState;
  readonly onChange: (listener: () => void) => () => void;
  readonly open: () => void;
  /** Whether the visitor can see the thread right now. */
  readonly setSeen: (seen: boolean) => void;
  readonly send: (body: string) => void;
  readonly retry: (id: string) => void;
  readonly discard: (id: string) => void;
  readonly typed: (text: string) => void;
  readonly loadOlder: () => void;
  readonly retryLine: () => void;
  /** Connects anew: another tab has become known to the server, and this one with it. */
  readonly reconnect: () => void;
  /** Ends the line. What waits stays on the shelf. */
  readonly close: () => void;
  /** Null before there is one. */
  readonly conversationId: () => string | null;
}

/** All that a visitor writes goes the same way. */
const LANE = 'visitor';
const NOBODY = { isWriting: false, name: null };

/** The visitor's side of live chat: everything but the picture. */
export function createChat({ connect, timers, newId, shelf, tabs, returns, onKept, mayStart }: ChatOptions): Chat {
  const listeners = new Set<() => void>();
  let client: VisitorClient | null = null;
  let session: VisitorSession | null = null;
  let conversation: Conversation | null = null;
  let startId: string | null = null;
  let isSeen = false;
  let readUpTo = 0;
  /** The newest message for whose sake the conversation was looked for. */
  let lookedFor = '';

  const outbox = createOutbox({ shelf, tabs, timers, newId, send, onChange: settle });
  const typing = createTypingSignal(timers, (isTyping) => {
    if (client === null || conversation === null || client.line().state !== 'online') return;
    // Nobody is served by the news that a typing signal was lost.
    client.call('chat.typing', { conversationId: conversation.id, typing: isTyping }).catch(() => undefined);
  });

  let state = compose();

  function compose(): ChatState {
    const thread = conversation?.thread() ?? emptyThread;
    return {
      line: client?.line() ?? { state: 'connecting' },
      phase: phase(),
      thread,
      older: conversation?.older() ?? 'idle',
      outgoing: outbox.list(),
      slowed: outbox.isSlowed(),
      writer: conversation?.writer() ?? NOBODY,
      unread: unreadAfter(thread, Math.max(readUpTo, thread.receipts.visitorRead)),
    };
  }

  function phase(): ChatState['phase'] {
    if (client === null) return 'idle';
    if (conversation !== null) return conversation.isLoaded() ? 'ready' : 'loading';
    // Somebody new has nothing that could be loaded: they are welcome before the line stands.
    return session === null && returns ? 'loading' : 'ready';
  }

  function change(): void {
    if (isSeen && conversation !== null) {
      readUpTo = Math.max(readUpTo, lastFromTeam(conversation.thread()));
      conversation.readUpTo(readUpTo);
    }
    state = compose();
    for (const listener of [...listeners]) listener();
  }

  function openConversation(id: string): void {
    if (conversation?.id === id || client === null) return;
    conversation?.close();
    readUpTo = 0;
    conversation = createConversation({
      id,
      client,
      timers,
      onChange: change,
      onItems(items) {
        for (const item of items) outbox.remove(item.id, item);
        change();
      },
    });
  }

  function onSession(next: VisitorSession): void {
    session = next;
    if (next.conversationId !== null) openConversation(next.conversationId);
    else if (conversation !== null) {
      // The server no longer knows us: what was said stands in a conversation that is not ours any more.
      conversation.close();
      conversation = null;
    }
    conversation?.lineUp();
    outbox.lineUp();
    settle();
  }

  async function start(line: VisitorClient): Promise<string> {
    if (!mayStart()) {
      line.reconnect();
      throw new AppError('UNAVAILABLE', 'Another tab has become known; this one follows.');
    }
    startId ??= newId();
    const { conversationId } = await line.call('chat.start', { id: startId });
    startId = null;
    openConversation(conversationId);
    return conversationId;
  }

  async function send(message: OutboxMessage): Promise<Acknowledged> {
    if (client === null) throw new Error('A message cannot be sent before the chat was opened.');
    const conversationId = conversation?.id ?? (await start(client));
    return client.call('chat.send', { id: message.id, conversationId, body: message.body });
  }

  /** Another tab has started the conversation that this one's handshake did not know of yet: saying it anew tells which it is. */
  function findConversation(messages: readonly OutboxMessage[]): void {
    if (conversation !== null || session === null || client?.line().state !== 'online') return;
    const news = messages.findLast(({ id, seq }) => seq !== null && id > lookedFor);
    if (news === undefined) return;
    lookedFor = news.id;
    client.reconnect();
  }

  /** What the server has takes its place in the thread. What waits from an earlier page is reason enough to connect. */
  function settle(): void {
    const messages = outbox.list();
    if (messages.some(({ state: is }) => is === 'waiting')) open();
    findConversation(messages);
    const author = { kind: 'visitor' as const, id: session?.visitorId ?? null, name: null };
    for (const { id, body, at, seq } of messages) {
      if (seq === null || conversation === null) continue;
      conversation.put({ id, seq, kind: 'message', body, author, at, event: null });
      outbox.remove(id);
    }
    change();
  }

  function open(): void {
    if (client !== null) return;
    client = connect(onSession);
    client.onLine((line) => {
      if (line.state !== 'online') outbox.lineDown();
      change();
    });
    change();
  }

  return {
    state: () => state,
    onChange(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    open,
    setSeen(seen) {
      isSeen = seen;
      change();
    },
    send(body) {
      open();
      typing.sent();
      outbox.add(LANE, body);
      onKept();
    },
    retry: outbox.retry,
    discard(id) {
      outbox.remove(id);
    },
    typed: typing.changed,
    loadOlder() {
      void conversation?.loadOlder();
    },
    retryLine() {
      client?.retryNow();
    },
    reconnect() {
      client?.reconnect();
    },
    close() {
      outbox.stop();
      conversation?.close();
      client?.close();
    },
    conversationId: () => conversation?.id ?? null,
  };
}
