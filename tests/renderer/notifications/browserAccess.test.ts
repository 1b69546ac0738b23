import { describe, expect, it } from 'vitest';
import { askForAccess, readAccess, watchAccess, type AccessWindow } from '#renderer/notifications/browser/access.ts';
import { webNotification, type WebNotifications } from '#renderer/notifications/browser/webNotification.ts';

interface Given {
  readonly permission?: NotificationPermission | null;
  readonly isSecure?: boolean;
  /** What the person answers; they close the question without an answer if nothing. */
  readonly answer?: NotificationPermission;
  readonly canQuery?: boolean;
}

/** A browser's window; `permission: null` is one that has no notifications. */
function givenWindow({ permission = 'default', isSecure = true, answer, canQuery = true }: Given = {}) {
  const status = new EventTarget();
  const page = new EventTarget();
  const notifications = {
    permission: permission ?? 'default',
    requestPermission() {
      notifications.permission = answer ?? notifications.permission;
      return Promise.resolve(notifications.permission);
    },
  };
  const query = () => Promise.resolve(status as PermissionStatus);
  const window: AccessWindow = {
    isSecureContext: isSecure,
    ...(permission === null ? {} : { Notification: notifications }),
    navigator: canQuery ? { permissions: { query } } : {},
    addEventListener: page.addEventListener.bind(page),
    removeEventListener: page.removeEventListener.bind(page),
  };
  return {
    window,
    comesToFront: () => page.dispatchEvent(new Event('focus')),
    settingsChange: () => status.dispatchEvent(new Event('change')),
  };
}

describe('whether a browser lets the page notify', () => {
  it.each([
    [{ permission: 'granted' }, 'granted'],
    [{ permission: 'denied' }, 'denied'],
    [{ permission: 'default' }, 'unasked'],
    [{ permission: null }, 'unsupported'],
    [{ permission: 'denied', isSecure: false }, 'insecure'],
  ] as const)('%j is %s', (given, access) => {
    expect(readAccess(givenWindow(given).window)).toBe(access);
  });

  it.each([
    ['granted', 'granted'],
    ['denied', 'denied'],
    [undefined, 'unasked'],
  ] as const)('asked, it is what the person answers: %s', async (answer, access) => {
    const { window } = givenWindow(answer === undefined ? {} : { answer });
    expect(await askForAccess(window)).toBe(access);
  });

  it('is looked at again when the browser’s settings change and when the window comes to the front, until nobody asks', async () => {
    const { window, comesToFront, settingsChange } = givenWindow();
    const looked: string[] = [];
    const stop = watchAccess(() => looked.push('look'), window);
    await Promise.resolve();
    settingsChange();
    comesToFront();
    expect(looked).toHaveLength(2);
    stop();
    settingsChange();
    comesToFront();
    expect(looked).toHaveLength(2);
    watchAccess(() => looked.push('look'), window)();
    await Promise.resolve();
    settingsChange();
    expect(looked).toHaveLength(2);
  });

  it('is looked at in browsers that tell of no change, too', () => {
    const { window, comesToFront } = givenWindow({ canQuery: false });
    const looked: string[] = [];
    watchAccess(() => looked.push('look'), window);
    comesToFront();
    expect(looked).toEqual(['look']);
  });
});

describe('a notification of the browser', () => {
  it('is made when it is shown, and tells what becomes of it', () => {
    const made: { target: EventTarget; title: string; body: string; silent: boolean; closed: boolean }[] = [];
    const notifications = function make(title: string, { body, silent }: { body: string; silent: boolean }) {
      const target = new EventTarget();
      const entry = { target, title, body, silent, closed: false };
      made.push(entry);
      return Object.assign(target, { close: () => (entry.closed = true) });
    } as unknown as WebNotifications;
    const heard: string[] = [];
    const notification = webNotification(notifications, { title: 'New', body: 'Hello', silent: true });
    for (const event of ['show', 'click', 'close', 'failed'] as const) notification.on(event, () => heard.push(event));
    notification.close();
    expect(made).toEqual([]);
    notification.show();
    for (const type of ['show', 'error', 'click', 'close']) made[0]?.target.dispatchEvent(new Event(type));
    expect(heard).toEqual(['show', 'failed', 'click', 'close']);
    notification.close();
    expect(made[0]).toMatchObject({ title: 'New', body: 'Hello', silent: true, closed: true });
  });

  it('has failed where the browser takes the constructor from nobody', () => {
    const heard: string[] = [];
    const notification = webNotification(
      function illegal() {
        throw new TypeError('Illegal constructor');
      } as unknown as WebNotifications,
      { title: 'New', body: '', silent: false },
    );
    notification.on('failed', () => heard.push('failed'));
    notification.show();
    expect(heard).toEqual(['failed']);
  });
});
