import { expect, it } from 'vitest';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { appWords } from '#renderer/app/words/app.en.ts';
import { openConsole, openConversation } from '#tests/e2e/support/agent.ts';
import { openCustomer, widgetWords } from '#tests/e2e/support/customer.ts';
import { faults } from '#tests/e2e/support/faults.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';
import { givenStage } from '#tests/e2e/support/stage.ts';

const words = accountsWords.sites;
const sessionWords = accountsWords.settings.sessions;

const stage = givenStage();

async function openAsAdmin(section: string, look = {}) {
  const opened = await openConsole(stage.browser, stage.address, look);
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
    await page.getByLabel(words.team).fill('The workshop');
    await widget.locator('header').getByText('The workshop').waitFor();
    await page.getByLabel(words.accent, { exact: true }).fill('#0a6b4f');
    await expect
      .poll(() => widget.locator('html').evaluate((root) => root.style.getPropertyValue('--accent')))
      .toBe('#0a6b4f');
    await expect
      .poll(() => preview.locator('optimaliq-chat').evaluate((host) => host.style.getPropertyValue('--accent')))
      .toBe('#0a6b4f');
    await page.getByRole('radio', { name: words.positions.start }).click();
    await expect.poll(() => preview.locator('optimaliq-chat').getAttribute('data-position')).toBe('start');
    expect(await faults(page, { except: 'iframe' })).toEqual([]);
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
  const customer = await openCustomer(stage.browser, stage.address);
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

it('the name of the team stands at the head of a customer’s chat until a colleague takes over', async () => {
  const { page } = await openAsAdmin('sites');
  await page.getByRole('button', { name: words.editNamed('Kiln & Clay') }).click();
  await page.getByLabel(words.team).fill('The workshop');
  await page.getByRole('button', { name: words.save }).click();
  await page.getByText(words.saved).waitFor();
  const customer = await openCustomer(stage.browser, stage.address);
  const head = customer.chat.locator('header').getByText('The workshop');
  await head.waitFor();
  await takePicture(customer.page, 'site-team-welcome');
  await customer.write('Who is there?');
  await customer.sees(widgetWords.sent);
  await head.waitFor();
  await takePicture(customer.page, 'site-team');
  await page.evaluate(() => {
    location.hash = '/inbox';
  });
  await openConversation(page, 'unassigned', 'Who is there?');
  const composer = page.getByRole('textbox', { name: /^Reply to/ });
  await composer.fill('I am.');
  await composer.press('Enter');
  await customer.chat.getByText(widgetWords.talkingWith('Ada Lindqvist')).waitFor();
  expect(await head.count()).toBe(0);
  await customer.close();
  await page.context().close();
});

it('a sign-in on a new device is told in the other window, which can end it', async () => {
  const first = await openAsAdmin('sessions');
  const second = await openAsAdmin('sessions');
  const note = first.page.getByRole('status').filter({ hasText: sessionWords.noteQuestion });
  await note.first().waitFor();
  await takePicture(first.page, 'new-sign-in');
  expect(await faults(first.page)).toEqual([]);
  await note
    .first()
    .getByRole('button', { name: /^End session/ })
    .click();
  await second.page.getByText(accountsWords.signIn.ended).waitFor();
  await first.page.context().close();
  await second.page.context().close();
});
