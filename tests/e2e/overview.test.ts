import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { appWords } from '#renderer/app/words/app.en.ts';
import { billingWords } from '#renderer/billing/words.en.ts';
import { seedWorld } from '#server/billing/sandbox/seed/seedWorld.ts';
import { openConsole } from '#tests/e2e/support/agent.ts';
import { faults } from '#tests/e2e/support/faults.ts';
import { cellsOf, chart, digits, everythingIsRead, isTooWide, look, showTable } from '#tests/e2e/support/figures.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';
import { givenShop } from '#tests/e2e/support/shop.ts';
import { givenBrowser } from '#tests/e2e/support/stage.ts';
import { pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';

const stage = givenBrowser();
const { overview: words, payments } = billingWords;
const { charts, figures } = words;

async function openOverview(address: string) {
  const { page, errors } = await openConsole(stage.browser, address);
  await page.getByRole('button', { name: accountsWords.signIn.demoAs('Finance') }).click();
  await page.getByRole('navigation', { name: appWords.navigation.label }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await page.getByRole('heading', { name: words.title }).waitFor();
  return { page, errors };
}

/** Opens what is behind something and back again, and gives the totals' texts of the list. */
async function totalsBehind(page: Page, open: () => Promise<void>): Promise<string> {
  await open();
  const totals = page.getByRole('group', { name: payments.totals.label });
  await totals.waitFor();
  await expect.poll(() => totals.getAttribute('aria-busy')).not.toBe('true');
  const text = (await totals.textContent()) ?? '';
  await page.goBack();
  await page.getByRole('heading', { name: words.title }).waitFor();
  return text;
}

it('finance sees what came in, and every figure is that of the rows behind it', async () => {
  const { address, stripe } = await givenShop({
    past: ({ engine }) =>
      seedWorld(engine, { seed: 7, days: 64, payments: 700, until: Math.floor(Date.now() / 1_000) - 60 }),
  });
  for (const currency of ['usd', 'eur']) {
    const { id: customer } = await stripe.customers.create({ name: 'Ada Park', email: 'ada@example.com' });
    await pay(stripe, { amount: 12_900, currency, customer, by: 'pm_card_createDispute' });
    await pay(stripe, { amount: 4_500, currency, customer, by: 'pm_card_createDisputeProductNotReceived' });
  }
  const { page, errors } = await openOverview(address);
  await everythingIsRead(page);
  await page.reload();
  await chart(page, charts.gross.title).getByRole('slider').waitFor();
  await look(page, 'overview');
  await page.setViewportSize({ width: 1440, height: 1_060 });
  await takePicture(page, 'overview-whole');
  await page.setViewportSize({ width: 360, height: 2_800 });
  await page.waitForTimeout(150);
  await takePicture(page, 'overview-360-whole');
  await page.setViewportSize({ width: 360, height: 740 });
  await page.waitForTimeout(150);
  expect(await isTooWide(page)).toBe(false);
  await takePicture(page, 'overview-360');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1440, height: 900 });

  // A day's gross is what its list adds up to; by keyboard, and from the table.
  const slider = chart(page, charts.gross.title).getByRole('slider');
  await slider.press('End');
  await slider.press('ArrowLeft');
  const said = (await slider.getAttribute('aria-valuetext')) ?? '';
  const grossTable = await showTable(page, charts.gross.title);
  const rows = grossTable.locator('tbody tr');
  expect(await rows.count()).toBe(30);
  const [day = '', count = '', gross = ''] = await cellsOf(rows.nth(28));
  expect(said).toContain(`${day}: ${gross} of ${count} payment`);
  const behindDay = await totalsBehind(page, () => rows.nth(28).getByRole('button').press('Enter'));
  expect(behindDay).toContain(`${count} payment`);
  expect(behindDay).toContain(gross);
  const again = chart(page, charts.gross.title).getByRole('slider');
  await again.press('End');
  await again.press('ArrowLeft');
  expect(await totalsBehind(page, () => again.press('Enter'))).toBe(behindDay);

  // Why payments were declined.
  const declines = chart(page, charts.declines.title);
  const reason = declines.getByRole('list', { name: charts.declines.title }).getByRole('button').first();
  const [declined = ''] = /\d+(?= · )/.exec((await reason.textContent()) ?? '') ?? [];
  expect(await totalsBehind(page, () => reason.press('Enter'))).toContain(`${declined} payment`);
  // Refunds by their own day.
  const refundTable = await showTable(page, charts.refunds.title);
  const refundRows = refundTable.locator('tbody tr');
  const places = await refundRows.evaluateAll((all) =>
    all.flatMap((row, place) => (row.querySelector('td')?.textContent === '1' ? [place] : [])),
  );
  const one = refundRows.nth(places[0] ?? 0);
  expect(await totalsBehind(page, () => one.getByRole('button').press('Enter'))).toContain(payments.totals.count(1));

  // The file says the same as the table.
  const table = await showTable(page, charts.gross.title);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    chart(page, charts.gross.title)
      .getByRole('button', { name: charts.frame.csv(charts.gross.title) })
      .press('Enter'),
  ]);
  expect(download.suggestedFilename()).toMatch(/^overview-gross-\d{4}-\d{2}-\d{2}\.csv$/);
  const [header, ...lines] = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(header).toContain(`${charts.day},${charts.gross.payments},${charts.gross.column}`);
  const shown = await Promise.all((await table.locator('tbody tr').all()).map(cellsOf));
  expect(lines.map((line) => line.split(',').slice(1).map(digits))).toEqual(
    shown.map((cells) => cells.slice(1).map(digits)),
  );
  await page.getByText(words.export.done(30, download.suggestedFilename())).waitFor();

  // What net is made of.
  const net = page.getByRole('group', { name: figures.net });
  await net.getByRole('button').press('Enter');
  await page.getByText(words.parts.note).waitFor();
  expect(await faults(page)).toEqual([]);
  await takePicture(page, 'overview-net');
  await page.keyboard.press('Escape');

  await chart(page, charts.gross.title).getByRole('radio', { name: charts.frame.chart }).press(' ');
  await chart(page, charts.refunds.title).getByRole('radio', { name: charts.frame.chart }).press(' ');
  // A dispute opens itself.
  const disputes = chart(page, charts.disputes.title).getByRole('listitem');
  expect(await disputes.count()).toBe(
    Number(digits((await page.getByRole('group', { name: figures.disputes }).getByRole('link').textContent()) ?? '')),
  );
  await disputes.first().getByRole('button').press('Enter');
  await page.getByRole('region', { name: billingWords.disputes.detail.region }).getByText('Ada Park').first().waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: words.title }).waitFor();
  // Other days; another currency, of which nothing is added to the first.
  await page.getByRole('radio', { name: words.days[365] }).press(' ');
  await page.getByRole('heading', { name: words.spanTitle(365) }).waitFor({ timeout: 20_000 });
  await look(page, 'overview-year');
  await page.getByRole('radio', { name: words.days[7] }).press(' ');
  await page.getByRole('heading', { name: words.spanTitle(7) }).waitFor();
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1440, height: 900 });
  await takePicture(page, 'overview-week');

  // What is paid while one looks is added.
  const todays = page.getByRole('group', { name: figures.payments }).getByRole('link');
  const before = Number(digits((await todays.textContent()) ?? ''));
  const currency = /currency=([A-Z]{3})/.exec(new URL(page.url()).hash)?.[1] ?? 'USD';
  await pay(stripe, { amount: 77_700, currency: currency.toLowerCase() });
  await expect
    .poll(async () => Number(digits((await todays.textContent()) ?? '')), { timeout: 30_000 })
    .toBe(before + 1);
  expect(errors).toEqual([]);
  await page.context().close();
}, 240_000);

