import { expect, it } from 'vitest';
import { createPushes, type Pushed, type WorkerScope } from '#renderer/notifications/push/pushes.ts';
import { makeNotification } from './make.ts';
import { memoryCaches } from '#tests/support/memoryCaches.ts';

const SCOPE = 'https://hub.example/console/';
type ShownOptions = Parameters<WorkerScope['registration']['showNotification']>[1];
type Listener = Parameters<WorkerScope['addEventListener']>[1];

/** A browser that wakes the worker: what it shows and calls is kept in order. */
function givenWorker({ open = [] as readonly string[], isOnline = true, status = 200, maxActions = 0 } = {}) {
  const log: string[] = [];
  const shown: Pick<ShownOptions, 'data' | 'actions'>[] = [];
  const kept = new Map<string, Response>();
  const listeners = new Map<string, Listener>();
  const scope = {
    addEventListener: (type: string, listener: Listener) => void listeners.set(type, listener),
    registration: {
      scope: SCOPE,
      showNotification: (title: string, { body, tag, ...options }: ShownOptions) => {
        log.push(
          [`shows ${tag}: ${title}, ${body}`, ...(options.actions ?? []).map((one) => `[${one.title}]`)].join(' '),
        );
        shown.push(options);
        return Promise.resolve();
      },
    },
    Notification: { maxActions },
    clients: {
      matchAll: () =>
        Promise.resolve(
          open.map((url) => ({
            url,
            focus: () => Promise.resolve(log.push(`focus ${url}`)),
            navigate: (to: string) => Promise.resolve(log.push(`navigate ${to}`)),
            postMessage: (message: string) => log.push(message),
          })),
        ),
      openWindow: (url: string) => Promise.resolve(log.push(`open ${url}`)),
    },
    caches: memoryCaches(kept),
    fetch: (url: string, { body }: RequestInit) => {
      log.push(`${url} ${body as string}`);
      const answered = url.endsWith('/alerts/acknowledge') ? status : 200;
      return isOnline
        ? Promise.resolve(new Response('{}', { status: answered }))
        : Promise.reject(new Error('offline'));
    },
  } as unknown as WorkerScope;
  createPushes(scope, {
    textOf: ([first]) => ({
      title: String(first?.id),
      body: 'text',
      ...(first?.kind === 'alert' ? { button: 'Acknowledge' } : {}),
    }),
    failureText: (title) => ({ title: `failed: ${title}`, body: 'try again' }),
    newId: () => 'new',
    pathOf: () => '/inbox/1',
  });
  const happens = async (type: string, event: object): Promise<void> => {
    const work: Promise<unknown>[] = [];
    const listener = listeners.get(type) as (event: object) => void;
    listener({ ...event, waitUntil: (one: Promise<unknown>) => work.push(one) });
    await Promise.all(work);
  };
  const press = (action: string): Promise<void> =>
    happens('notificationclick', { action, notification: { data: shown[0]?.data, close: () => log.push('close') } });
  return { log, happens, press, kept };
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
    [
      'focus https://hub.example/console/#/settings',
      'navigate https://hub.example/console/#/inbox/1',
      'optimaliq:arrived-by-push',
    ],
  ],
])('a click leads there with %j open', async (open, expected) => {
  const { log, happens } = givenWorker({ open });
  let isClosed = false;
  const notification = { data: { deviceId: 'd', ids: [10], path: '/inbox/1' }, close: () => (isClosed = true) };
  await happens('notificationclick', { notification });
  expect(isClosed).toBe(true);
  expect(log).toEqual([...expected, `${REPORTS} {"deviceId":"d","ids":[10],"outcome":"clicked"}`]);
});

const alert = makeNotification({ kind: 'alert', subject: { kind: 'alert', id: 'a' } });
const pushedAlert = { data: { json: () => ({ ...pushed, notifications: [alert] }) } };
const CLICKED = `${REPORTS} {"deviceId":"d","ids":[10],"outcome":"clicked"}`;
const ACKNOWLEDGES = 'https://hub.example/api/v1/alerts/acknowledge {"id":"new","alertId":"a"}';

it('has a button for an alert where the browser has buttons, and for nothing else', async () => {
  const withButtons = givenWorker({ maxActions: 2 });
  await withButtons.happens('push', pushedAlert);
  expect(withButtons.log[0]).toBe('shows notification-1: 1, text [Acknowledge]');
  const message = givenWorker({ maxActions: 2 });
  await message.happens('push', { data: { json: () => pushed } });
  expect(message.log[0]).toBe('shows notification-1: 1, text');
  const without = givenWorker();
  await without.happens('push', pushedAlert);
  expect(without.log[0]).toBe('shows notification-1: 1, text');
});

it.each([200, 409])('the button acknowledges, whether or not somebody was faster (%i)', async (status) => {
  const { log, happens, press } = givenWorker({ maxActions: 2, status });
  await happens('push', pushedAlert);
  await press('acknowledge');
  expect(log.slice(2)).toEqual(['close', ACKNOWLEDGES, CLICKED]);
});

it.each([{ status: 401 }, { status: 503 }, { isOnline: false }])(
  'a button that could not do it says so and opens the alert: %j',
  async (trouble) => {
    const { log, happens, press } = givenWorker({ maxActions: 2, ...trouble });
    await happens('push', pushedAlert);
    await press('acknowledge');
    expect(log.slice(2)).toEqual([
      'close',
      ACKNOWLEDGES,
      'open https://hub.example/console/#/inbox/1',
      CLICKED,
      'shows notification-1: failed: 1, try again',
    ]);
  },
);

it('beside the button a click opens the alert', async () => {
  const { log, happens, press } = givenWorker({ maxActions: 2 });
  await happens('push', pushedAlert);
  await press('');
  expect(log.slice(2)).toEqual(['close', 'open https://hub.example/console/#/inbox/1', CLICKED]);
});

it('shows what holds something new, and remembers no more than a server could send again', async () => {
  const { log, happens, kept } = givenWorker();
  const push = (...ids: readonly number[]) => happens('push', { data: { json: () => ({ ...pushed, ids }) } });
  await push(10);
  await push(10, 11);
  await push(11, 10);
  expect(log.filter((line) => line.startsWith('shows'))).toHaveLength(2);
  await push(...Array.from({ length: 1_200 }, (_, place) => 100 + place));
  expect(kept.size).toBe(1_000);
});
