import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { appWords } from '#renderer/app/words/app.en.ts';
import { monitoringWords } from '#renderer/monitoring/words.en.ts';
import { openConsole } from '#tests/e2e/support/agent.ts';
import { startHeadlessDemo, type HeadlessServer } from '#tests/e2e/support/headless.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';
import { chromiumLaunchOptions } from '#tests/support/chromium.ts';

const words = monitoringWords.backups;
const storage = monitoringWords.storage;

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

it('an admin makes a key, backs up, and sees it whole', async () => {
  const { page, errors } = await openConsole(browser, server.address, { colorScheme: 'light' });
  const violations = async () =>
    (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
  await page.getByRole('button', { name: accountsWords.signIn.demoAs('Admin') }).click();
  await page.getByRole('navigation', { name: appWords.navigation.label }).waitFor();
  await page.evaluate(() => {
    location.hash = '/settings/backups';
  });
  await page.getByText(words.noKeyWarning).waitFor();
  await page.getByText(words.historyEmpty).waitFor();
  const facts = page.getByRole('region', { name: storage.title });
  await facts.getByText(storage.states.roomy, { exact: true }).or(facts.getByText(storage.states.low)).waitFor();
  await facts.getByText(storage.neverNeeded).waitFor();
  expect(await violations()).toEqual([]);
  await takePicture(page, 'backups-none-light');

  await page.getByRole('button', { name: words.makeKey }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: words.makeKey }).press('Enter');
  await dialog.getByText(/^AGE-SECRET-KEY-1/).waitFor();
  expect(await violations()).toEqual([]);
  await takePicture(page, 'backups-key-light');
  await dialog.getByRole('button', { name: words.isKept }).press('Enter');
  await page.getByText(/^age1/).waitFor();
  expect(await page.getByText(/AGE-SECRET-KEY/).count()).toBe(0);

  await page.getByRole('button', { name: words.now }).press('Enter');
  await page.getByText(words.outcomes.whole, { exact: true }).waitFor();
  await takePicture(page, 'backups-whole-light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 1024, height: 700 });
  expect(await violations()).toEqual([]);
  await takePicture(page, 'backups-whole-dark');
  expect(errors).toEqual([]);
  await page.context().close();
});
