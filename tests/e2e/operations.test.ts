import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { appWords } from '#renderer/app/words/app.en.ts';
import { operationsWords as words } from '#renderer/monitoring/operations/words.en.ts';
import { openConsole } from '#tests/e2e/support/agent.ts';
import { faults } from '#tests/e2e/support/faults.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';
import { givenStage } from '#tests/e2e/support/stage.ts';

const stage = givenStage();

async function openAdmin(): Promise<{ page: Page; errors: readonly string[] }> {
  const { page, errors } = await openConsole(stage.browser, stage.address, { colorScheme: 'light' });
  await page.getByRole('button', { name: accountsWords.signIn.demoAs('Admin') }).click();
  await page.getByRole('navigation', { name: appWords.navigation.label }).waitFor();
  return { page, errors };
}

async function goTo(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, address);
  await page.getByRole('heading', { level: 1, name: words.title }).waitFor();
}

/** Looks at a screen in the large light window and in the small dark one. */
async function look(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await faults(page)).toEqual([]);
  await takePicture(page, `${name}-light`);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 1024, height: 700 });
  expect(await faults(page)).toEqual([]);
  await takePicture(page, `${name}-dark`);
}

it('an admin sees who is connected, disconnects one with a reason, and finds work, services and the database beside it', async () => {
  const support = await openConsole(stage.browser, stage.address, { colorScheme: 'light' });
  await support.page
    .getByRole('button', { name: accountsWords.signIn.demoAs('Support') })
    .first()
    .click();
  await support.page.getByRole('navigation', { name: appWords.navigation.label }).waitFor();

  const { page, errors } = await openAdmin();
  await goTo(page, '/operations/connections');
  const table = page.getByRole('region', { name: words.connections.table });
  const colleague = table
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: words.connections.disconnect }) });
  await colleague.first().waitFor();
  // Who asks cannot end the line on which the answer comes.
  expect(await table.getByRole('row').count()).toBe(3);
  expect(await colleague.count()).toBe(1);
  await look(page, 'operations-connections');
  await colleague.getByRole('button', { name: words.connections.disconnect }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText(words.connections.dialog.reasonHelp).waitFor();
  await look(page, 'operations-disconnect');
  await dialog.getByRole('button', { name: words.connections.disconnect }).press('Enter');
  await page.getByText(/was disconnected\.$/).waitFor();
  await page.evaluate(() => {
    location.hash = '/journal';
  });
  await page
    .getByText(/ended a line of/)
    .first()
    .waitFor();

  await goTo(page, '/operations/jobs');
  await page.getByRole('radio', { name: new RegExp(words.jobs.names.fetches) }).waitFor();
  await look(page, 'operations-jobs');

  await goTo(page, '/operations/services');
  await page.getByText(words.services.lastFailure).waitFor();
  await look(page, 'operations-services');

  await goTo(page, '/operations/database');
  await page.getByRole('region', { name: words.database.table }).getByText('chat.conversations').waitFor();
  await look(page, 'operations-database');
  await page.getByRole('button', { name: words.database.verify }).press('Enter');
  await page
    .getByText(/The journal is whole|entries/)
    .first()
    .waitFor();
  expect(errors).toEqual([]);
  await page.context().close();
  await support.page.context().close();
});
