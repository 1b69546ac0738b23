import { backOff } from '#renderer/client/backOff.ts';
import type { Client, FeedEvent } from '#renderer/client/client.ts';
import type { Timers } from '#renderer/client/timers.ts';
import type { Message } from '#shared/chat/contract.ts';
import { createMarks } from './marks.ts';
import { emptyThread, lastFromTeam, withItems, withNewestPage, withOlderPage, withReceipts } from './thread.ts';
import type { Thread } from './thread.ts';
import { createWriter } from './typing.ts';

const PAGE = 50;

export interface ConversationOptions {
  readonly id: string;
  readonly client: Client;
  readonly timers: Timers;
  readonly onChange: () => void;
  /** Items that have come into the thread, one's own included. */
  readonly onItems: (items: readonly Message[]) => void;
}

export interface Conversation {
  readonly id: string;
  readonly thread: () => Thread;
  /** False until the first page is here. */
  readonly isLoaded: () => boolean;
  readonly older: () => 'idle' | 'loading' | 'failed';
  readonly writer: () => { readonly isWriting: boolean; readonly name: string | null };
  readonly loadOlder: () => Promise<void>;
  /** Puts in a message that the server has acknowledged, before the feed brings it. */
  readonly put: (message: Message) => void;
  readonly readUpTo: (seq: number) => void;
  /** The line stands again: says what could not be said without it. */
  readonly lineUp: () => void;
  readonly close: () => void;
}

/** One conversation of a visitor, kept true by its feed: pages, receipts, status and who is writing. */
export function createConversation({ id, client, timers, onChange, onItems }: ConversationOptions): Conversation {
  let thread = emptyThread;
  let loaded = false;
  let older: 'idle' | 'loading' | 'failed' = 'idle';
  let isClosed = false;
  /** Events that came while the state was being read; they are newer or the same, so they come after it. */
  let held: FeedEvent[] | null = null;
  let reading = 0;
  let failures = 0;
  let cancelRetry: () => void = () => undefined;
  const writer = createWriter(timers, onChange);
  const delivered = createMarks((seq) => client.call('chat.delivered', { conversationId: id, seq }));
  const read = createMarks((seq) => client.call('chat.read', { conversationId: id, seq }));

  async function readState(): Promise<void> {
    cancelRetry();
    reading += 1;
    const mine = reading;
    held ??= [];
    try {
      const [page, state] = await Promise.all([
        client.call('chat.history', { conversationId: id, limit: PAGE }),
        client.call('chat.conversation', { conversationId: id }),
      ]);
      if (mine !== reading || isClosed) return;
      failures = 0;
      loaded = true;
      thread = withReceipts(withNewestPage(thread, page), state.receipts);
      thread = { ...thread, status: state.status, assignee: state.assignee };
      const later = held;
      held = null;
      arrived(page.messages);
      apply(later);
    } catch (error) {
      if (mine !== reading || isClosed) return;
      cancelRetry = timers.after(backOff(failures, timers, error), () => void readState());
      failures += 1;
    }
  }

  function arrived(items: readonly Message[]): void {
    delivered.reach(lastFromTeam(thread));
    onItems(items);
  }

  function apply(events: readonly FeedEvent[]): void {
    // Put in together: after a long absence they are thousands.
    const items: Message[] = [];
    for (const event of events) applyOne(event, items);
    if (items.length > 0) {
      thread = withItems(thread, items);
      arrived(items);
    }
    onChange();
  }

  function applyOne(event: FeedEvent, items: Message[]): void {
    switch (event.name) {
      case 'chat.messageAdded':
        if (event.data.message.author.kind === 'staff') writer.clear();
        items.push(event.data.message);
        break;
      case 'chat.objectChanged':
        items.push(event.data.message);
        break;
      case 'chat.conversationChanged':
        thread = { ...thread, status: event.data.status, assignee: event.data.assignee };
        if (event.data.message?.author.kind === 'staff') writer.clear();
        if (event.data.message !== null) items.push(event.data.message);
        break;
      case 'chat.receiptsChanged':
        thread = withReceipts(thread, event.data.receipts);
        break;
      case 'chat.typingChanged':
        if (event.data.author.kind !== 'staff') break;
        writer.set(event.data.author.name, event.data.typing, event.data.expiresInMs);
        break;
      default:
        // Another subscription's, or one that a newer server knows.
        break;
    }
  }

  const unsubscribe = client.subscribe(`conversation:${id}`, {
    onSnapshotNeeded: () => void readState(),
    onEvents(events) {
      if (held === null) apply(events);
      else held.push(...events);
    },
  });

  return {
    id,
    thread: () => thread,
    isLoaded: () => loaded,
    older: () => older,
    writer: () => ({ isWriting: writer.isWriting(), name: writer.name() }),
    async loadOlder() {
      const first = thread.items[0];
      if (older === 'loading' || !thread.hasOlder || first === undefined) return;
      older = 'loading';
      onChange();
      try {
        const page = await client.call('chat.history', { conversationId: id, before: first.seq, limit: PAGE });
        thread = withOlderPage(thread, page);
        older = 'idle';
      } catch {
        older = 'failed';
      }
      onChange();
    },
    put(message) {
      thread = withItems(thread, [message]);
      onChange();
    },
    readUpTo: read.reach,
    lineUp() {
      if (held !== null && failures > 0) void readState();
      delivered.again();
      read.again();
    },
    close() {
      isClosed = true;
      cancelRetry();
      writer.clear();
      unsubscribe();
    },
  };
}
