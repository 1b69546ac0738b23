import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { appWords } from '#renderer/app/words/app.en.ts';
import { billingWords } from '#renderer/billing/words.en.ts';
import { openConsole } from '#tests/e2e/support/agent.ts';
import { faults } from '#tests/e2e/support/faults.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';
import { givenShop } from '#tests/e2e/support/shop.ts';
import { givenBrowser } from '#tests/e2e/support/stage.ts';
import { pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';

const stage = givenBrowser();
const { connection, sync } = billingWords;

/** Both looks of one screen, each without a fault. */
async function look(page: Page, name: string): Promise<void> {
  for (const { colorScheme, width, height } of [
    { colorScheme: 'light', width: 1440, height: 900 },
    { colorScheme: 'dark', width: 1024, height: 700 },
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    expect(await faults(page)).toEqual([]);
    await takePicture(page, `${name}-${colorScheme}`);
  }
}

it('an admin connects Stripe, sees everything read, and what an event led to', async () => {
  const { address, key, stripe } = await givenShop({ isConnected: false });
  const customer = await stripe.customers.create({ email: 'ada@example.com', name: 'Ada Park' });
  await pay(stripe, { customer: customer.id, description: 'A vase' });
  await pay(stripe, { by: 'pm_card_chargeDeclinedInsufficientFunds' }).catch(() => undefined);
  const { page, errors } = await openConsole(stage.browser, address);
  await page.getByRole('button', { name: accountsWords.signIn.demoAs('Admin') }).click();
  await page.getByRole('navigation', { name: appWords.navigation.label }).waitFor();
  await page.evaluate(() => {
    location.hash = '/settings/stripe';
  });
  const field = page.getByLabel(connection.keyLabel);
  await field.fill('pk_test_nothing');
  await field.press('Enter');
  await page.getByText(connection.keyShape).waitFor();
  await look(page, 'stripe-off');

  await field.fill(key);
  await field.press('Enter');
  await page.getByText(connection.resources.paymentIntents).waitFor();
  await look(page, 'stripe-checked');
  await page.getByRole('button', { name: connection.connect, exact: true }).press('Enter');
  await page.getByRole('heading', { name: sync.title }).waitFor();
  await page.getByText(new RegExp(`^${sync.backfillState.done} · `)).waitFor({ timeout: 20_000 });
  expect(await page.content()).not.toContain(key);

  // What happens at Stripe arrives by webhook, once its secret is known.
  const url = `${address}/webhooks/stripe`;
  const { secret = '' } = await stripe.webhookEndpoints.create({ url, enabled_events: ['*'] });
  await page.getByLabel(connection.secretLabel).fill(secret);
  await page.getByRole('button', { name: connection.add, exact: true }).press('Enter');
  await page.getByText(connection.neverUsed).waitFor();
  await pay(stripe);
  await page
    .getByRole('button', { name: sync.open('charge.succeeded') })
    .first()
    .waitFor({ timeout: 20_000 });
  await page.getByLabel(sync.type).fill('charge.');
  await expect.poll(() => page.getByRole('button', { name: sync.open('payment_intent.succeeded') }).count()).toBe(0);
  await look(page, 'stripe-connected');

  await page
    .getByRole('button', { name: sync.open('charge.succeeded') })
    .first()
    .press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText(sync.historyWhat.processed).waitFor();
  await look(page, 'stripe-event');
  await dialog.getByRole('button', { name: sync.replay }).press('Enter');
  await page.getByText(sync.replayed).waitFor();
  await dialog.getByText(sync.historyWhat.replayed).waitFor();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: sync.compareNow }).press('Enter');
  await page.getByText(/ compared, 0 were missing, 0 were out of date/).waitFor({ timeout: 20_000 });
  await page.getByRole('button', { name: connection.disconnect, exact: true }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: connection.disconnect }).press('Enter');
  await page.getByText(connection.connectTitle).waitFor();
  expect(errors).toEqual([]);
  await page.context().close();
}, 120_000);
