import type { NotificationConstructorOptions } from 'electron';
import { expect, it } from 'vitest';
import { noticeButton } from '#electron/main/noticeButton.ts';
import type { NoticeClick } from '#shared/desktop.ts';
import { createNotices, type SystemNotification } from '#shared/notifications/notices.ts';
import { createManualTimers } from '#tests/renderer/client/manualTimers.ts';

/** Electron's class as macOS has it: a button of its `actions` can be pressed. */
class FakeNotification implements SystemNotification {
  readonly actions: readonly { readonly text?: string }[];
  readonly #listeners = new Map<string, () => void>();
  constructor({ actions = [] }: NotificationConstructorOptions) {
    this.actions = actions;
  }
  on(event: string, listener: () => void): void {
    this.#listeners.set(event, listener);
  }
  show(): void {
    this.#listeners.get('show')?.();
  }
  close(): void {
    this.#listeners.get('close')?.();
  }
  press(text: string): void {
    if (this.actions.some((action) => action.text === text)) this.#listeners.get('action')?.();
  }
}

const notice = { key: 'notification-1', ids: ['1'], title: 'Answers are late', body: '' };

function givenPlatform(platform: NodeJS.Platform) {
  const made: FakeNotification[] = [];
  const clicks: (NoticeClick | null)[] = [];
  const notices = createNotices({
    isSupported: () => true,
    after: createManualTimers().after,
    onClick: (click) => clicks.push(click),
    create(text) {
      const notification = new FakeNotification({ title: text.title, ...noticeButton(platform, text) });
      made.push(notification);
      return notification;
    },
  });
  return { notices, made, clicks };
}

it('on macOS a notice has its button, and pressing it is told', async () => {
  const { notices, made, clicks } = givenPlatform('darwin');
  expect(await notices.show({ ...notice, button: 'Acknowledge' })).toEqual({ outcome: 'shown' });
  expect(made[0]?.actions).toEqual([{ type: 'button', text: 'Acknowledge' }]);
  made[0]?.press('Acknowledge');
  expect(clicks).toEqual([{ key: 'notification-1', isButton: true }]);
});

it('a notice without a button has none on macOS', async () => {
  const { notices, made } = givenPlatform('darwin');
  await notices.show(notice);
  expect(made[0]?.actions).toEqual([]);
});

it.each(['linux', 'win32'] as const)('on %s there are no buttons', async (platform) => {
  const { notices, made, clicks } = givenPlatform(platform);
  await notices.show({ ...notice, button: 'Acknowledge' });
  made[0]?.press('Acknowledge');
  expect(made[0]?.actions).toEqual([]);
  expect(clicks).toEqual([]);
});