it('a list tells which reason and which refunds it was filtered by, and the filters can be set by hand', async () => {
  const { address, stripe } = await givenShop();
  const paid = await pay(stripe, { amount: 2_000, currency: 'eur' });
  await stripe.refunds.create({ payment_intent: paid.id, amount: 500 });
  await pay(stripe, { amount: 3_000, currency: 'eur', by: 'pm_card_chargeDeclinedLostCard' }).catch(() => undefined);
  const { page, errors } = await openOverview(address);
  await everythingIsRead(page);
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  const rows = page.getByRole('grid', { name: payments.list.label }).getByRole('row');
  await expect.poll(() => rows.count()).toBe(3);
  await page.getByRole('button', { name: payments.filters.more }).press('Enter');
  await page.getByRole('combobox', { name: payments.filters.decline }).press('Enter');
  await page.keyboard.type('lost');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: payments.filters.done }).press('Enter');
  await expect.poll(() => rows.count()).toBe(2);
  await page.getByText(payments.filters.chip.declined('the card was reported lost')).waitFor();
  await page.getByRole('button', { name: payments.filters.clear }).press('Enter');
  await page.getByRole('button', { name: payments.filters.more }).press('Enter');
  await page
    .getByLabel(payments.filters.refundedFrom)
    .fill(new Date(Date.now() - 86_400_000).toISOString().slice(0, 10));
  expect(await faults(page)).toEqual([]);
  await takePicture(page, 'payments-more-filters');
  await page.getByRole('button', { name: payments.filters.done }).press('Enter');
  await expect.poll(() => rows.count()).toBe(2);
  await rows.nth(1).getByText('20.00').waitFor();
  expect(errors).toEqual([]);
  await page.context().close();
}, 90_000);

it('before the first payment, and without Stripe, it says what to do', async () => {
  const { address } = await givenShop({ isConnected: false });
  const { page, errors } = await openOverview(address);
  await page.getByText(payments.list.offTitle).waitFor();
  expect(await faults(page)).toEqual([]);
  await takePicture(page, 'overview-off');
  expect(errors).toEqual([]);
  await page.context().close();
}, 60_000);
