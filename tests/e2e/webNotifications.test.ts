import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chatWords } from '#renderer/chat/words.en.ts';
import { notificationsWords as words } from '#renderer/notifications/words.en.ts';
import { queryRows } from '#tests/support/databaseState.ts';
import { openConsole, signInToDemo } from '#tests/e2e/support/agent.ts';
import { LAPTOP, openCustomer } from '#tests/e2e/support/customer.ts';
import { faults } from '#tests/e2e/support/faults.ts';
import { startHeadlessDemo, type HeadlessServer } from '#tests/e2e/support/headless.ts';
import { asked, bodies, clickNotification, spyOnNotifications, titles } from '#tests/e2e/support/spiedNotifications.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';
import { openQuietTab } from '#tests/e2e/support/quietTab.ts';
import { chromiumLaunchOptions } from '#tests/support/chromium.ts';

// The browser's own permissions, tabs, focus and locks. Spied is only the constructor, which goes on making real notifications, and
// the click on one is an event of ours; tests/e2e/systemNotifications.test.ts has a daemon show them and clicks there.

let browser: Browser;
let server: HeadlessServer;
beforeAll(async () => {
  server = await startHeadlessDemo();
  // No session bus: nobody who works at this computer is shown anything.
  const env = { ...(process.env as Record<string, string>), DBUS_SESSION_BUS_ADDRESS: 'disabled:' };
  browser = await chromium.launch({ ...chromiumLaunchOptions(), env });
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

const goTo = (page: Page, hash: string) =>
  page.evaluate((to) => {
    location.hash = to;
  }, hash);
const rows = (sql: string, ...parameters: readonly unknown[]) => queryRows(server.dataDirectory, sql, ...parameters);
const origin = () => ({ origin: server.address });

/** As the person does in the browser's own settings; Playwright only grants. */
async function deny(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { targetInfo } = await session.send('Target.getTargetInfo');
  const { browserContextId } = targetInfo;
  const wholeBrowser = await browser.newBrowserCDPSession();
  await wholeBrowser.send('Browser.setPermission', {
    permission: { name: 'notifications' },
    setting: 'denied',
    ...origin(),
    ...(browserContextId === undefined ? {} : { browserContextId }),
  });
}

describe('the settings of a browser console', () => {
  it('ask only by a click, and say at once what the browser lets the page do', async () => {
    const { page, errors } = await openConsole(browser, server.address, { colorScheme: 'light' });
    const context = page.context();
    await context.addInitScript(spyOnNotifications);
    await page.reload();
    const look = async (name: string) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const viewport of [LAPTOP, { width: 1024, height: 700 }]) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize(viewport);
          // A toast that fades out is no text to read any more.
          expect(await faults(page, { except: '[data-sonner-toaster]' })).toEqual([]);
          await takePicture(page, `notifications-browser-${name}-${colorScheme}-${String(viewport.width)}`);
        }
      }
    };
    await signInToDemo(page);
    await goTo(page, '/settings/notifications');
    await page.getByText(words.browser.unasked).waitFor();
    expect(await asked(page)).toBe(0);
    await look('unasked');
    await page.getByRole('button', { name: words.browser.ask }).click();
    expect(await asked(page)).toBe(1);

    await context.grantPermissions(['notifications'], origin());
    await page.getByRole('checkbox', { name: words.notifications }).waitFor();
    await page.getByRole('checkbox', { name: words.notifications }).click();
    expect(await page.getByRole('checkbox', { name: words.showsText }).isDisabled()).toBe(true);
    await page.getByRole('checkbox', { name: words.notifications }).click();
    await page.getByRole('button', { name: words.test }).click();
    await expect.poll(() => bodies(page)).toEqual([words.testBody]);
    await look('granted');

    await deny(page);
    await page.getByText(words.browser.denied).waitFor();
    expect(await page.getByRole('button', { name: words.test }).count()).toBe(0);
    await look('denied');
    expect(await asked(page)).toBe(1);
    expect(errors).toEqual([]);
    await context.close();
  });
});

describe('tabs of one person in the background', () => {
  let context: BrowserContext;
  let first: Page;
  let second: Page;
  let front: Page;
  beforeAll(async () => {
    context = await browser.newContext({ viewport: LAPTOP });
    await context.grantPermissions(['notifications'], origin());
    await context.addInitScript(spyOnNotifications);
    first = await openQuietTab(context, `${server.address}/console/`);
    await signInToDemo(first);
    second = await openQuietTab(context, `${server.address}/console/`);
    await second.getByRole('heading', { name: chatWords.list.title }).waitFor();
    front = await openQuietTab(context, 'about:blank');
  });
  afterAll(() => context.close());

  const write = async (text: string) => {
    const customer = await openCustomer(browser, server.address);
    await customer.write(text);
    return customer;
  };
  const isInFront = (page: Page) => page.evaluate(() => document.hasFocus());
  const goToBackground = async () => {
    await front.bringToFront();
    for (const page of [first, second]) await expect.poll(() => isInFront(page)).toBe(false);
  };

  it('tell once of what waits, and a click opens the conversation in the tab that told', async () => {
    await goToBackground();
    const customer = await write('Do you ship to Norway?');
    await expect.poll(() => bodies(first)).toEqual(['Do you ship to Norway?']);
    await clickNotification(first, await titles(first).then(([title]) => title ?? ''));
    await first.getByRole('log').getByText('Do you ship to Norway?').waitFor();

    // In front with the conversation open: what is written now is seen, and not told of.
    await first.bringToFront();
    await expect.poll(() => isInFront(first)).toBe(true);
    await customer.write('It is urgent');
    await first.getByRole('log').getByText('It is urgent').waitFor();
    await second.bringToFront();
    await expect.poll(() => isInFront(second)).toBe(true);
    await second.getByRole('tab', { name: new RegExp(`^${chatWords.list.views.all}`) }).click();
    const [newest] = rows('SELECT max(id) AS id FROM notification') as [{ readonly id: number }];
    await write('In front of another tab');
    await second.getByText('In front of another tab').first().waitFor();
    // It is judged a moment after it is seen.
    const reasons = 'SELECT DISTINCT reason FROM notification_delivery WHERE notificationId > ?';
    await expect.poll(() => rows(reasons, newest.id)).toContainEqual({ reason: 'attended' });

    // What comes last is told: the others would have been before it.
    await goToBackground();
    await write('Anybody?');
    await expect.poll(() => bodies(first)).toEqual(['Do you ship to Norway?', 'Anybody?']);
    expect(await bodies(second)).toEqual([]);
  });

  it('go on telling when the tab that told is closed', async () => {
    await first.close();
    await front.bringToFront();
    await write('And now?');
    await expect.poll(() => bodies(second)).toEqual(['And now?']);
    expect(await second.title()).toMatch(/^\(\d+\) /);
  });
});
