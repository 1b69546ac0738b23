import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useLocation } from 'wouter';
import { useClient, useDeviceStorage, useNative, useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { readChoices } from '#renderer/notifications/browser/choices.ts';
import { pathOf } from '#renderer/notifications/model/pathOf.ts';
import { systemTimers } from '#renderer/client/timers.ts';
import { deviceIdOf, deviceName } from './deviceId.ts';
import { createShowing, type Showing } from './showing.ts';
import { useNoticeText } from './useNoticeText.ts';
import { useNotifier } from './useNotifier.ts';
import { useNotificationsFeed } from './useNotifications.ts';

interface WaitingNoticesProps {
  /** Shows all of them, where a notice was of several. */
  readonly onShowAll: () => void;
}

/** Has what one needs to know told outside the page, and leads there from a click. Shows nothing itself. */
export function WaitingNotices({ onShowAll }: WaitingNoticesProps) {
  const { clientOn } = useWords().accounts.settings.sessions;
  const client = useClient();
  const storage = useDeviceStorage();
  const form: 'browser' | 'desktop' = useNative() === null ? 'browser' : 'desktop';
  const { id: accountId } = useSession().account;
  const notifier = useNotifier();
  const textOf = useNoticeText();
  const [, navigate] = useLocation();
  const showing = useRef<Showing | null>(null);
  const device = useMemo(
    () => ({
      deviceId: deviceIdOf(storage, accountId),
      name: deviceName(navigator.userAgent, (program, system) => clientOn(program, system)),
      form,
    }),
    [storage, accountId, form, clientOn],
  );

  useEffect(() => {
    const showsText = (): boolean => readChoices(storage).showsText;
    const own = createShowing({ client, notifier, timers: systemTimers, device, showsText, textOf });
    showing.current = own;
    return () => {
      showing.current = null;
      own.stop();
    };
  }, [client, notifier, device, storage, textOf]);

  useNotificationsFeed(useCallback(() => showing.current?.changed(), []));

  useEffect(
    () =>
      notifier.onOpenNotice((key) => {
        const lead = async (): Promise<void> => {
          const about = (await showing.current?.clicked(key)) ?? [];
          const [first] = about;
          if (first === undefined || about.length > 1) onShowAll();
          else {
            navigate(pathOf(first));
            await client.call('notifications.open', { notificationId: first.id });
          }
        };
        lead().catch(() => undefined);
      }),
    [notifier, navigate, client, onShowAll],
  );
  return null;
}
