import { onTestFinished } from 'vitest';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { appWords } from '#renderer/app/words/app.en.ts';
import { billingWords } from '#renderer/billing/words.en.ts';
import { sandboxKey } from '#shared/billing/sandboxKey.ts';
import { launchDesktop } from '#tests/e2e/support/electronApp.ts';

/** The real window of a demo that an admin connects to a sandbox at `address`; finance has signed in once everything is read. */
export async function givenDesktopShop(address: string) {
  const desktop = await launchDesktop({ parameters: ['--demo'] });
  const { window: page } = desktop;
  onTestFinished(() => desktop.close());
  const navigation = page.getByRole('navigation', { name: appWords.navigation.label });
  await page.getByRole('button', { name: accountsWords.signIn.demoAs('Admin') }).press('Enter');
  await navigation.waitFor();
  await page.evaluate(() => {
    location.hash = '/settings/stripe';
  });
  const { connection, sync } = billingWords;
  const field = page.getByLabel(connection.keyLabel);
  await field.fill(sandboxKey(Number(new URL(address).port), 'abcdefghijklmnop'));
  await field.press('Enter');
  await page.getByRole('button', { name: connection.connect, exact: true }).press('Enter');
  await page.getByText(new RegExp(`^${sync.backfillState.done} · `)).waitFor({ timeout: 60_000 });
  await page.keyboard.press('Control+k');
  await page.keyboard.type(appWords.palette.signOut);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: accountsWords.signIn.demoAs('Finance') }).press('Enter');
  await navigation.waitFor();
  return desktop;
}
