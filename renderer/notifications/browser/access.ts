/**
 * Whether the browser lets this page show notifications. `unasked`: it asks the person when a click of theirs makes the page ask;
 * `insecure`: it gives none to a page that did not come over https; `unsupported`: it has none.
 */
export type NotificationAccess = 'granted' | 'denied' | 'unasked' | 'insecure' | 'unsupported';

/** As much of the browser's window as permission needs. */
export interface AccessWindow {
  readonly isSecureContext: boolean;
  readonly Notification?: Pick<typeof Notification, 'permission' | 'requestPermission'>;
  readonly navigator: { readonly permissions?: Pick<Permissions, 'query'> };
  addEventListener(type: 'focus', listener: () => void): void;
  removeEventListener(type: 'focus', listener: () => void): void;
}

export function readAccess(page: AccessWindow = window): NotificationAccess {
  if (!page.isSecureContext) return 'insecure';
  if (page.Notification === undefined) return 'unsupported';
  const { permission } = page.Notification;
  return permission === 'default' ? 'unasked' : permission;
}

/** Has the browser ask the person. Browsers heed it only in the turn of a click. */
export async function askForAccess(page: AccessWindow = window): Promise<NotificationAccess> {
  await page.Notification?.requestPermission();
  return readAccess(page);
}

/** Calls `changed` when access may have changed: in the browser's settings, or in another tab. The returned function ends it. */
export function watchAccess(changed: () => void, page: AccessWindow = window): () => void {
  const ending = new AbortController();
  page.addEventListener('focus', changed);
  page.navigator.permissions?.query({ name: 'notifications' }).then(
    (status) => {
      if (!ending.signal.aborted) status.addEventListener('change', changed, { signal: ending.signal });
    },
    // A browser that cannot be asked is looked at again when its window comes to the front.
    () => undefined,
  );
  return () => {
    ending.abort();
    page.removeEventListener('focus', changed);
  };
}
