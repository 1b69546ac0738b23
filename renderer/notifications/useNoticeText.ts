import { useMemo } from 'react';
import { noticeWithButton } from '#renderer/notifications/model/noticeText.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { useCustomerName } from '#renderer/chat/hooks/useCustomerName.ts';
import { useUiEnvironment } from '#renderer/ui/environment.ts';
import type { Notification } from '#shared/notifications/contract.ts';
import type { NoticeText } from '#shared/notifications/notices.ts';

/** Says in words what notifications are of. */
export function useNoticeText(): (notifications: readonly Notification[]) => NoticeText {
  const { notifications: words } = useWords();
  const { locale, timeZone } = useUiEnvironment();
  const nameOf = useCustomerName();
  return useMemo(
    () => (notifications) => noticeWithButton(notifications, { words, locale, timeZone, nameOf }),
    [words, locale, timeZone, nameOf],
  );
}
