import type { CDPSession, Page } from 'playwright';
import type { Pushed } from '#renderer/notifications/push/pushes.ts';

/** As much of the worker's world as runs in it below. */
interface Scope {
  readonly registration: ServiceWorkerRegistration;
  dispatchEvent(event: Event): boolean;
}
interface ShownNotification extends Notification {
  readonly actions: readonly { readonly action: string; readonly title: string }[];
}

/** Which registration of the browser is this page's: it tells when it is asked to tell of all. */
async function registrationOf(session: CDPSession): Promise<string> {
  const told = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations;
      if (first !== undefined) resolve(first.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  return told;
}

/** The console's own service worker in the real browser: it is pushed to by the browser, and its button is pressed by an event of ours. */
export async function openWorker(page: Page) {
  const found = page.context().waitForEvent('serviceworker');
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('push.js', { type: 'module' });
    await navigator.serviceWorker.ready;
  });
  const worker = await found;
  const session = await page.context().newCDPSession(page);
  const registrationId = await registrationOf(session);
  return {
    push: async (pushed: Pushed): Promise<void> => {
      const { origin } = new URL(page.url());
      await session.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data: JSON.stringify(pushed) });
    },
    shown: (): Promise<readonly { readonly title: string; readonly buttons: readonly string[] }[]> =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        const all = (await registration?.getNotifications()) as ShownNotification[] | undefined;
        return (all ?? []).map(({ title, actions }) => ({ title, buttons: actions.map((one) => one.title) }));
      }),
    /** Of the one notification that is shown. Resolves when the worker has done what it does. */
    pressButton: (): Promise<void> =>
      worker.evaluate(async () => {
        const scope = globalThis as unknown as Scope;
        const [notification] = (await scope.registration.getNotifications()) as ShownNotification[];
        const action = notification?.actions[0]?.action;
        const event = Object.assign(new Event('notificationclick'), { notification, action });
        const work: Promise<unknown>[] = [];
        scope.dispatchEvent(Object.assign(event, { waitUntil: (one: Promise<unknown>) => work.push(one) }));
        await Promise.all(work);
      }),
  };
}
