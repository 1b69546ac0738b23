import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { appWords } from '#renderer/app/words/app.en.ts';
import { notificationsWords as words } from '#renderer/notifications/words.en.ts';
import { openConsole, signInToDemo } from '#tests/e2e/support/agent.ts';
import { openCustomer } from '#tests/e2e/support/customer.ts';
import { faults } from '#tests/e2e/support/faults.ts';
import { pressOn } from '#tests/e2e/support/keyboard.ts';
import { look as lookAt } from '#tests/e2e/support/look.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';
import { givenStage } from '#tests/e2e/support/stage.ts';

const stage = givenStage();
const { centre, trial, ledger, webhooks, choices, quiet } = words;

const look = (page: Page, name: string) => lookAt(page, name, { isThorough: true, except: '[data-sonner-toaster]' });
const goTo = (page: Page, hash: string) =>
  page.evaluate((to) => {
    location.hash = to;
  }, hash);

it('what waits is in the centre until it is handled, by the keyboard alone', async () => {
  const { page, errors } = await openConsole(stage.browser, stage.address, { colorScheme: 'light' });
  await signInToDemo(page);
  const customer = await openCustomer(stage.browser, stage.address);
  await customer.write('Do you ship to Norway?');
  await page.keyboard.press('g');
  await page.keyboard.press('n');
  const drawer = page.getByRole('dialog', { name: centre.title });
  await drawer.getByText('Do you ship to Norway?').waitFor();
  await look(page, 'notification-centre');

  const item = drawer.getByRole('button', { name: /Do you ship to Norway/ });
  await pressOn(page, item);
  await page.getByRole('log').getByText('Do you ship to Norway?').waitFor();
  // Read, it needs nobody any more.
  await page.keyboard.press('Escape');
  await pressOn(page, page.getByRole('button', { name: new RegExp(centre.title) }));
  await drawer.waitFor();
  await expect.poll(() => item.count()).toBe(0);
  await drawer.getByRole('radio', { name: centre.all }).press('Enter');
  await drawer.getByRole('radio', { name: centre.all }).click();
  await drawer.getByText('Do you ship to Norway?').waitFor();
  expect(await drawer.getByText(centre.handled).count()).toBeGreaterThan(0);
  expect(errors).toEqual([]);
  await customer.close();
  await page.context().close();
});

it('a test shows each step, choices are kept, and the browser knows the worker that takes pushes', async () => {
  const { page, errors } = await openConsole(stage.browser, stage.address, { colorScheme: 'light' });
  await signInToDemo(page);
  await goTo(page, '/settings/notifications');
  await page.getByRole('button', { name: trial.send }).press('Enter');
  const steps = page.getByRole('list', { name: trial.steps });
  await steps.getByText(trial.created).waitFor();
  await steps.getByText(words.reasons.noProvider).waitFor();

  const choice = page.getByRole('checkbox', {
    name: choices.option(words.kinds.messageWaiting, words.channels.email),
  });
  await choice.press('Space');
  await page.getByRole('checkbox', { name: quiet.isOn }).press('Space');
  await page.getByRole('checkbox', { name: quiet.dayNames[0] }).press('Space');
  await look(page, 'notifications-choices');
  await page.reload();
  await choice.waitFor();
  expect(await choice.isChecked()).toBe(true);
  expect(await page.getByRole('checkbox', { name: quiet.dayNames[0] }).isChecked()).toBe(false);

  const scope = await page.evaluate(async () => {
    const { scope: own } = await navigator.serviceWorker.register('push.js', { type: 'module' });
    await navigator.serviceWorker.ready;
    return own;
  });
  expect(scope).toBe(`${stage.address}/console/`);
  expect(errors).toEqual([]);
  await page.context().close();
});

it('an admin sees the fate of each, and adds a webhook whose secret is shown once', async () => {
  const { page, errors } = await openConsole(stage.browser, stage.address, { colorScheme: 'light' });
  await page.getByRole('button', { name: accountsWords.signIn.demoAs('Admin') }).click();
  await page.getByRole('navigation', { name: appWords.navigation.label }).waitFor();
  await goTo(page, '/settings/ledger');
  await page.getByText(words.reasons.noProvider).first().waitFor();
  await pressOn(page, page.getByRole('button', { name: webhooks.add }));
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(webhooks.name).fill('The pager');
  await dialog.getByLabel(webhooks.url).fill('http://hooks.example/x');
  await dialog.getByRole('button', { name: webhooks.submit, exact: true }).press('Enter');
  await dialog.getByText(webhooks.urlRefused).waitFor();
  await look(page, 'notification-webhook-refused');
  await dialog.getByLabel(webhooks.url).fill('https://hooks.example/x');
  await dialog.getByRole('button', { name: webhooks.submit, exact: true }).press('Enter');
  await dialog.getByText(/^whsec_/).waitFor();
  expect(await faults(page)).toEqual([]);
  await takePicture(page, 'notification-webhook-secret');
  await dialog.getByRole('button', { name: webhooks.close }).press('Enter');
  await page.getByText('https://hooks.example/x').waitFor();
  await page.getByRole('heading', { name: ledger.title, exact: true }).scrollIntoViewIfNeeded();
  await look(page, 'notification-ledger');
  await page.getByRole('button', { name: webhooks.removeNamed('The pager') }).press('Enter');
  await page.getByText(webhooks.empty).waitFor();
  expect(await page.getByText(ledger.failed).count()).toBe(0);
  expect(errors).toEqual([]);
  await page.context().close();
});
