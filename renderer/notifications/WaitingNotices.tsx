import { useEffect, useMemo } from 'react';
import { useLocation } from 'wouter';
import { useClient } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useChat, useMe } from '#renderer/chat/hooks/useChat.ts';
import { useCustomerName } from '#renderer/chat/hooks/useCustomerName.ts';
import { useObservable } from '#renderer/chat/hooks/useObservable.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import type { ConversationSummary } from '#shared/chat/contract.ts';
import type { Notice } from '#shared/desktop.ts';
import { useNotifier } from './useNotifier.ts';
import { failedFor, followWaiting } from './waiting.ts';

/** Has what waits told outside the page: notices, unread count, and the way in from a click. Shows nothing itself. */
export function WaitingNotices() {
  const words = useWords().notifications;
  const client = useClient();
  const notifier = useNotifier();
  const me = useMe();
  const noticeOf = useNoticeOf();
  const unread = useObservable(useChat().inbox).counts?.unread ?? 0;
  const [, navigate] = useLocation();

  useEffect(() => {
    const waiting = followWaiting(me, {
      tell: (row) => notifier.notify(noticeOf(row)),
      withdraw: notifier.withdraw,
    });
    return client.subscribe('inbox', {
      onEvents(events) {
        for (const event of events) if (event.name === 'chat.inboxChanged') waiting.changed(event.data);
      },
      // The count tells of what came while nobody could hear it.
      onSnapshotNeeded: () => undefined,
    });
  }, [notifier, client, me, noticeOf]);

  useEffect(() => {
    const name = document.title;
    document.title = words.windowTitle(unread, name);
    notifier.setUnread(unread);
    return () => {
      document.title = name;
    };
  }, [notifier, unread, words]);

  useEffect(() => notifier.onOpenConversation((id) => navigate(`/inbox/${id}`)), [notifier, navigate]);
  return null;
}

/** As many characters as the bridge takes of a line. */
const LONGEST = 300;

/** A row of the inbox as a notice: from whom, and how the message begins; or whose refund failed, where that is the last that happened. */
function useNoticeOf(): (row: ConversationSummary) => Notice {
  const { notifications: words, billing } = useWords();
  const refunds = billing.refunds.thread;
  const { locale } = useUiEnvironment();
  const nameOf = useCustomerName();
  const me = useMe();
  return useMemo(
    () => (row) => {
      const failed = failedFor(me, row);
      const isFailure = failed !== null && failed.seq > (row.lastMessage?.seq ?? 0);
      const name = nameOf(row.customer);
      const title = isFailure ? refunds.failedNotice(name) : words.from(name);
      const body = isFailure ? refunds.failedPreview(formatMoney(failed, locale)) : (row.lastMessage?.preview ?? '');
      return { conversationId: row.id, title: title.slice(0, LONGEST), body: body.slice(0, LONGEST) };
    },
    [words, refunds, locale, nameOf, me],
  );
}
