import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { appWords } from '#renderer/app/words/app.en.ts';
import { chatWords } from '#renderer/chat/words.en.ts';
import { notificationsWords as words } from '#renderer/notifications/words.en.ts';
import { openConsole, signInToDemo } from '#tests/e2e/support/agent.ts';
import { LAPTOP, openCustomer, type Customer } from '#tests/e2e/support/customer.ts';
import { launchDesktop, type Desktop } from '#tests/e2e/support/electronApp.ts';
import { faults } from '#tests/e2e/support/faults.ts';
import { startHeadlessDemo, type HeadlessServer } from '#tests/e2e/support/headless.ts';
import {
  NOTIFICATION_PACKAGES,
  startNotificationDaemon,
  type NotificationDaemon,
} from '#tests/e2e/support/notificationDaemon.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';
import { openQuietTab } from '#tests/e2e/support/quietTab.ts';
import { chromiumLaunchOptions } from '#tests/support/chromium.ts';
import { missingOf, needsPackages } from '#tests/support/systemPackages.ts';

const NEW_MESSAGE = /^New message from Visitor [0-9A-F]{4}$/;
const canShow = missingOf(NOTIFICATION_PACKAGES).length === 0;

let daemon: NotificationDaemon;
let browser: Browser;
beforeAll(async () => {
  if (!canShow) return;
  daemon = await startNotificationDaemon();
  const env = { ...(process.env as Record<string, string>), ...daemon.environment };
  browser = await chromium.launch({ ...chromiumLaunchOptions(), headless: false, env });
});
afterAll(async () => {
  if (!canShow) return;
  await browser.close();
  await daemon.close();
});
beforeEach((context) => needsPackages(context, NOTIFICATION_PACKAGES));

