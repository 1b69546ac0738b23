import type { Notification } from '#shared/notifications/contract.ts';

interface Lasting {
  waitUntil(work: Promise<unknown>): void;
}
interface Shown {
  readonly data: unknown;
  close(): void;
}

/** As much of a service worker's world as is used here; the page's types do not know it. */
export interface WorkerScope {
  addEventListener(
    type: 'push',
    listener: (event: Lasting & { readonly data: { json(): unknown } | null }) => void,
  ): void;
  addEventListener(
    type: 'notificationclick',
    listener: (event: Lasting & { readonly notification: Shown }) => void,
  ): void;
  readonly registration: {
    readonly scope: string;
    showNotification(title: string, options: { body: string; tag: string; data: unknown }): Promise<void>;
  };
  readonly clients: {
    matchAll(options: {
      type: 'window';
    }): Promise<
      readonly { readonly url: string; focus(): Promise<unknown>; navigate(url: string): Promise<unknown> }[]
    >;
    openWindow(url: string): Promise<unknown>;
  };
  readonly caches: Pick<CacheStorage, 'open'>;
  fetch(url: string, options: RequestInit): Promise<Response>;
}

/** What the server pushes (server/notifications/gateway/send.ts). `count`: of how many it is; the first are named. */
export interface Pushed {
  readonly deviceId: string;
  readonly key: string;
  readonly ids: readonly number[];
  readonly count: number;
  readonly notifications: readonly Notification[];
}

export interface PushesOptions {
  readonly textOf: (notifications: readonly Notification[]) => { readonly title: string; readonly body: string };
  readonly pathOf: (notifications: readonly Notification[]) => string;
}

const SHOWN = 'optimaliq.shown';
const REPORT = '../api/v1/notifications/report';

type About = Pick<Pushed, 'deviceId' | 'ids'> & { readonly path: string };

/** Shows what is pushed, each once, and tells the server what became of it. */
export function createPushes(scope: WorkerScope, { textOf, pathOf }: PushesOptions): void {
  const report = (
    { deviceId, ids }: Pick<Pushed, 'deviceId' | 'ids'>,
    outcome: 'shown' | 'clicked',
  ): Promise<unknown> =>
    scope
      .fetch(new URL(REPORT, scope.registration.scope).href, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ deviceId, ids, outcome }),
      })
      // Signed out, or offline: it stays sent in the ledger.
      .catch(() => undefined);

  /** @returns false when it was shown before: a push service may deliver twice, and the server may send twice after a crash. */
  async function isNew({ deviceId, ids, notifications }: Pushed): Promise<boolean> {
    const shown = await scope.caches.open(SHOWN);
    const at = String(notifications[0]?.toldAt ?? 0);
    const url = new URL(`shown/${deviceId}/${String(ids[0])}/${at}`, scope.registration.scope).href;
    if ((await shown.match(url)) !== undefined) return false;
    await shown.put(url, new Response(''));
    return true;
  }

  async function show(pushed: Pushed): Promise<void> {
    if (await isNew(pushed)) {
      const { title, body } = textOf(pushed.notifications);
      const data: About = { deviceId: pushed.deviceId, ids: pushed.ids, path: pathOf(pushed.notifications) };
      await scope.registration.showNotification(title, { body, tag: pushed.key, data });
    }
    await report(pushed, 'shown');
  }

  async function lead(about: About): Promise<void> {
    const url = new URL(`#${about.path}`, scope.registration.scope).href;
    const [open] = (await scope.clients.matchAll({ type: 'window' })).filter((client) =>
      client.url.startsWith(scope.registration.scope),
    );
    if (open === undefined) await scope.clients.openWindow(url);
    else {
      await open.focus();
      await open.navigate(url);
    }
    await report(about, 'clicked');
  }

  scope.addEventListener('push', (event) => {
    const pushed = event.data?.json() as Pushed | undefined;
    if (pushed !== undefined) event.waitUntil(show(pushed));
  });
  scope.addEventListener('notificationclick', (event) => {
    event.notification.close();
    event.waitUntil(lead(event.notification.data as About));
  });
}
