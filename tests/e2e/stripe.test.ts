import path from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { appWords } from '#renderer/app/words/app.en.ts';
import { billingWords } from '#renderer/billing/words.en.ts';
import { operationsWords } from '#renderer/monitoring/operations/words.en.ts';
import { openConsole } from '#tests/e2e/support/agent.ts';
import { faults } from '#tests/e2e/support/faults.ts';
import { look as lookAt } from '#tests/e2e/support/look.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';
import { givenShop } from '#tests/e2e/support/shop.ts';
import { givenBrowser } from '#tests/e2e/support/stage.ts';
import { pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';

const stage = givenBrowser();
const { connection, sync } = billingWords;
const { services } = operationsWords;
const { kinds } = billingWords.payments.detail.raw;

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

async function openStripe(page: Page): Promise<void> {
  await page.getByRole('button', { name: accountsWords.signIn.demoAs('Admin') }).click();
  await page.getByRole('navigation', { name: appWords.navigation.label }).waitFor();
  await page.evaluate(() => {
    location.hash = '/settings/stripe';
  });
}

it('an admin connects Stripe, sees everything read, and what an event led to', async () => {
  const { address, key, stripe } = await givenShop({ isConnected: false });
  const customer = await stripe.customers.create({ email: 'ada@example.com', name: 'Ada Park' });
  await pay(stripe, { customer: customer.id, description: 'A vase' });
  await pay(stripe, { by: 'pm_card_chargeDeclinedInsufficientFunds' }).catch(() => undefined);
  const { page, errors } = await openConsole(stage.browser, address);
  await openStripe(page);
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
  // Its address leads to it from anywhere, also after a reload.
  expect(page.url()).toMatch(/#\/settings\/stripe\/events\/evt_\w+$/);
  await page.reload();
  await dialog.getByText(sync.historyWhat.processed).waitFor();
  await dialog.getByRole('button', { name: sync.replayAsk }).press('Enter');
  const question = page.getByRole('dialog', { name: sync.replayTitle('charge.succeeded') });
  await question.getByText(sync.replayReads).waitFor();
  await look(page, 'stripe-replay');
  await question.getByRole('button', { name: sync.replay, exact: true }).press('Enter');
  await page.getByText(sync.replayed).waitFor();
  await dialog.getByText(sync.historyWhat.replayed).waitFor();
  // While it fades, Escape is its own.
  await question.waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await expect.poll(() => page.url()).toMatch(/#\/settings\/stripe$/);

  const comparisons = page.getByRole('region', { name: sync.compare });
  await comparisons.getByLabel(sync.compareSpan).press('Enter');
  await page.getByRole('option', { name: sync.lastDays(7) }).click();
  await comparisons.getByRole('button', { name: sync.compareNow }).press('Enter');
  await comparisons.getByText(sync.comparedEqual).waitFor({ timeout: 20_000 });

  // Whoever looks after the server sees how it answers, and tries it.
  const goTo = (hash: string) =>
    page.evaluate((to) => {
      location.hash = to;
    }, hash);
  await goTo('/operations/services');
  await page.getByRole('button', { name: services.testNow }).press('Enter');
  await page.getByText(/^It answered in /).waitFor();
  await lookAt(page, 'operations-services');
  await goTo('/settings/stripe');

  await page.getByRole('button', { name: /^Remove the signing secret/ }).press('Enter');
  const removal = page.getByRole('dialog', { name: /^Remove the signing secret/ });
  await removal.getByText(connection.removeLast).waitFor();
  await look(page, 'stripe-remove-secret');
  await removal.getByRole('button', { name: connection.remove, exact: true }).press('Enter');
  await page.getByText(connection.noSecrets).waitFor();
  await page.getByRole('button', { name: connection.disconnect, exact: true }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: connection.disconnect }).press('Enter');
  await page.getByText(connection.connectTitle).waitFor();
  expect(errors).toEqual([]);
  await page.context().close();
}, 120_000);

it('an admin sees how far each kind is read, stops it, goes on, and reads anew from a day on', async () => {
  const { address, key, stripe, control } = await givenShop({ isConnected: false });
  for (let count = 0; count < 3; count += 1) await pay(stripe);
  const { page, errors } = await openConsole(stage.browser, address);
  await openStripe(page);
  // Slow enough to be looked at, by as much as a test may take.
  await page.getByLabel(connection.keyLabel).fill(key);
  await page.getByLabel(connection.keyLabel).press('Enter');
  await page.getByText(connection.resources.paymentIntents).waitFor();
  await control.command('request-fault', {
    path: '/v1/refunds',
    times: 1_000,
    fault: { kind: 'latency', milliseconds: 3_000 },
  });
  await page.getByRole('button', { name: connection.connect, exact: true }).press('Enter');
  const row = (kind: string) => page.getByRole('row').filter({ hasText: kind });
  await row(kinds.charge).getByText(sync.partState.done).waitFor({ timeout: 20_000 });
  await page.getByRole('button', { name: sync.pause }).press('Enter');
  await page.getByText(new RegExp(`^${sync.backfillState.paused} · `)).waitFor({ timeout: 20_000 });
  await row(kinds.payout).getByText(sync.partState.waiting).waitFor();
  await row(kinds.payout).scrollIntoViewIfNeeded();
  await look(page, 'stripe-reading');
  await control.command('clear-faults', {});
  await page.getByRole('button', { name: sync.resume }).press('Enter');
  await page.getByText(new RegExp(`^${sync.backfillState.done} · `)).waitFor({ timeout: 20_000 });

  await page.getByRole('button', { name: sync.again }).press('Enter');
  const dialog = page.getByRole('dialog', { name: sync.againTitle });
  await dialog.getByText(sync.againAll).waitFor();
  await dialog.getByRole('radio', { name: sync.againSpans.since }).click();
  await dialog.getByLabel(sync.againDay).fill('2099-01-01');
  await dialog.getByText(sync.dayAhead).waitFor();
  await dialog.getByLabel(sync.againDay).fill('2026-01-05');
  await dialog.getByText(/^Everything made since .*2026 is read from Stripe anew/).waitFor();
  await look(page, 'stripe-read-again');
  await dialog.getByRole('button', { name: sync.againAction }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText(new RegExp(`^${sync.backfillState.done} · `)).waitFor({ timeout: 20_000 });
  expect(errors).toEqual([]);
  await page.context().close();
}, 120_000);

it('an admin sees what a comparison found, where it leads, and what was given up, and tries that again', async () => {
  const { address, stripe, dataDirectory } = await givenShop();
  const paid = await pay(stripe, { description: 'A vase' });
  const refund = await stripe.refunds.create({ payment_intent: paid.id, amount: 500 });
  const { page, errors } = await openConsole(stage.browser, address);
  await openStripe(page);
  await page.getByText(new RegExp(`^${sync.backfillState.done} · `)).waitFor({ timeout: 30_000 });
  await page
    .getByRole('button', { name: sync.open('charge.refunded') })
    .first()
    .waitFor({ timeout: 20_000 });

  // As after a long bad time, in which a refund got lost, too.
  const database = new Database(path.join(dataDirectory, 'workspace.db'));
  database.exec(`
    UPDATE stripe_event SET state = 'dead', attempts = 8, lastError = 'Stripe could not be reached.' WHERE type = 'charge.refunded';
    INSERT INTO stripe_fetch (kind, id, attempts, runAt, lastError, newerThan, createdAt)
      VALUES ('charge', 'ch_lost', 8, NULL, 'Stripe answered 500: An unknown error occurred.', 0, ${Date.now() - 3_600_000});
  `);
  database.prepare('DELETE FROM stripe_object WHERE id = ?').run(refund.id);
  database.close();
  await page.getByText('ch_lost').waitFor({ timeout: 20_000 });
  await page.getByText('Stripe answered 500').waitFor();
  await page.getByText(sync.logDead(1)).waitFor();
  await page.getByRole('button', { name: sync.logDeadShow }).press('Enter');
  await page.getByText('Stripe could not be reached.').waitFor();
  await look(page, 'stripe-given-up');
  await page.getByRole('button', { name: sync.retry }).first().press('Enter');
  await page.getByText(sync.logDead(1)).waitFor({ state: 'detached', timeout: 20_000 });
  await page.getByText('ch_lost').waitFor({ state: 'detached', timeout: 20_000 });

  const comparisons = page.getByRole('region', { name: sync.compare });
  await comparisons.getByRole('button', { name: sync.compareNow }).press('Enter');
  const found = comparisons.getByText(sync.wereMissing(1));
  await found.waitFor({ timeout: 20_000 });
  await found.click();
  await comparisons.getByText(sync.samples).waitFor();
  await comparisons.scrollIntoViewIfNeeded();
  await look(page, 'stripe-comparisons');
  await comparisons.getByRole('link', { name: sync.openPaymentOf(refund.id) }).press('Enter');
  await page.getByRole('row').filter({ hasText: '20.00' }).waitFor();
  expect(errors).toEqual([]);
  await page.context().close();
}, 120_000);
