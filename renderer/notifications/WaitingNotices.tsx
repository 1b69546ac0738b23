import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { useClient, useNative, useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useChat } from '#renderer/chat/hooks/useChat.ts';
import { useObservable } from '#renderer/chat/hooks/useObservable.ts';
import { followWaiting } from './waiting.ts';

/** Lets the desktop tell of what waits: notices, unread count, and the way in from a click. Shows nothing itself. */
export function WaitingNotices() {
  const words = useWords().notifications;
  const desktop = useNative()?.desktop ?? null;
  const client = useClient();
  const { account } = useSession();
  const unread = useObservable(useChat().inbox).counts?.unread ?? 0;
  const [, navigate] = useLocation();

  useEffect(() => {
    if (desktop === null) return;
    const waiting = followWaiting(account.id, {
      tell(row) {
        const notice = {
          conversationId: row.id,
          title: words.from(row.customer.name).slice(0, LONGEST),
          body: (row.lastMessage?.preview ?? '').slice(0, LONGEST),
        };
        // A notice that fails is shown by nobody; the test in the settings says why.
        desktop.notify(notice).catch(() => undefined);
      },
      withdraw: (conversationId) => void desktop.withdraw(conversationId).catch(() => undefined),
    });
    const stop = client.subscribe('inbox', {
      onEvents(events) {
        for (const event of events) if (event.name === 'chat.inboxChanged') waiting.changed(event.data);
      },
      // The count tells of what came while nobody could hear it.
      onSnapshotNeeded: () => undefined,
    });
    return () => {
      stop();
      desktop.withdraw(null).catch(() => undefined);
    };
  }, [desktop, client, account.id, words]);

  useEffect(() => {
    const name = document.title;
    document.title = words.windowTitle(unread, name);
    desktop?.setUnread(unread).catch(() => undefined);
    return () => {
      document.title = name;
    };
  }, [desktop, unread, words]);

  useEffect(() => desktop?.onOpenConversation((id) => navigate(`/inbox/${id}`)), [desktop, navigate]);
  return null;
}

/** As many characters as the bridge takes of a line. */
const LONGEST = 300;
