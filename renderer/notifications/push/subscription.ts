import type { Client } from '#renderer/client/client.ts';

/** As much of a browser as push needs. */
export interface PushBrowser {
  readonly serviceWorker: Pick<ServiceWorkerContainer, 'register' | 'getRegistration'>;
}

/** The worker's own file, built beside the page's (electron.vite.config.ts). */
export const WORKER = 'push.js';

/** Null where this browser takes no push messages, or not from this page. */
export function pushBrowser(page: Window & typeof globalThis = window): PushBrowser | null {
  if (!page.isSecureContext || !('PushManager' in page) || !('serviceWorker' in page.navigator)) return null;
  return page.navigator;
}

/** What this browser is subscribed with; null without. */
export async function subscriptionOf({ serviceWorker }: PushBrowser): Promise<PushSubscription | null> {
  const registration = await serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ?? null;
}

function textOf(subscription: PushSubscription, name: PushEncryptionKeyName): string {
  const bytes = new Uint8Array(subscription.getKey(name) ?? new ArrayBuffer(0));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** Subscribes this browser with the server's key, and tells the server where it takes messages. Rejects where either does not. */
export async function subscribe(
  { serviceWorker }: PushBrowser,
  client: Pick<Client, 'call'>,
  deviceId: string,
  key: string,
): Promise<void> {
  const registration = await serviceWorker.register(WORKER, { type: 'module' });
  // One with another key, of a server from before, would never be heard of again.
  await (await registration.pushManager.getSubscription())?.unsubscribe();
  const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  await client.call('notifications.subscribePush', {
    deviceId,
    endpoint: subscription.endpoint,
    p256dh: textOf(subscription, 'p256dh'),
    auth: textOf(subscription, 'auth'),
  });
}

export async function unsubscribe(browser: PushBrowser, client: Pick<Client, 'call'>, deviceId: string): Promise<void> {
  await client.call('notifications.unsubscribePush', { deviceId });
  await (await subscriptionOf(browser))?.unsubscribe();
}
