import type { DeviceStorage } from '#renderer/app/context.ts';
import { hasAttention, watchAttention } from '#renderer/chat/hooks/useAttention.ts';
import { createTabs } from '#renderer/client/outbox/tabs.ts';
import { systemTimers } from '#renderer/client/timers.ts';
import { onAbilityChosen } from '#renderer/notifications/notifier.ts';
import { createBook } from '#shared/notifications/book.ts';
import type { NoticesOptions } from '#shared/notifications/notices.ts';
import { readAccess, watchAccess, type NotificationAccess } from './access.ts';
import { createAttention } from './attention.ts';
import type { BrowserSurroundings } from './browserNotifier.ts';
import { readChoices } from './choices.ts';
import { webNotification } from './webNotification.ts';

/** How this browser shows a notice, in the settings' test as for what waits. */
export const browserNotices = (storage: DeviceStorage): Pick<NoticesOptions, 'isSupported' | 'create' | 'after'> => ({
  isSupported: () => readAccess() === 'granted',
  create: ({ title, body }) => webNotification(Notification, { title, body, silent: !readChoices(storage).sound }),
  after: systemTimers.after,
});

const ABILITIES = {
  granted: 'granted',
  denied: 'denied',
  unasked: 'undecided',
  insecure: 'unsupported',
  unsupported: 'unsupported',
} as const satisfies Record<NotificationAccess, string>;

/** Under which this browser remembers what it has shown of an account's. */
const shownKey = (accountId: string): string => `optimaliq.shown:${accountId}`;

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

function keepPushed(keys: readonly string[]): void {
  if (!('serviceWorker' in navigator)) return;
  const look = async (): Promise<void> => {
    const registration = await navigator.serviceWorker.getRegistration();
    for (const pushed of (await registration?.getNotifications()) ?? []) if (!keys.includes(pushed.tag)) pushed.close();
  };
  look().catch(() => undefined);
}

/** This tab of `accountId`'s console. */
export function browserSurroundings(accountId: string, storage: DeviceStorage): BrowserSurroundings {
  const name = `optimaliq.notices:${accountId}`;
  return {
    ...browserNotices(storage),
    choices: () => readChoices(storage),
    access: () => ABILITIES[readAccess()],
    watchAccess(changed) {
      const stops = [watchAccess(changed), onAbilityChosen(changed)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    book: createBook({
      read: () => parsed(storage.getItem(shownKey(accountId))),
      write: (value) => {
        storage.setItem(shownKey(accountId), JSON.stringify(value));
      },
    }),
    attention: createAttention({
      locks: 'locks' in navigator ? navigator.locks : null,
      name: `${name}:attended`,
      hasFocus: hasAttention,
      watchFocus: watchAttention,
    }),
    enterTabs: () => createTabs(name),
    keepPushed,
    focus: () => {
      window.focus();
    },
    onLeave(leave) {
      window.addEventListener('pagehide', leave);
      return () => {
        window.removeEventListener('pagehide', leave);
      };
    },
  };
}
