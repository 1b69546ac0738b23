import { expect, it } from 'vitest';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { appWords } from '#renderer/app/words/app.en.ts';
import { monitoringWords } from '#renderer/monitoring/words.en.ts';
import { openConsole } from '#tests/e2e/support/agent.ts';
import { faults } from '#tests/e2e/support/faults.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';
import { givenStage } from '#tests/e2e/support/stage.ts';

const words = monitoringWords.backups;
const storage = monitoringWords.storage;

const stage = givenStage();

it('an admin makes a key, backs up, and sees it whole', async () => {
  const { page, errors } = await openConsole(stage.browser, stage.address, { colorScheme: 'light' });
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
  expect(await faults(page)).toEqual([]);
  await takePicture(page, 'backups-none-light');

  await page.getByRole('button', { name: words.makeKey }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: words.makeKey }).press('Enter');
  await dialog.getByText(/^AGE-SECRET-KEY-1/).waitFor();
  expect(await faults(page)).toEqual([]);
  await takePicture(page, 'backups-key-light');
  // Neither Escape nor a click beside it loses the key.
  await page.keyboard.press('Escape');
  await dialog.getByText(words.staysOpen(words.isKept)).waitFor();
  await page.mouse.click(5, 5);
  await dialog.getByText(/^AGE-SECRET-KEY-1/).waitFor();
  expect(await faults(page)).toEqual([]);
  await takePicture(page, 'backups-key-stays-light');
  await dialog.getByRole('button', { name: words.isKept }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText(/^age1/).waitFor();
  expect(await page.getByText(/AGE-SECRET-KEY/).count()).toBe(0);

  await page.getByRole('button', { name: words.now }).press('Enter');
  // Others go first: on a busy machine a backup takes its time.
  await page.getByText(words.outcomes.whole, { exact: true }).waitFor({ timeout: 100_000 });
  await takePicture(page, 'backups-whole-light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 1024, height: 700 });
  expect(await faults(page)).toEqual([]);
  await takePicture(page, 'backups-whole-dark');
  expect(errors).toEqual([]);
  await page.context().close();
}, 240_000);
