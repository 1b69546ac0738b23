import type { Page } from 'playwright';

interface SpiedWindow {
  readonly asked: number;
  readonly made: Notification[];
}

/** Runs in the page (`addInitScript`): notes which notifications it makes, and how often it has the person asked. */
export function spyOnNotifications(): void {
  const made: Notification[] = [];
  const page = window as unknown as { asked: number; made: Notification[]; Notification: typeof Notification };
  page.asked = 0;
  page.made = made;
  page.Notification = class extends Notification {
    constructor(title: string, options?: NotificationOptions) {
      super(title, options);
      made.push(this);
    }
    static override requestPermission(): Promise<NotificationPermission> {
      page.asked += 1;
      return super.requestPermission();
    }
  };
}

export const asked = (page: Page): Promise<number> => page.evaluate(() => (window as unknown as SpiedWindow).asked);
export const titles = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (window as unknown as SpiedWindow).made.map(({ title }) => title));
export const bodies = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (window as unknown as SpiedWindow).made.map(({ body }) => body));

/** As the person does: the event is ours. */
export const clickNotification = (page: Page, title: string): Promise<void> =>
  page.evaluate((called) => {
    (window as unknown as SpiedWindow).made.findLast((one) => one.title === called)?.dispatchEvent(new Event('click'));
  }, title);
