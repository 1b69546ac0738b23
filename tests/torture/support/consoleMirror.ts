import type { ConversationSummary, Message } from '#shared/chat/contract.ts';
import type { FeedEvent } from '#renderer/client/client.ts';
import type { Random } from '#server/demo/random.ts';
import { openLine } from './line.ts';

type Thread = Map<number, Message>;

/** A console that follows everything from the start and never reads a thread again: what it knows at the end it knows by the feed. */
export interface ConsoleMirror {
  readonly rows: ReadonlyMap<string, ConversationSummary>;
  readonly threads: ReadonlyMap<string, ReadonlyMap<number, Message>>;
  /** What the feed did wrong: an event twice, one out of order, a state that had to be read again. */
  readonly faults: readonly string[];
  /** How often the line came back. */
  readonly reconnections: () => number;
  /** Resolves when `isComplete` says so; looked at after each batch. */
  readonly until: (isComplete: () => boolean) => Promise<void>;
  /** The server's own view of a thread, read anew. */
  readonly readThread: (conversationId: string) => Promise<ReadonlyMap<number, Message>>;
  readonly readRows: () => Promise<ReadonlyMap<string, ConversationSummary>>;
  readonly retryNow: () => void;
  readonly close: () => void;
}

const PAGE = 100;

export function createConsoleMirror(options: {
  readonly url: string;
  readonly token: string;
  readonly random: Random;
}): ConsoleMirror {
  const { url, token, random } = options;
  const rows = new Map<string, ConversationSummary>();
  const threads = new Map<string, Thread>();
  const faults: string[] = [];
  const cursors = new Map<string, number>();
  const seated = new Set<string>();
  let linesUp = 0;
  let waiting: { readonly isComplete: () => boolean; readonly resolve: () => void } | undefined;
  const client = openLine({ url, namespace: '/console', random, auth: () => ({ token }) });

  function look(): void {
    if (waiting?.isComplete() === true) waiting.resolve();
  }

  /** Cursors of one subscription only ever grow, through every loss of the line. */
  function checkCursor(subscription: string, { cursor, name }: FeedEvent): void {
    if (cursor === null) return;
    const before = cursors.get(subscription) ?? -1;
    if (cursor <= before) faults.push(`${subscription}: ${name} at cursor ${cursor} after ${before}`);
    cursors.set(subscription, cursor);
  }

  function seat(subscription: string): boolean {
    if (seated.has(subscription)) faults.push(`${subscription}: had to read its state again`);
    seated.add(subscription);
    return true;
  }

  /** Reads again until the line holds long enough; anything but a lost line is a fault. */
  async function persist<T>(read: () => Promise<T>): Promise<T> {
    for (;;) {
      const up = linesUp;
      try {
        return await read();
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'UNAVAILABLE')) throw error;
        if (up === linesUp) await nextLine();
      }
    }
  }

  function nextLine(): Promise<void> {
    return new Promise((resolve) => {
      const stop = client.onLine(({ state }) => {
        if (state !== 'online') return;
        stop();
        resolve();
      });
    });
  }

  async function readThread(conversationId: string): Promise<Thread> {
    const thread: Thread = new Map();
    for (let before = Number.MAX_SAFE_INTEGER; ;) {
      const { messages, hasMore } = await persist(() =>
        client.call('chat.history', { conversationId, before, limit: PAGE }),
      );
      for (const message of messages) thread.set(message.seq, message);
      if (!hasMore) return thread;
      before = messages[0]?.seq ?? 0;
    }
  }

  async function readRows(): Promise<Map<string, ConversationSummary>> {
    const { conversations } = await persist(() => client.call('chat.conversations', { view: 'all', limit: PAGE }));
    return new Map(conversations.map((row) => [row.id, row]));
  }

  const failed = (error: unknown): void => void faults.push(String(error));

  function follow(conversationId: string): void {
    if (threads.has(conversationId)) return;
    const thread: Thread = new Map();
    threads.set(conversationId, thread);
    const subscription = `conversation:${conversationId}`;
    const byFeed = new Set<number>();
    client.subscribe(subscription, {
      onSnapshotNeeded: () => {
        seat(subscription);
        readThread(conversationId)
          .then((found) => {
            // An event that came meanwhile may be newer than what was read; a message itself never changes.
            for (const [seq, message] of found) thread.set(seq, message);
            look();
          })
          .catch(failed);
      },
      onEvents: (events) => {
        for (const event of events) {
          checkCursor(subscription, event);
          if (event.name !== 'chat.messageAdded') continue;
          const { message } = event.data;
          if (byFeed.has(message.seq)) faults.push(`${subscription}: message ${message.seq} was shown twice`);
          byFeed.add(message.seq);
          thread.set(message.seq, message);
        }
        look();
      },
    });
  }

  client.onLine(({ state }) => {
    if (state === 'online') linesUp += 1;
  });
  client.subscribe('inbox', {
    onSnapshotNeeded: () => {
      seat('inbox');
      readRows()
        .then((found) => {
          for (const [id, row] of found) if (!rows.has(id)) rows.set(id, row);
          for (const id of found.keys()) follow(id);
          look();
        })
        .catch(failed);
    },
    onEvents: (events) => {
      for (const event of events) {
        checkCursor('inbox', event);
        if (event.name !== 'chat.inboxChanged') continue;
        rows.set(event.data.id, event.data);
        follow(event.data.id);
      }
      look();
    },
  });

  return {
    rows,
    threads,
    faults,
    reconnections: () => Math.max(0, linesUp - 1),
    until: (isComplete) =>
      new Promise((resolve) => {
        waiting = { isComplete, resolve };
        look();
      }),
    readThread,
    readRows,
    retryNow: client.retryNow,
    close: client.close,
  };
}
