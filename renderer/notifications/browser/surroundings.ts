import type { DeviceStorage } from '#renderer/app/context.ts';
import { hasAttention, watchAttention } from '#renderer/chat/hooks/useAttention.ts';
import { createTabs } from '#renderer/client/outbox/tabs.ts';
import { systemTimers } from '#renderer/client/timers.ts';
import type { NoticesOptions } from '#shared/notifications/notices.ts';
import { readAccess } from './access.ts';
import { createAttention } from './attention.ts';
import type { BrowserSurroundings } from './browserNotifier.ts';
import { readChoices } from './choices.ts';
import { webNotification } from './webNotification.ts';

/** How this browser shows a notice, in the settings' test as for what waits. */
export const browserNotices: Pick<NoticesOptions, 'isSupported' | 'create' | 'after'> = {
  isSupported: () => readAccess() === 'granted',
  create: ({ title, body }) => webNotification(Notification, title, body),
  after: systemTimers.after,
};

/** This tab of `accountId`'s console. */
export function browserSurroundings(accountId: string, storage: DeviceStorage): BrowserSurroundings {
  const name = `optimaliq.notices:${accountId}`;
  return {
    ...browserNotices,
    choices: () => readChoices(storage),
    attention: createAttention({
      locks: 'locks' in navigator ? navigator.locks : null,
      name: `${name}:attended`,
      hasFocus: hasAttention,
      watchFocus: watchAttention,
    }),
    enterTabs: () => createTabs(name),
    focus: () => {
      window.focus();
    },
    setBadge,
    onLeave(leave) {
      window.addEventListener('pagehide', leave);
      return () => {
        window.removeEventListener('pagehide', leave);
      };
    },
  };
}

/** Browsers put it on the icon of an installed app, and pass it over in a tab. */
function setBadge(count: number): void {
  if (!('setAppBadge' in navigator)) return;
  const set = count === 0 ? navigator.clearAppBadge() : navigator.setAppBadge(count);
  set.catch(() => undefined);
}
