import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useLocation } from 'wouter';
import { tellArrived } from '#renderer/app/arrivals.ts';
import { useClient, useDeviceStorage, useNative, useSession } from '#renderer/app/context.ts';
import { useWords } from '#renderer/app/words/useWords.ts';
import { wordsForError } from '#renderer/app/words/wordsForError.ts';
import { useLatest } from '#renderer/ui/useLatest.ts';
import { useReadAnew } from '#renderer/monitoring/alerts/hooks/useAlerts.ts';
import { readChoices } from '#renderer/notifications/browser/choices.ts';
import { pathOf } from '#renderer/notifications/model/pathOf.ts';
import { systemTimers } from '#renderer/client/timers.ts';
import { showToast } from '#renderer/ui/Toast.tsx';
import { createClicks } from './clicks.ts';
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
  const words = useWords();
  const { clientOn } = words.accounts.settings.sessions;
  const readAnew = useReadAnew();
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

  const say = useLatest((failure: unknown) => {
    void readAnew();
    const { acknowledged, deedFailed } = words.monitoring.alerts.detail;
    showToast(
      failure === null
        ? { tone: 'success', title: acknowledged }
        : { tone: 'danger', title: deedFailed, description: wordsForError(failure, words).message },
    );
  });
  useEffect(() => {
    const answer = createClicks({
      client,
      clicked: async (key) => (await showing.current?.clicked(key)) ?? [],
      bringToFront: notifier.bringToFront,
      lead: (notification) => {
        navigate(pathOf(notification));
        tellArrived();
      },
      showAll: onShowAll,
      say: (failure) => {
        say.current(failure);
      },
    });
    return notifier.onNoticeClick((click) => void answer(click));
  }, [notifier, navigate, client, onShowAll, say]);
  return null;
}
