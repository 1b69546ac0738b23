import type { DesktopBridge, Notice } from '#shared/desktop.ts';

/** What shows a person, outside the page, what waits for them: the desktop's main process, or the browser. It decides whether to. */
export interface Notifier {
  /** Begins; the returned function ends it and takes away everything that is shown. */
  start(): () => void;
  /** A message waits. Whether it is shown is the notifier's to say; that it could not be is nobody's to hear here: the test in the settings tells. */
  notify(notice: Notice): void;
  withdraw(conversationId: string): void;
  /** How many conversations wait unread. */
  setUnread(count: number): void;
  /** Called when a notice was clicked. The returned function ends it. */
  onOpenConversation(listener: (conversationId: string) => void): () => void;
}

const nobodyHears = (): void => undefined;

/** The main process, which knows the window's focus and what the person chose on this machine. */
export function desktopNotifier(desktop: DesktopBridge): Notifier {
  return {
    start: () => () => void desktop.withdraw(null).catch(nobodyHears),
    notify: (notice) => void desktop.notify(notice).catch(nobodyHears),
    withdraw: (conversationId) => void desktop.withdraw(conversationId).catch(nobodyHears),
    setUnread: (count) => void desktop.setUnread(count).catch(nobodyHears),
    onOpenConversation: desktop.onOpenConversation,
  };
}
