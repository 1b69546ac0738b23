import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SECTIONS } from '#renderer/accounts/settings/sections.ts';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { ROOMS } from '#renderer/app/rooms.ts';
import { openConsole, signInToDemo } from '#tests/e2e/support/agent.ts';
import { openCustomer, widgetWords } from '#tests/e2e/support/customer.ts';
import { launchDesktop } from '#tests/e2e/support/electronApp.ts';
import { startHeadlessDemo, type HeadlessServer } from '#tests/e2e/support/headless.ts';
import { chromiumLaunchOptions } from '#tests/support/chromium.ts';

const THEMES = ['light', 'dark'] as const;

let browser: Browser;
let server: HeadlessServer;
beforeAll(async () => {
  server = await startHeadlessDemo();
  browser = await chromium.launch(chromiumLaunchOptions());
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

/** What axe finds, in words that lead to the place. Legacy mode: Electron lets no second page be opened for the frames. */
async function faults(page: Page, isElectron: boolean): Promise<string[]> {
  // A change of theme or screen is animated for 120 ms: its last frame is what people read.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(isElectron).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

/** Every screen behind the sign-in: the rooms there are, a thread, each section of the settings, and an address that leads nowhere. */
async function everyScreen(page: Page): Promise<readonly string[]> {
  const thread = page.getByRole('option').first();
  await thread.click();
  await page.getByRole('textbox', { name: /^Reply to/ }).waitFor();
  const open = new URL(page.url()).hash.slice(1);
  const sections = SECTIONS.map(({ id }) => `/settings/${id}`);
  return [...ROOMS.map(({ path }) => path), open, ...sections, '/nowhere'];
}

async function walk(page: Page, isElectron: boolean): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  const look = async (name: string) => {
    const here = await faults(page, isElectron);
    if (here.length > 0) found[name] = here;
  };
  await page.getByRole('heading', { name: accountsWords.signIn.titleTo('Kiln & Clay') }).waitFor();
  await look('sign-in');
  await signInToDemo(page);
  for (const address of await everyScreen(page)) {
    await page.evaluate((to) => {
      location.hash = to;
    }, address);
    await page.getByRole('main').first().waitFor();
    await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
    await look(address);
  }
  return found;
}

describe.each(THEMES)('axe finds nothing in the %s theme', (colorScheme) => {
  it('on any screen of the browser console', async () => {
    const { page } = await openConsole(browser, server.address, { colorScheme });
    expect(await walk(page, false)).toEqual({});
    await page.context().close();
  });

  it('on any screen of the desktop window, the first set-up included', async () => {
    const first = await launchDesktop();
    try {
      await first.app.evaluate(({ nativeTheme }, theme) => {
        nativeTheme.themeSource = theme;
      }, colorScheme);
      await first.window.getByRole('heading', { name: accountsWords.setUp.title }).waitFor();
      expect(await faults(first.window, true)).toEqual([]);
    } finally {
      await first.close();
    }
    const desktop = await launchDesktop({ parameters: ['--demo'] });
    try {
      await desktop.app.evaluate(({ nativeTheme }, theme) => {
        nativeTheme.themeSource = theme;
      }, colorScheme);
      expect(await walk(desktop.window, true)).toEqual({});
    } finally {
      await desktop.close();
    }
  });

  it('on the shop’s page and in the widget', async () => {
    const customer = await openCustomer(browser, server.address, { colorScheme });
    expect(await faults(customer.page, false)).toEqual([]);
    await customer.write('Do you deliver to Norway?');
    await customer.sees(widgetWords.sent);
    expect(await faults(customer.page, false)).toEqual([]);
    await customer.close();
  });
});
