import { expect, it } from 'vitest';
import { createPushes, type Pushed, type WorkerScope } from '#renderer/notifications/push/pushes.ts';
import { makeNotification } from './make.ts';

const SCOPE = 'https://hub.example/console/';
type Listener = Parameters<WorkerScope['addEventListener']>[1];

/** A browser that wakes the worker: what it shows and calls is kept in order. */
function givenWorker({ open = [] as readonly string[], isOnline = true } = {}) {
  const log: string[] = [];
  const kept = new Map<string, Response>();
  const listeners = new Map<string, Listener>();
  const scope = {
    addEventListener: (type: string, listener: Listener) => void listeners.set(type, listener),
    registration: {
      scope: SCOPE,
      showNotification: (title: string, { body, tag }: { body: string; tag: string }) => {
        log.push(`shows ${tag}: ${title}, ${body}`);
        return Promise.resolve();
      },
    },
    clients: {
      matchAll: () =>
        Promise.resolve(
          open.map((url) => ({
            url,
            focus: () => Promise.resolve(log.push(`focus ${url}`)),
            navigate: (to: string) => Promise.resolve(log.push(`navigate ${to}`)),
          })),
        ),
      openWindow: (url: string) => Promise.resolve(log.push(`open ${url}`)),
    },
    caches: {
      open: () =>
        Promise.resolve({
          match: (url: string) => Promise.resolve(kept.get(url)),
          put: (url: string, value: Response) => Promise.resolve(void kept.set(url, value)),
        }),
    },
    fetch: (url: string, { body }: RequestInit) => {
      log.push(`${url} ${body as string}`);
      return isOnline ? Promise.resolve(new Response('{}')) : Promise.reject(new Error('offline'));
    },
  } as unknown as WorkerScope;
  createPushes(scope, {
    textOf: (notifications) => ({ title: String(notifications[0]?.id), body: 'text' }),
    pathOf: () => '/inbox/1',
  });
  const happens = async (type: string, event: object): Promise<void> => {
    const work: Promise<unknown>[] = [];
    const listener = listeners.get(type) as (event: object) => void;
    listener({ ...event, waitUntil: (one: Promise<unknown>) => work.push(one) });
    await Promise.all(work);
  };
  return { log, happens };
}

const pushed: Pushed = {
  deviceId: 'd',
  key: 'notification-1',
  ids: [10],
  count: 1,
  notifications: [makeNotification({ toldAt: 5 })],
};
const REPORTS = 'https://hub.example/api/v1/notifications/report';

it('shows what is pushed and reports it, and what comes twice once', async () => {
  const { log, happens } = givenWorker();
  const event = { data: { json: () => pushed } };
  await happens('push', event);
  await happens('push', event);
  expect(log).toEqual([
    'shows notification-1: 1, text',
    `${REPORTS} {"deviceId":"d","ids":[10],"outcome":"shown"}`,
    `${REPORTS} {"deviceId":"d","ids":[10],"outcome":"shown"}`,
  ]);
  await happens('push', { data: { json: () => ({ ...pushed, notifications: [makeNotification({ toldAt: 6 })] }) } });
  expect(log.filter((line) => line.startsWith('shows'))).toHaveLength(2);
});

it('shows it also when the report does not get through', async () => {
  const { log, happens } = givenWorker({ isOnline: false });
  await happens('push', { data: { json: () => pushed } });
  expect(log[0]).toBe('shows notification-1: 1, text');
});

it.each([
  [[], ['open https://hub.example/console/#/inbox/1']],
  [['https://other.example/'], ['open https://hub.example/console/#/inbox/1']],
  [
    ['https://hub.example/console/#/settings'],
    ['focus https://hub.example/console/#/settings', 'navigate https://hub.example/console/#/inbox/1'],
  ],
])('a click leads there with %j open', async (open, expected) => {
  const { log, happens } = givenWorker({ open });
  let isClosed = false;
  const notification = { data: { deviceId: 'd', ids: [10], path: '/inbox/1' }, close: () => (isClosed = true) };
  await happens('notificationclick', { notification });
  expect(isClosed).toBe(true);
  expect(log).toEqual([...expected, `${REPORTS} {"deviceId":"d","ids":[10],"outcome":"clicked"}`]);
});
