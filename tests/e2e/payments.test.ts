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
const { list } = billingWords.payments;

it('finance finds a declined payment, reads why, and sees another arrive', async () => {
  const { address, stripe } = await givenShop();
  for (const [name, email] of [
    ['Ada Park', 'ada@example.com'],
    ['Bo Lind', 'bo@example.com'],
  ] as const) {
    const { id: customer } = await stripe.customers.create({ name, email });
    const paid = await pay(stripe, {
      customer,
      receipt_email: email,
      amount: 12_900,
      currency: 'eur',
      description: 'Teapot',
    });
    await stripe.refunds.create({ payment_intent: paid.id, amount: 900 });
    await pay(stripe, { customer, receipt_email: email, amount: 500, currency: 'jpy', capture_method: 'manual' });
    await pay(stripe, {
      customer,
      receipt_email: email,
      amount: 24_000,
      currency: 'eur',
      by: 'pm_card_chargeDeclinedInsufficientFunds',
    }).catch(() => undefined);
  }
  const { page, errors } = await openConsole(stage.browser, address);
  await page.getByRole('button', { name: accountsWords.signIn.demoAs('Finance') }).click();
  await page.getByRole('navigation', { name: appWords.navigation.label }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await page.getByRole('row').nth(6).waitFor({ timeout: 30_000 });
  for (const [colorScheme, width, height] of [
    ['light', 1440, 900],
    ['dark', 1024, 700],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    expect(await faults(page)).toEqual([]);
    await takePicture(page, `payments-list-${colorScheme}`);
  }
  await page.getByRole('row').filter({ hasText: '240' }).first().click();
  await page
    .getByText(/not enough money/i)
    .first()
    .waitFor();
  for (const [colorScheme, width, height] of [
    ['dark', 1024, 700],
    ['light', 1440, 900],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    expect(await faults(page)).toEqual([]);
    await takePicture(page, `payments-detail-${colorScheme}`);
  }
  // What arrives while one reads is told, and the list does not jump.
  const before = await page.getByRole('row').count();
  await pay(stripe, { amount: 77_700, currency: 'eur' });
  const arrived = page.getByRole('button', { name: list.showFresh(1) });
  await arrived.waitFor({ timeout: 20_000 });
  expect(await page.getByRole('row').count()).toBe(before);
  await arrived.press('Enter');
  await page.getByRole('row').filter({ hasText: '777' }).waitFor();
  expect(errors).toEqual([]);
  await page.context().close();
}, 120_000);
