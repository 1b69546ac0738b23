/** A message between the tabs of one person about their outbox. */
export type TabNews =
  /** The shelf has changed. */
  | { readonly kind: 'changed' }
  /** The server has a message. `seq` and `at` as it answered. */
  | { readonly kind: 'sent'; readonly id: string; readonly seq: number; readonly at: number };

/** The tabs (and windows) of one person, of which one at a time sends. */
export interface Tabs {
  /** Calls `lead` when this tab is the one that sends, for as long as it lives. */
  onLeading(lead: () => void): void;
  tell(news: TabNews): void;
  onNews(listener: (news: TabNews) => void): void;
  close(): void;
}

/** A tab that knows of no others, where the browser has no way to tell it: two that send the same do no harm, the server recognises the id. */
export function createSingleTab(): Tabs {
  return {
    onLeading: (lead) => {
      lead();
    },
    tell: () => undefined,
    onNews: () => undefined,
    close: () => undefined,
  };
}

/** Tabs that meet under `name`: the leader holds a Web Lock, which the browser gives to the next when its tab ends however it ends. */
export function createTabs(name: string): Tabs {
  if (!('locks' in navigator) || typeof BroadcastChannel === 'undefined') return createSingleTab();
  const channel = new BroadcastChannel(name);
  const closing = new AbortController();
  return {
    onLeading: (lead) => {
      const holdUntilClosed = (): Promise<void> =>
        new Promise((resolve) => {
          if (closing.signal.aborted) {
            resolve();
            return;
          }
          closing.signal.addEventListener('abort', () => {
            resolve();
          });
          lead();
        });
      navigator.locks.request(name, { signal: closing.signal }, holdUntilClosed).catch(() => undefined);
    },
    tell: (news) => {
      channel.postMessage(news);
    },
    onNews: (listener) => {
      channel.addEventListener('message', ({ data }: MessageEvent<TabNews>) => {
        listener(data);
      });
    },
    close: () => {
      closing.abort();
      channel.close();
    },
  };
}
