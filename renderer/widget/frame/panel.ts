import type { Chat } from '#renderer/widget/chat/chat.ts';
import type { Host } from './host.ts';

/** The open or closed panel, as the view needs it. */
export interface Panel {
  readonly canClose: boolean;
  readonly close: () => void;
  /** Calls `listener` each time the panel is shown, to put the focus where the writing is. */
  readonly onShown: (listener: () => void) => void;
}

/** Ties the chat to what the visitor can see: a message counts as read only in an open panel on a visible page. */
export function createPanel(chat: Chat, host: Host): Panel {
  const listeners = new Set<() => void>();
  let isShown = false;
  let unread = -1;

  function look(): void {
    chat.setSeen(isShown && document.visibilityState === 'visible');
  }

  host.onShown((shown) => {
    isShown = shown;
    if (shown) chat.open();
    look();
    if (shown) for (const listener of listeners) listener();
  });
  document.addEventListener('visibilitychange', look);
  chat.onChange(() => {
    const next = chat.state().unread;
    if (next === unread) return;
    unread = next;
    host.tell({ optimaliq: 'unread', count: unread });
  });

  return {
    canClose: host.isEmbedded,
    close() {
      // Not only once the page has answered: what arrives on the way there was not read.
      if (host.isEmbedded) isShown = false;
      look();
      host.tell({ optimaliq: 'close' });
    },
    onShown(listener) {
      listeners.add(listener);
    },
  };
}
