import type { Client, LineState } from '#renderer/client/client.ts';
import type { VisitorSession } from '#renderer/client/socketIo.ts';
import type { Timers } from '#renderer/client/timers.ts';
import { createConversation } from './conversation.ts';
import type { Conversation } from './conversation.ts';
import { createOutbox } from './outbox.ts';
import type { Outgoing, Sent } from './outbox.ts';
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
  readonly outgoing: readonly Outgoing[];
  readonly slowed: boolean;
  readonly writer: { readonly isWriting: boolean; readonly name: string | null };
  /** The team's messages that the visitor has not seen. */
  readonly unread: number;
}

export interface ChatOptions {
  /** Makes the client; called once, when the chat is first needed. */
  readonly connect: (onSession: (session: VisitorSession) => void) => Client;
  readonly timers: Timers;
  readonly newId: () => string;
  /** Whether the visitor has talked here before, as far as their device knows. */
  readonly returns: boolean;
  /** A conversation is about to exist: from now on the visitor must be known again. */
  readonly onStart: () => void;
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
  /** Null before there is one. */
  readonly conversationId: () => string | null;
}

const NOBODY = { isWriting: false, name: null };

/** The visitor's side of live chat: everything but the picture. */
export function createChat({ connect, timers, newId, returns, onStart }: ChatOptions): Chat {
  const listeners = new Set<() => void>();
  let client: Client | null = null;
  let session: VisitorSession | null = null;
  let conversation: Conversation | null = null;
  let startId: string | null = null;
  let isSeen = false;
  let readUpTo = 0;

  const outbox = createOutbox({ timers, newId, send, onSent, onChange: change });
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
      outgoing: outbox.messages(),
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
        for (const item of items) outbox.remove(item.id);
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
    outbox.open();
    change();
  }

  async function start(line: Client): Promise<string> {
    startId ??= newId();
    onStart();
    const { conversationId } = await line.call('chat.start', { id: startId });
    startId = null;
    openConversation(conversationId);
    return conversationId;
  }

  async function send(message: Outgoing): Promise<Sent> {
    if (client === null) throw new Error('A message cannot be sent before the chat was opened.');
    const conversationId = conversation?.id ?? (await start(client));
    return client.call('chat.send', { id: message.id, conversationId, body: message.body });
  }

  function onSent({ id, body }: Outgoing, { seq, at }: Sent): void {
    const author = { kind: 'visitor' as const, id: session?.visitorId ?? null, name: null };
    conversation?.put({ id, seq, kind: 'message', body, author, at, event: null });
  }

  function open(): void {
    if (client !== null) return;
    client = connect(onSession);
    client.onLine((line) => {
      if (line.state !== 'online') outbox.shut();
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
      outbox.add(body);
    },
    retry: outbox.retry,
    discard: outbox.remove,
    typed: typing.changed,
    loadOlder() {
      void conversation?.loadOlder();
    },
    retryLine() {
      client?.retryNow();
    },
    conversationId: () => conversation?.id ?? null,
  };
}