describe('a desktop window in the background', () => {
  let desktop: Desktop;
  let customer: Customer;
  let address = '';
  beforeAll(async () => {
    if (!canShow) return;
    desktop = await launchDesktop({ parameters: ['--demo'], environment: daemon.environment });
    await desktop.window.getByRole('button', { name: accountsWords.signIn.demoAs('Support') }).click();
    await desktop.window.getByText(appWords.status.online, { exact: true }).waitFor();
    address = await desktop.serverAddress();
    customer = await openCustomer(browser, address);
  });
  afterAll(async () => {
    if (canShow) await desktop.close();
  });

  /** The focus goes to nobody, as when another program takes it. */
  const goToBackground = async (): Promise<void> => {
    await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.blur());
    await expect.poll(isFocused).toBe(false);
  };
  const isFocused = () =>
    desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFocused() === true);
  const goTo = (hash: string) =>
    desktop.window.evaluate((to) => {
      location.hash = to;
    }, hash);
  /** Another customer whose message is the last of all. What should not be shown would have been shown before it. */
  const nextIs = async (text: string, before: number) => {
    const other = await openCustomer(browser, address);
    await goToBackground();
    await other.write(text);
    const shown = await daemon.nextAfter(before);
    await other.close();
    expect(shown.body).toBe(text);
    expect(daemon.shown()).toHaveLength(before + 1);
    return shown;
  };

  it('tells of a customer’s message as text, and a click brings it up with the conversation', async () => {
    await goToBackground();
    await customer.write('Is <b>anybody</b> there?');
    const shown = await daemon.nextAfter(0);
    expect(shown.title).toMatch(NEW_MESSAGE);
    expect(shown.body).toBe('Is &lt;b&gt;anybody&lt;/b&gt; there?');
    expect(await daemon.displayed()).toBe(1);

    await daemon.click();
    await desktop.window.getByRole('log').getByText('Is <b>anybody</b> there?').waitFor();
    await expect.poll(isFocused).toBe(true);
    await expect.poll(daemon.displayed).toBe(0);

    // The ledger tells the whole story: shown, clicked, and handled since.
    const admin = await openConsole(browser, address);
    await admin.page.getByRole('button', { name: accountsWords.signIn.demoAs('Admin') }).click();
    await admin.page.getByRole('navigation', { name: appWords.navigation.label }).waitFor();
    await admin.page.evaluate(() => {
      location.hash = '/settings/ledger';
    });
    const fate = admin.page
      .getByRole('list', { name: words.ledger.steps(words.ledger.kinds.messageWaiting, 'Sam Okafor') })
      .first();
    await fate.getByText(words.states.clicked).waitFor();
    await admin.page.getByText(words.centre.handled).first().waitFor();
    await admin.page.context().close();
  });

  it('comes out of hiding by a click', async () => {
    await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    const before = daemon.shown().length;
    await goTo('/settings/notifications');
    await customer.write('Still there?');
    expect((await daemon.nextAfter(before)).body).toBe('Still there?');
    await daemon.click();
    await desktop.window.getByRole('log').getByText('Still there?').waitFor();
    const isVisible = await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
    expect(isVisible).toBe(true);
    await expect.poll(isFocused).toBe(true);
  });

  it('shows nothing while it is in front with that conversation', async () => {
    const before = daemon.shown().length;
    await expect.poll(isFocused).toBe(true);
    await customer.write('I see that you are here');
    await desktop.window.getByRole('log').getByText('I see that you are here').waitFor();
    await nextIs('Another question', before);
  });

  it('shows nothing of what waits for a colleague, and takes away what they read', async () => {
    const colleague = await openConsole(browser, address);
    await signInToDemo(colleague.page, 'Admin');
    await colleague.page.getByRole('tab', { name: new RegExp(`^${chatWords.list.views.unassigned}`) }).click();
    await colleague.page.getByText('Another question').first().click();
    // Ada reads it: it waits for nobody any more.
    await expect.poll(daemon.displayed).toBe(0);
    await colleague.page.getByText('I see that you are here').first().click();
    await colleague.page.getByRole('textbox', { name: /^Reply to/ }).waitFor();
    await colleague.page.keyboard.press('Control+k');
    await colleague.page.getByRole('combobox').fill(chatWords.commands.assignToMe);
    await colleague.page.keyboard.press('Enter');
    await colleague.page.getByText(chatWords.done.assigned('Ada Lindqvist')).first().waitFor();
    await colleague.page.context().close();

    const before = daemon.shown().length;
    await goToBackground();
    await customer.write('Ada, are you there?');
    await desktop.window.getByRole('log').getByText('Ada, are you there?').waitFor({ state: 'attached' });
    await nextIs('And a third customer', before);
  });

  it('says by whom they are shown, sends a test, and keeps the text to itself when told so', async () => {
    const { window } = desktop;
    await goTo('/settings/notifications');
    await window.getByText(words.notificationsHelp('dunst')).waitFor();
    const before = daemon.shown().length;
    await window.getByRole('button', { name: words.test }).click();
    expect(await daemon.nextAfter(before)).toEqual({ title: words.testTitle, body: words.testBody });
    await window.getByText(words.testShown).waitFor();
    await takePicture(window, 'notifications-desktop-light');
    expect(await faults(window, { isElectron: true })).toEqual([]);
    await desktop.app.evaluate(({ BrowserWindow, nativeTheme }) => {
      nativeTheme.themeSource = 'dark';
      BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 700);
    });
    await window.waitForFunction(() => matchMedia('(prefers-color-scheme: dark)').matches && innerWidth === 1024);
    await takePicture(window, 'notifications-desktop-dark');
    expect(await faults(window, { isElectron: true })).toEqual([]);
    await window.getByRole('checkbox', { name: words.showsText }).click();
    const other = await openCustomer(browser, address);
    await goToBackground();
    await other.write('A secret');
    const shown = await daemon.nextAfter(before + 1);
    expect(shown.title).toMatch(NEW_MESSAGE);
    expect(shown.body).toBe('');
    await other.close();
  });

  it('takes everything away at the sign-out', async () => {
    await expect.poll(daemon.displayed).toBeGreaterThan(0);
    await desktop.window.keyboard.press('Control+k');
    await desktop.window.getByRole('combobox').fill(appWords.palette.signOut);
    await desktop.window.keyboard.press('Enter');
    await desktop.window.getByRole('button', { name: accountsWords.signIn.demoAs('Support') }).waitFor();
    await expect.poll(daemon.displayed).toBe(0);
    expect(desktop.errors).toEqual([]);
  });
});

describe('a tab of the browser console in the background', () => {
  let server: HeadlessServer;
  beforeAll(async () => {
    if (canShow) server = await startHeadlessDemo();
  });
  afterAll(async () => {
    if (canShow) await server.close();
  });

  it('has the browser’s own notification shown, and a click brings the tab up with the conversation', async () => {
    const context = await browser.newContext({ viewport: LAPTOP });
    await context.grantPermissions(['notifications'], { origin: server.address });
    const page = await openQuietTab(context, `${server.address}/console/`);
    await signInToDemo(page);
    await openQuietTab(context, 'about:blank');
    const isInFront = () => page.evaluate(() => document.hasFocus());
    await expect.poll(isInFront).toBe(false);

    const before = daemon.shown().length;
    const customer = await openCustomer(browser, server.address);
    await customer.write('Is <b>anybody</b> there?');
    const shown = await daemon.nextAfter(before);
    expect(shown.title).toMatch(NEW_MESSAGE);
    // Chromium says first from which site it is.
    expect(shown.body).toMatch(/Is &lt;b&gt;anybody&lt;\/b&gt; there\?$/);
    await daemon.click();
    await page.getByRole('log').getByText('Is <b>anybody</b> there?').waitFor();
    await expect.poll(isInFront).toBe(true);
    await expect.poll(daemon.displayed).toBe(0);
    await context.close();
  });
});
