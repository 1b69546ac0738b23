import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { appWords } from '#renderer/app/words/app.en.ts';
import { openConsole } from '#tests/e2e/support/agent.ts';
import { openCustomer, widgetWords } from '#tests/e2e/support/customer.ts';
import { startHeadlessDemo, type HeadlessServer } from '#tests/e2e/support/headless.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';
import { chromiumLaunchOptions } from '#tests/support/chromium.ts';

const words = accountsWords.sites;
const sessionWords = accountsWords.settings.sessions;

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

async function openAsAdmin(section: string, look = {}) {
  const opened = await openConsole(browser, server.address, look);
  const { page } = opened;
  await page.getByRole('button', { name: accountsWords.signIn.demoAs('Admin') }).click();
  await page.getByRole('navigation', { name: appWords.navigation.label }).waitFor();
  await page.evaluate((to) => {
    location.hash = to;
  }, `/settings/${section}`);
  return opened;
}

it.each(['light', 'dark'] as const)(
  'an admin sets a site and sees in the real widget’s view what customers will see (%s)',
  async (colorScheme) => {
    const { page, errors } = await openAsAdmin('sites', { colorScheme });
    await page.getByRole('button', { name: words.editNamed('Kiln & Clay') }).click();
    const preview = page.frameLocator(`iframe[title="${words.previewOf}"]`);
    const widget = preview.frameLocator('optimaliq-chat iframe');
    await widget.getByText('Kiln & Clay').waitFor();
    await page.getByLabel(words.greeting).fill('Ask away, we are in the workshop.');
    await widget.getByText('Ask away, we are in the workshop.').waitFor();
    await page.getByLabel(words.accent, { exact: true }).fill('#0a6b4f');
    await expect
      .poll(() => widget.locator('html').evaluate((root) => root.style.getPropertyValue('--accent')))
      .toBe('#0a6b4f');
    await expect
      .poll(() => preview.locator('optimaliq-chat').evaluate((host) => host.style.getPropertyValue('--accent')))
      .toBe('#0a6b4f');
    await page.getByRole('radio', { name: words.positions.start }).click();
    await expect.poll(() => preview.locator('optimaliq-chat').getAttribute('data-position')).toBe('start');
    expect(
      (await new AxeBuilder({ page }).exclude('iframe').analyze()).violations.map(({ id, nodes }) => [
        id,
        nodes[0]?.html,
      ]),
    ).toEqual([]);
    await takePicture(page, `site-${colorScheme}`);
    await page.getByRole('radio', { name: words.previewShows.conversation }).click();
    await widget.getByText('Yes please, thank you.').waitFor();
    await page.setViewportSize({ width: 1024, height: 700 });
    await page.getByRole('heading', { name: words.look }).scrollIntoViewIfNeeded();
    await takePicture(page, `site-look-${colorScheme}`);
    await page.getByLabel(words.origins).fill('https://Shop.example/basket\n*.example');
    await page.getByRole('button', { name: words.save }).click();
    await page.getByText(/Line 1, .*Write https:\/\/shop\.example/).waitFor();
    await takePicture(page, `site-errors-${colorScheme}`);
    await page.getByLabel(words.origins).fill('https://shop.example');
    await page.getByRole('button', { name: words.save }).click();
    await page.getByText(words.saved).waitFor();
    await page.getByLabel(words.origins).fill('');
    await page.getByRole('button', { name: words.save }).click();
    expect(errors).toEqual([]);
    await page.context().close();
  },
);

it('switching a site off reaches a customer who is there, and back', async () => {
  const { page } = await openAsAdmin('sites');
  const customer = await openCustomer(browser, server.address);
  await customer.write('Are you there?');
  await customer.sees(widgetWords.sent);
  await page.getByRole('button', { name: words.editNamed('Kiln & Clay') }).click();
  await page.getByRole('button', { name: words.switchOff }).click();
  await customer.chat.getByText(widgetWords.refused).waitFor();
  await page.getByRole('button', { name: words.switchOn }).click();
  await customer.chat.getByRole('button', { name: widgetWords.tryAgain }).click();
  await customer.chat.getByText(widgetWords.refused).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: words.rotate }).click();
  const dialog = page.getByRole('dialog', { name: words.rotateTitle('Kiln & Clay') });
  await dialog.getByText(words.rotateStops[0] ?? '').waitFor();
  await takePicture(page, 'site-rotate');
  await dialog.getByRole('button', { name: words.cancel }).click();
  await customer.close();
  await page.context().close();
});

it('a sign-in on a new device is told in the other window, which can end it', async () => {
  const first = await openAsAdmin('sessions');
  const second = await openAsAdmin('sessions');
  const note = first.page.getByRole('status').filter({ hasText: sessionWords.noteQuestion });
  await note.first().waitFor();
  await takePicture(first.page, 'new-sign-in');
  expect((await new AxeBuilder({ page: first.page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  await note
    .first()
    .getByRole('button', { name: /^End session/ })
    .click();
  await second.page.getByText(accountsWords.signIn.ended).waitFor();
  await first.page.context().close();
  await second.page.context().close();
});
