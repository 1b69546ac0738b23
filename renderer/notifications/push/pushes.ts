import { ARRIVED_BY_PUSH } from '#renderer/notifications/push/arrived.ts';
import type { Notification } from '#shared/notifications/contract.ts';
import type { NoticeText } from '#shared/notifications/notices.ts';

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
    listener: (event: Lasting & { readonly notification: Shown; readonly action?: string }) => void,
  ): void;
  readonly registration: {
    readonly scope: string;
    showNotification(
      title: string,
      options: { body: string; tag: string; data: unknown; actions?: readonly { action: string; title: string }[] },
    ): Promise<void>;
  };
  /** `maxActions`: how many buttons a notification can have here; not there, or 0, where it can have none. */
  readonly Notification?: { readonly maxActions?: number };
  readonly clients: {
    matchAll(options: { type: 'window' }): Promise<
      readonly {
        readonly url: string;
        focus(): Promise<unknown>;
        navigate(url: string): Promise<unknown>;
        postMessage(message: string): void;
      }[]
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
  readonly textOf: (notifications: readonly Notification[]) => NoticeText;
  /** What is said of an alert, by its title, whose button has failed. */
  readonly failureText: (title: string) => NoticeText;
  readonly newId: () => string;
  readonly pathOf: (notifications: readonly Notification[]) => string;
}

const SHOWN = 'optimaliq.shown';
/** Deliveries, as many as a server could send again. */
const REMEMBERED = 1_000;
const API = '../api/v1/';
const ACKNOWLEDGE = 'acknowledge';
/** A browser lets a click open a window for some seconds only. */
const ANSWER_WITHIN_MS = 4_000;

type About = Pick<Pushed, 'deviceId' | 'ids' | 'key'> & {
  readonly path: string;
  readonly title: string;
  /** What its button acknowledges; null without. */
  readonly alertId: string | null;
};

/** Shows what is pushed, each once, and tells the server what became of it. */
export function createPushes(scope: WorkerScope, options: PushesOptions): void {
  const { textOf, pathOf, failureText, newId } = options;

  /** By the session's cookie, as the page would. */
  const post = (path: string, body: object, more: RequestInit = {}): Promise<Response> =>
    scope.fetch(new URL(API + path, scope.registration.scope).href, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      ...more,
    });

  const report = (
    { deviceId, ids }: Pick<Pushed, 'deviceId' | 'ids'>,
    outcome: 'shown' | 'clicked',
  ): Promise<unknown> =>
    // Signed out, or offline: it stays sent in the ledger.
    post('notifications/report', { deviceId, ids, outcome }).catch(() => undefined);

  /** @returns false when all of it was shown before: a push service may deliver twice, and the server may send twice after a crash. */
  async function isNew({ deviceId, ids, notifications }: Pushed): Promise<boolean> {
    const shown = await scope.caches.open(SHOWN);
    const at = String(notifications[0]?.toldAt ?? 0);
    const urls = ids.map((id) => new URL(`shown/${deviceId}/${String(id)}/${at}`, scope.registration.scope).href);
    const known = await Promise.all(urls.map((url) => shown.match(url)));
    if (known.every((one) => one !== undefined)) return false;
    for (const url of urls) await shown.put(url, new Response(''));
    return true;
  }

  /** Lets go of what could not be sent again any more. */
  async function tidy(): Promise<void> {
    const shown = await scope.caches.open(SHOWN);
    // The oldest come first.
    const kept = await shown.keys();
    for (const old of kept.slice(0, Math.max(0, kept.length - REMEMBERED))) await shown.delete(old);
  }

  async function show(pushed: Pushed): Promise<void> {
    if (await isNew(pushed)) {
      const { title, body, button } = textOf(pushed.notifications);
      const { deviceId, key, ids, notifications } = pushed;
      const hasButton = button !== undefined && (scope.Notification?.maxActions ?? 0) > 0;
      const alertId = hasButton ? (notifications[0]?.subject.id ?? null) : null;
      const data: About = { deviceId, key, ids, path: pathOf(notifications), title, alertId };
      const buttons = hasButton ? { actions: [{ action: ACKNOWLEDGE, title: button }] } : {};
      await scope.registration.showNotification(title, { body, tag: key, data, ...buttons });
    }
    await report(pushed, 'shown');
    await tidy();
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
      open.postMessage(ARRIVED_BY_PUSH);
    }
    await report(about, 'clicked');
  }

  /** @returns false when the server did not take it. Somebody who was faster, or an alert that is over (409), leaves nothing to do. */
  async function isAcknowledged(alertId: string): Promise<boolean> {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const answer = await post('alerts/acknowledge', { id: newId(), alertId }, { signal }).catch(() => null);
    return answer !== null && (answer.ok || answer.status === 409);
  }

  async function acknowledge(about: About, alertId: string): Promise<void> {
    if (await isAcknowledged(alertId)) await report(about, 'clicked');
    else {
      const { title, body } = failureText(about.title);
      await lead(about);
      await scope.registration.showNotification(title, { body, tag: about.key, data: { ...about, alertId: null } });
    }
  }

  scope.addEventListener('push', (event) => {
    const pushed = event.data?.json() as Pushed | undefined;
    if (pushed !== undefined) event.waitUntil(show(pushed));
  });
  scope.addEventListener('notificationclick', (event) => {
    event.notification.close();
    const about = event.notification.data as About;
    const { alertId } = about;
    const isButton = event.action === ACKNOWLEDGE && alertId !== null;
    event.waitUntil(isButton ? acknowledge(about, alertId) : lead(about));
  });
}
