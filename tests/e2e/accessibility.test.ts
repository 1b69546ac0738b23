import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { SECTIONS } from '#renderer/accounts/settings/sections.ts';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { ROOMS } from '#renderer/app/rooms.ts';
import { openConsole, signInToDemo } from '#tests/e2e/support/agent.ts';
import { openCustomer, widgetWords } from '#tests/e2e/support/customer.ts';
import { launchDesktop } from '#tests/e2e/support/electronApp.ts';
import { faults } from '#tests/e2e/support/faults.ts';
import { givenStage } from '#tests/e2e/support/stage.ts';

const THEMES = ['light', 'dark'] as const;

const stage = givenStage();

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
    const here = await faults(page, { isElectron });
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
    // A room is loaded when somebody goes there: until then there is nothing to look at.
    await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
    await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
    await look(address);
  }
  return found;
}

describe.each(THEMES)('axe finds nothing in the %s theme', (colorScheme) => {
  it('on any screen of the browser console', async () => {
    const { page } = await openConsole(stage.browser, stage.address, { colorScheme });
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
      expect(await faults(first.window, { isElectron: true })).toEqual([]);
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
    const customer = await openCustomer(stage.browser, stage.address, { colorScheme });
    expect(await faults(customer.page)).toEqual([]);
    await customer.write('Do you deliver to Norway?');
    await customer.sees(widgetWords.sent);
    expect(await faults(customer.page)).toEqual([]);
    await customer.close();
  });
});
