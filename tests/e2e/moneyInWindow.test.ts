import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { appWords } from '#renderer/app/words/app.en.ts';
import { billingWords } from '#renderer/billing/words.en.ts';
import { seedWorld } from '#server/billing/sandbox/seed/seedWorld.ts';
import { givenDesktopShop } from '#tests/e2e/support/desktopShop.ts';
import { launchDesktop } from '#tests/e2e/support/electronApp.ts';
import { faults } from '#tests/e2e/support/faults.ts';
import { chart } from '#tests/e2e/support/figures.ts';
import { keys, pressOn, typeInto } from '#tests/e2e/support/keyboard.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';
import { givenSandbox, pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';

// What finance does in the real window; the same screens in Chromium have files of their own, which run beside the unit tests.
const { overview, disputes, refunds, payments } = billingWords;

const show = (page: Page, hash: string): Promise<void> =>
  page.evaluate((next) => {
    location.hash = next;
  }, hash);

it('the desktop window draws the charts under its own Content-Security-Policy', async () => {
  const { sandbox } = await givenSandbox();
  seedWorld(sandbox.engine, { seed: 7, days: 40, payments: 120, until: Math.floor(Date.now() / 1_000) - 60 });
  const desktop = await givenDesktopShop(sandbox.address);
  const { window: page } = desktop;
  await show(page, '/overview');
  const slider = chart(page, overview.charts.gross.title).getByRole('slider');
  await slider.locator('svg .recharts-bar-rectangle').first().waitFor();
  await slider.press('End');
  expect(await slider.getAttribute('aria-valuetext')).toMatch(/: .+ of \d+ payment/);
  expect(await faults(page, { isElectron: true })).toEqual([]);
  await takePicture(page, 'overview-desktop');
  expect(desktop.errors).toEqual([]);
}, 180_000);

it('the desktop window lists refunds and draws their report under its own Content-Security-Policy', async () => {
  const { sandbox, stripe } = await givenSandbox();
  seedWorld(sandbox.engine, { seed: 11, days: 40, payments: 200, until: Math.floor(Date.now() / 1_000) - 60 });
  const paid = await pay(stripe, { amount: 5_000, currency: 'eur' });
  await stripe.refunds.create({ payment_intent: paid.id, amount: 1_250 });
  const desktop = await givenDesktopShop(sandbox.address);
  const { window: page } = desktop;
  await show(page, '/refunds/reports/currency=EUR');
  const slider = chart(page, refunds.reports.series.title.day).getByRole('slider');
  await slider.locator('svg .recharts-bar-rectangle').first().waitFor();
  await slider.press('End');
  await slider.press('Enter');
  await page
    .getByRole('grid', { name: refunds.all.list.label })
    .getByRole('row')
    .filter({ hasText: /12\.50/ })
    .waitFor();
  expect(await faults(page, { isElectron: true })).toEqual([]);
  await takePicture(page, 'refunds-desktop');
  expect(desktop.errors).toEqual([]);
}, 180_000);

it('the desktop window accepts a dispute', async () => {
  const { sandbox, stripe } = await givenSandbox();
  await pay(stripe, { by: 'pm_card_createDispute', amount: 12_900, currency: 'eur' });
  const desktop = await givenDesktopShop(sandbox.address);
  const { window: page } = desktop;
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await page.getByRole('listbox', { name: disputes.list.label }).getByRole('option').first().click({ timeout: 60_000 });
  const detail = page.getByRole('region', { name: disputes.detail.region });
  // The real window sends files over its own port.
  const receipt = detail.getByRole('group', { name: disputes.files.receipt.label, exact: true });
  await receipt.locator('input[type=file]').setInputFiles({
    name: 'receipt.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7\nA receipt for a teapot'),
  });
  await receipt.getByRole('button', { name: disputes.upload.remove('receipt.pdf') }).waitFor();
  expect(await faults(page, { isElectron: true })).toEqual([]);
  await takePicture(page, 'disputes-desktop');
  await detail.getByRole('button', { name: disputes.accept.open }).click();
  const dialog = page.getByRole('dialog', { name: disputes.accept.title });
  await takePicture(page, 'disputes-accept');
  await dialog.getByRole('button', { name: disputes.accept.action('€129.00') }).click();
  await detail.getByText(disputes.outcome['lostByYou'] ?? '').waitFor({ timeout: 30_000 });
  expect((await stripe.disputes.list()).data[0]?.status).toBe('lost');
  expect(desktop.errors).toEqual([]);
}, 180_000);

it('in the real window finance refunds by keyboard, and reads that somebody else has to approve', async () => {
  const desktop = await launchDesktop({ parameters: ['--demo'], environment: { OPTIMALIQ_DEMO_TRADE: 'still' } });
  try {
    const { window: page } = desktop;
    const dialog = page.getByRole('dialog', { name: refunds.dialog.title.request });
    await pressOn(page, page.getByRole('button', { name: accountsWords.signIn.demoAs('Finance') }));
    await page.getByRole('navigation', { name: appWords.navigation.label }).waitFor();
    await keys(page, 'g', 'p');
    await page.getByRole('row').filter({ hasText: payments.states.succeeded }).nth(3).waitFor({ timeout: 60_000 });
    await show(page, '/payments/state=succeeded&refunded=none');
    await page.getByRole('button', { name: payments.filters.clear }).waitFor();
    await expect
      .poll(() => page.getByRole('group', { name: payments.totals.label }).getAttribute('aria-busy'))
      .not.toBe('true');
    await page.getByRole('row').nth(2).waitFor();
    await keys(page, 'j', 'Enter');
    await page.getByRole('button', { name: refunds.dialog.open.request }).waitFor();
    await page.keyboard.press('r');
    await typeInto(page, dialog.getByLabel(refunds.dialog.amount), '1');
    await dialog.getByText(/no limits are set/).waitFor();
    expect(await faults(page, { isElectron: true })).toEqual([]);
    await takePicture(page, 'refunds-window-dialog');
    await page.keyboard.press('ControlOrMeta+Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(refunds.somebodyElse).waitFor();
    await keys(page, 'g', 'r');
    await page.getByText(refunds.decide.groups.others).waitFor();
    expect(await faults(page, { isElectron: true })).toEqual([]);
    await takePicture(page, 'refunds-window-decide');
    expect(desktop.errors).toEqual([]);
  } finally {
    await desktop.close();
  }
}, 180_000);
