import type { SystemNotification } from '#shared/notifications/notices.ts';

/** The browser's constructor, as far as it is used here. */
export type WebNotifications = new (
  title: string,
  options: { readonly body: string; readonly silent: boolean },
) => Pick<Notification, 'addEventListener' | 'close'>;

const EVENTS = { show: 'show', click: 'click', close: 'close', error: 'failed' } as const;
type Told = (typeof EVENTS)[keyof typeof EVENTS];

/**
 * A notification of the browser in the form that `createNotices` shows. A browser shows it as it is made. It has no button: a page's own
 * notification must not, only a service worker's may.
 */
export function webNotification(
  make: WebNotifications,
  { title, body, silent }: { readonly title: string; readonly body: string; readonly silent: boolean },
): SystemNotification {
  const listeners: Record<Told, (() => void)[]> = { show: [], click: [], close: [], failed: [] };
  const tell = (event: Told): void => {
    for (const listener of listeners[event]) listener();
  };
  let made: InstanceType<WebNotifications> | null = null;
  return {
    on: (event, listener) => (event === 'action' ? undefined : listeners[event].push(listener)),
    show() {
      try {
        made = new make(title, { body, silent });
      } catch {
        // Browsers on phones have the constructor and take it from nobody.
        tell('failed');
        return;
      }
      for (const [type, event] of Object.entries(EVENTS)) {
        made.addEventListener(type, () => {
          tell(event);
        });
      }
    },
    close: () => made?.close(),
  };
}
