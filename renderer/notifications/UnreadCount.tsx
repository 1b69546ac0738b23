import { useEffect } from 'react';
import { useNative } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useChat } from '#renderer/chat/hooks/useChat.ts';
import { useObservable } from '#renderer/chat/hooks/useObservable.ts';
import { setBadge } from '#renderer/notifications/browser/badge.ts';
import type { DesktopBridge } from '#shared/desktop.ts';

function show(unread: number, desktop: DesktopBridge | null): void {
  if (desktop === null) setBadge(unread);
  else desktop.setUnread(unread).catch(() => undefined);
}

/** Puts the number of unread conversations into the window's title, and onto the app's icon. Shows nothing itself. */
export function UnreadCount() {
  const words = useWords().notifications;
  const desktop = useNative()?.desktop ?? null;
  const unread = useObservable(useChat().inbox).counts?.unread ?? 0;
  useEffect(() => {
    const name = document.title;
    document.title = words.windowTitle(unread, name);
    show(unread, desktop);
    return () => {
      document.title = name;
    };
  }, [desktop, unread, words]);
  useEffect(
    () => () => {
      show(0, desktop);
    },
    [desktop],
  );
  return null;
}
