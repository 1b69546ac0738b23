import { createChatStores } from '#renderer/chat/state/chatStores.ts';
import { createReplyOutbox } from '#renderer/chat/state/replyOutbox.ts';
import type { Client } from '#renderer/client/client.ts';
import { newId } from '#renderer/client/newId.ts';
import { createMemoryShelf, type Shelf } from '#renderer/client/outbox/shelf.ts';
import { createSingleTab, type Tabs } from '#renderer/client/outbox/tabs.ts';
import { createSocketIoClient } from '#renderer/client/socketIo.ts';
import type { Timers } from '#renderer/client/timers.ts';
import { createVisitorChat, type TokenStorage } from '#renderer/widget/chat/visitorChat.ts';
import type { Random } from '#server/demo/random.ts';
import { createTabsOfOnePerson } from '#tests/renderer/client/outbox/tabsOfOnePerson.ts';
import { SITE_KEY } from '#tests/support/workspace.ts';

/** One window in which somebody writes and reads a thread. */
export interface Party {
  readonly name: string;
  write(body: string): void;
  /** Texts of the messages in the thread, as this window shows them. */
  bodies(): readonly string[];
  /** Messages that have not found their place in the thread. */
  unsettled(): number;
  /** The machine woke up, or the network is back. */
  wake(): void;
  /** What else a complaint should tell of it. */
  explain?(): string;
  close(): void;
}

/** Waiting goes this many times faster than in the product: hundreds of runs shall not wait for back-off. */
const HASTE = 20;

export function hastyTimers(random: Random): Timers {
  return {
    now: () => Date.now(),
    random: () => random.next(),
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds / HASTE);
      return () => {
        clearTimeout(timer);
      };
    },
  };
}

/** Wake-ups that come when the torture says so. */
export function createWakeUps() {
  const wakes = new Set<() => void>();
  return {
    wake: () => {
      for (const run of [...wakes]) run();
    },
    wakeUps: (run: () => void) => {
      wakes.add(run);
      return () => {
        wakes.delete(run);
      };
    },
  };
}

/** A visitor's browser: what its tabs share. */
export function createVisitorBrowser(url: string, timers: Timers, siteKey = SITE_KEY) {
  const newTab: () => Tabs = createTabsOfOnePerson();
  const shelf: Shelf = createMemoryShelf();
  const listeners = new Map<number, (token: string) => void>();
  let token: string | null = null;
  let tabs = 0;

  return {
    token: () => token,
    openTab(name: string): Party & { conversationId(): string | null } {
      const tab = (tabs += 1);
      const storage: TokenStorage = {
        token: () => token,
        keepToken: (next) => {
          if (next === token) return;
          token = next;
          for (const [other, listen] of listeners) if (other !== tab) queueMicrotask(() => listen(next));
        },
        onToken: (listener) => {
          listeners.set(tab, listener);
        },
      };
      const { wake, wakeUps } = createWakeUps();
      const { chat } = createVisitorChat({
        url,
        siteKey,
        storage,
        shelf,
        tabs: newTab(),
        timers,
        wakeUps,
        onStart: () => undefined,
      });
      chat.open();
      return {
        name,
        write: chat.send,
        bodies: () => chat.state().thread.items.flatMap(({ kind, body }) => (kind === 'message' ? [body] : [])),
        unsettled: () => chat.state().outgoing.length,
        conversationId: chat.conversationId,
        wake,
        close: () => {
          listeners.delete(tab);
          chat.close();
        },
      };
    },
  };
}

export interface ColleagueOptions {
  readonly name: string;
  readonly url: string;
  readonly token: string;
  readonly accountId: string;
  readonly conversationId: string;
  readonly timers: Timers;
}

/** A colleague's stores with one conversation open, over any line: what a console's window does. */
export function openThread(
  client: Client,
  shelf: Shelf,
  { name, accountId, conversationId, timers }: Omit<ColleagueOptions, 'url' | 'token'>,
): Omit<Party, 'name' | 'wake'> {
  const outbox = createReplyOutbox(client, { shelf, tabs: createSingleTab(), timers, newId });
  const stores = createChatStores({
    client,
    me: { accountId, name, mayWrite: true },
    timers,
    nextFrame: (run) => {
      const frame = setImmediate(run);
      return () => {
        clearImmediate(frame);
      };
    },
    outbox,
    newId,
  });
  const thread = stores.thread(conversationId);
  const close = thread.open();
  return {
    write: thread.send,
    bodies: () => thread.get().items.flatMap(({ kind, body }) => (kind === 'message' ? [body] : [])),
    unsettled: () => thread.get().pending.length,
    explain: () => {
      const { status, error, pending } = thread.get();
      const waiting = pending.map(({ body, state, error: why }) => `${body} ${state} ${String(why)}`);
      return `thread ${status} ${String(error)}; line ${JSON.stringify(client.line())}; ${waiting.join(', ')}`;
    },
    close: () => {
      close();
      stores.stop();
    },
  };
}

/** A colleague's console in a browser. */
export function openColleague({ url, token, ...options }: ColleagueOptions): Party {
  const { wake, wakeUps } = createWakeUps();
  const { timers, name } = options;
  const client = createSocketIoClient({ url, namespace: '/console', auth: () => ({ token }), timers, wakeUps });
  const thread = openThread(client, createMemoryShelf(), options);
  return {
    ...thread,
    name,
    wake,
    close: () => {
      thread.close();
      client.close();
    },
  };
}
