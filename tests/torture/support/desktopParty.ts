import path from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createMessagePortClient } from '#renderer/client/messagePort.ts';
import { createLinkShelf } from '#renderer/client/outbox/linkShelf.ts';
import type { KeptMessage } from '#renderer/client/outbox/shelf.ts';
import { startHubLink, type HubLink } from '#server/entry/hubLink/hubLink.ts';
import { createLogger } from '#server/logger.ts';
import type { SessionClient } from '#renderer/client/client.ts';
import type { ServerState } from '#shared/native.ts';
import { asPortLike } from '#tests/support/messagePortClient.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { createWakeUps, openThread, type ColleagueOptions, type Party } from './lineParties.ts';

/** A desktop that has joined the hub: its window, and the link in the place of the server, with the files it keeps. */
export interface DesktopParty extends Party {
  /** The window is loaded anew: only what the link keeps outlives it. Not before it keeps all that was written; returns whether. */
  reload(): boolean;
  /** The link's process dies and is started again; the window stays. */
  restartLink(): void;
  /** Why the session came to an end; null as long as it goes on. */
  ended(): string | null;
  /** What the link would show of the thread without a line, by its own files. Only to be asked while there is none. */
  recall(): Promise<readonly string[]>;
  /** How many messages the link keeps to be sent; null while the window has no link, as it is just handed a new one. */
  kept(): Promise<number | null>;
  line(): ReturnType<SessionClient['line']>;
}

export function openDesktop({ url, token: first, ...options }: ColleagueOptions): DesktopParty {
  const { name, conversationId, timers } = options;
  const directory = makeTemporaryDirectory();
  let token: string | null = first;
  let link: HubLink;
  let endPort: () => void = () => undefined;
  let take: (port: globalThis.MessagePort) => void = () => undefined;
  let tell: (state: ServerState) => void = () => undefined;
  let ended: string | null = null;

  function startLink(): void {
    const logger = createLogger('silent', { write: () => undefined });
    link = startHubLink({ address: url, dataDirectory: path.join(directory.path, 'hub'), logger, time: timers });
  }

  /** As the main process does it. */
  function handOver(): void {
    const { port1: ours, port2: theirs } = new MessageChannel();
    endPort();
    endPort = link.connectPort(asPortLike(theirs), {
      token,
      onToken: (next) => {
        token = next;
        if (next === null) ended = 'the main process was told to forget the session';
      },
    });
    take(ours as unknown as globalThis.MessagePort);
  }

  function openWindow() {
    const { wake, wakeUps } = createWakeUps();
    /** What was written before the link had said anything. */
    const early: string[] = [];
    /** What the link has not said yet that it keeps. */
    const unkept = new Set<string>();
    let thread: ReturnType<typeof openThread> | null = null;
    let isClosed = false;
    const client = createMessagePortClient({
      timers,
      wakeUps,
      ports: (next) => {
        take = next;
        return () => undefined;
      },
      supervision: {
        onServerState: (listener) => {
          tell = listener;
          return () => undefined;
        },
        restartServer: () => Promise.resolve(),
        renewPort: () => {
          if (!isClosed) handOver();
          return Promise.resolve();
        },
      },
    });
    client.onSignedOut(() => {
      ended = 'the window was told that the session is over';
    });
    // As the product's window: its stores come when it is known who is at the other end.
    const look = (): void => {
      const call = client.link?.() ?? null;
      if (thread !== null || isClosed || call === null) return;
      const shelf = createLinkShelf(call);
      const put = async (message: KeptMessage): Promise<void> => {
        unkept.add(message.id);
        await shelf.put(message);
        unkept.delete(message.id);
      };
      thread = openThread(client, { ...shelf, put }, options);
      for (const body of early.splice(0)) thread.write(body);
    };
    client.onLine(look);
    handOver();
    return {
      client,
      wake,
      write: (body: string) => {
        if (thread === null) early.push(body);
        else thread.write(body);
      },
      bodies: () => thread?.bodies() ?? [],
      unsettled: () => thread?.unsettled() ?? early.length,
      explain: () => thread?.explain?.() ?? `no thread yet; line ${JSON.stringify(client.line())}`,
      isKept: () => early.length === 0 && unkept.size === 0,
      close: () => {
        isClosed = true;
        thread?.close();
        client.close();
      },
    };
  }

  startLink();
  let window = openWindow();
  return {
    name,
    write: (body) => {
      window.write(body);
    },
    bodies: () => window.bodies(),
    unsettled: () => window.unsettled(),
    wake: () => {
      window.wake();
    },
    reload: () => {
      if (!window.isKept()) return false;
      window.close();
      window = openWindow();
      return true;
    },
    restartLink: () => {
      endPort();
      endPort = () => undefined;
      link.close();
      tell({ state: 'restarting', reason: 'It stopped.', retryAt: timers.now() });
      startLink();
      handOver();
    },
    ended: () => ended,
    explain: () => `${window.explain()}; ${ended ?? 'signed in'}`,
    recall: async () => {
      const { messages } = await window.client.call('chat.history', { conversationId, limit: 100 });
      return messages.flatMap(({ kind, body }) => (kind === 'message' ? [body] : []));
    },
    kept: async () => {
      const call = window.client.link?.() ?? null;
      if (call === null) return null;
      const answer = (await call('outbox.all', {})) as { readonly messages: readonly unknown[] };
      return answer.messages.length;
    },
    line: () => window.client.line(),
    close: () => {
      window.close();
      endPort();
      link.close();
      directory.remove();
    },
  };
}
