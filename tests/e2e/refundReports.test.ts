import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import type Stripe from 'stripe';
import { expect, it } from 'vitest';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { appWords } from '#renderer/app/words/app.en.ts';
import { billingWords } from '#renderer/billing/words.en.ts';
import { seedWorld } from '#server/billing/sandbox/seed/seedWorld.ts';
import { openConsole } from '#tests/e2e/support/agent.ts';
import { colleague, newColleague } from '#tests/e2e/support/colleagues.ts';
import { faults } from '#tests/e2e/support/faults.ts';
import { cellsOf, chart, everythingIsRead, look, showTable } from '#tests/e2e/support/figures.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';
import { givenShop, type Shop } from '#tests/e2e/support/shop.ts';
import { givenBrowser } from '#tests/e2e/support/stage.ts';
import { pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import { newId } from '#tests/support/make.ts';

const stage = givenBrowser();
const { overview, payments, refunds } = billingWords;
const { all, reports } = refunds;

async function openRefunds(address: string, tab: keyof typeof refunds.tabs) {
  const { page, errors } = await openConsole(stage.browser, address);
  await page.getByRole('button', { name: accountsWords.signIn.demoAs('Finance') }).click();
  await page.getByRole('navigation', { name: appWords.navigation.label }).waitFor();
  await show(page, `/refunds/${tab}`);
  await page.getByRole('heading', { name: refunds.title, level: 1 }).waitFor();
  return { page, errors };
}

const show = (page: Page, hash: string): Promise<void> =>
  page.evaluate((next) => {
    location.hash = next;
  }, hash);

/** Refunds of every origin: alone, approved, refused, drafted, made at Stripe, and one that fails. */
async function trade({ address, stripe, control }: Shop): Promise<{ readonly conversationId: string }> {
  const [admin, support] = [await colleague(address, 'admin'), await colleague(address, 'support')];
  const finance = await newColleague(address, admin, { name: 'Marta Sol', roles: ['finance'] });
  const second = await newColleague(address, admin, { name: 'Ilse Braun', roles: ['finance'] });
  const limit = { currency: 'EUR', approvalAbove: 5_000, perRefund: null, perPersonDay: null };
  await admin.call('billing.setRefundPolicy', { id: newId(), limits: [limit], expiresAfterHours: 72 });
  const { conversations } = await support.call('chat.conversations', { view: 'all', limit: 1 });
  const conversationId = conversations[0]?.id ?? '';
  const paid = async (amount: number, description: string, more: Partial<Stripe.PaymentIntentCreateParams> = {}) => {
    const { id } = await pay(stripe, { amount, currency: 'eur', description, ...more });
    await expect
      .poll(
        () =>
          finance.call('billing.paymentRow', { paymentId: id }).then(
            ({ state }) => state,
            () => null,
          ),
        { timeout: 20_000 },
      )
      .toBe('succeeded');
    return id;
  };
  const vase = await paid(12_000, 'A "blue" vase, tall');
  // A refund in a conversation gives its own customer's money back; a payment without a customer at Stripe is its own payer.
  await support.call('customers.linkPayer', {
    id: newId(),
    customerId: conversations[0]?.customer.id ?? '',
    payerId: vase,
  });
  const alone = { paymentId: vase, amount: 2_000, reason: 'requested_by_customer' as const };
  await finance.call('billing.requestRefund', { id: newId(), ...alone });
  const drafted = await support.call('billing.draftRefund', {
    id: newId(),
    paymentId: vase,
    amount: 6_000,
    reason: 'duplicate',
    note: 'Charged twice, she says.',
    conversationId,
  });
  await finance.call('billing.requestDraftedRefund', { id: newId(), refundId: drafted.id });
  await second.call('billing.approveRefund', { id: newId(), refundId: drafted.id });
  const bowl = await paid(9_000, 'A bowl');
  const refused = await finance.call('billing.requestRefund', { id: newId(), paymentId: bowl, amount: 9_000 });
  await second.call('billing.refuseRefund', { id: newId(), refundId: refused.id, note: 'It was used.' });
  await finance.call('billing.requestRefund', { id: newId(), paymentId: bowl, amount: 8_000 });
  await stripe.refunds.create({ payment_intent: await paid(4_400, 'Two cups'), amount: 1_100, reason: 'fraudulent' });
  const lost = await pay(stripe, { amount: 3_300, currency: 'eur', by: 'pm_card_refundFail' });
  await stripe.refunds.create({ payment_intent: lost.id });
  await control.command('settle', {});
  await support.call('chat.setLabels', { id: newId(), conversationId, labels: ['Paid twice'] });
  const settled = () => finance.call('billing.refundTotals', { filter: { states: ['sending', 'unknown'] } });
  await expect.poll(async () => (await settled()).count, { timeout: 30_000 }).toBe(0);
  return { conversationId };
}

const totals = (page: Page) => page.getByRole('group', { name: payments.totals.label });
async function totalsText(page: Page): Promise<string> {
  await totals(page).waitFor();
  await expect.poll(() => totals(page).getAttribute('aria-busy')).not.toBe('true');
  return (await totals(page).textContent()) ?? '';
}
const rowsOf = (page: Page) => page.getByRole('grid', { name: all.list.label }).getByRole('row');

it('finance finds every refund, wherever it was made, and each figure of the report is that of its rows', async () => {
  const shop = await givenShop({
    past: ({ engine }) =>
      seedWorld(engine, { seed: 11, days: 64, payments: 900, until: Math.floor(Date.now() / 1_000) - 60 }),
  });
  const { address } = shop;
  const { page, errors } = await openRefunds(address, 'all');
  await everythingIsRead(page);
  const { conversationId } = await trade(shop);
  await everythingIsRead(page);
  await page.reload();
  await rowsOf(page).nth(3).waitFor();
  await look(page, 'refunds-all');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });

  // What was made in Stripe's dashboard says so.
  await page.getByText(refunds.madeInStripe).first().waitFor();
  const everything = await totalsText(page);
  await page.getByRole('button', { name: payments.filters.more, exact: true }).press('Enter');
  await page.getByRole('combobox', { name: all.filters.origin }).press('Enter');
  await page.getByRole('option', { name: all.filters.origins.here, exact: true }).press('Enter');
  await page.keyboard.press('Escape');
  await expect.poll(() => totalsText(page)).toContain(all.totals.count(4));
  expect(await faults(page)).toEqual([]);

  // Kept under a name, taken away, and shown again.
  const saved = payments.filters.saved;
  await page.getByRole('button', { name: saved.title }).press('Enter');
  await page.getByRole('menuitem', { name: saved.save }).press('Enter');
  await page.getByRole('dialog').getByLabel(saved.name).fill('Made here');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Made here' }).waitFor();
  await page.getByRole('button', { name: payments.filters.clear }).press('Enter');
  await expect.poll(() => totalsText(page)).toBe(everything);
  await page.getByRole('button', { name: saved.title }).press('Enter');
  await page.getByRole('menuitemcheckbox', { name: 'Made here' }).press('Enter');
  await expect.poll(() => totalsText(page)).toContain(all.totals.count(4));

  // By keyboard into the payment and the conversation.
  const drafted = rowsOf(page).filter({ hasText: /60\.00/ });
  await drafted.click();
  const opened = page.getByRole('region', { name: all.facts.title });
  await opened.getByText('Ilse Braun').waitFor();
  await page.getByRole('region', { name: payments.detail.region }).getByText('A "blue" vase, tall').first().waitFor();
  await look(page, 'refunds-all-open');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
  // In a drawer and beside the list it is another one: a key that reached the one that went as the window grew is pressed again.
  await expect
    .poll(async () => {
      const { hash } = new URL(page.url());
      const link = opened.getByRole('link', { name: all.facts.conversation });
      if (!hash.startsWith('#/inbox')) await link.press('Enter', { timeout: 2_000 }).catch(() => undefined);
      return hash;
    })
    .toContain(`/inbox/${conversationId}`);
  await page.goBack();
  await opened.waitFor();
  await page.keyboard.press('Escape');
  await opened.waitFor({ state: 'detached' });

  // The file has the rows of the screen.
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: all.export.action }).press('Enter'),
  ]);
  const [header, ...lines] = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(header).toContain(Object.values(all.export.columns).join(','));
  expect(lines.length).toBe(4);
  expect(lines.filter((line) => line.includes('"A ""blue"" vase, tall"')).length).toBe(2);
  await page.getByText(all.export.done(4, download.suggestedFilename())).waitFor();

  // Nothing fits.
  await show(page, '/refunds/all/currency=CHF');
  await page.getByText(all.list.filteredTitle).waitFor();
  expect(await faults(page)).toEqual([]);
  await takePicture(page, 'refunds-all-nothing');

  // The report.
  await show(page, '/refunds/reports/currency=EUR');
  await chart(page, reports.series.title.day).getByRole('slider').waitFor();
  await look(page, 'refunds-reports');
  await page.setViewportSize({ width: 1440, height: 1_500 });
  await page.emulateMedia({ colorScheme: 'light' });
  await takePicture(page, 'refunds-reports-whole');
  await page.setViewportSize({ width: 360, height: 740 });
  await takePicture(page, 'refunds-reports-360');
  await page.setViewportSize({ width: 1440, height: 900 });

  async function behindRow(title: string, place: number): Promise<void> {
    const table = await showTable(page, title);
    const row = table.locator('tbody tr').nth(place);
    const [, count = '', amount = ''] = await cellsOf(row);
    await row.getByRole('button').press('Enter');
    const text = await totalsText(page);
    expect([title, text.startsWith(all.totals.count(Number(count))), text.includes(amount)]).toEqual([
      title,
      true,
      true,
    ]);
    await page.goBack();
    await chart(page, reports.series.title.day).waitFor();
  }
  for (const title of [
    reports.reasons.title,
    reports.products.title,
    reports.labels.title,
    reports.people.title,
    reports.states.title,
    reports.origins.title,
    reports.currencies.title,
  ])
    await behindRow(title, 0);
  await behindRow(reports.series.title.day, 29);
  // Who approved, by name.
  const people = chart(page, reports.people.title);
  await people.getByRole('radio', { name: reports.people.hands.approvedBy }).press(' ');
  await people.getByRole('button', { name: /Ilse Braun/ }).press('Enter');
  expect(await totalsText(page)).toContain(all.totals.count(1));
  await page.getByText(all.filters.chip.approved('Ilse Braun')).waitFor();
  await page.goBack();
  // Decisions, and the rate.
  const decisions = page.getByRole('group', { name: reports.figures.decision });
  await decisions.getByRole('link', { name: reports.figures.refused(1) }).press('Enter');
  expect(await totalsText(page)).toContain(all.totals.count(1));
  await page.goBack();
  const rate = page.getByRole('group', { name: reports.figures.rateByCount });
  const [part = ''] = /\d+(?= of )/.exec((await rate.textContent()) ?? '') ?? [];
  await rate.getByRole('link').press('Enter');
  expect(await totalsText(page)).toContain(payments.totals.count(Number(part)));
  await page.goBack();

  // A file of a chart, weeks and months, another currency.
  await page.getByRole('radio', { name: reports.bys.week }).press(' ');
  await chart(page, reports.series.title.week).waitFor();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    chart(page, reports.series.title.week)
      .getByRole('button', { name: overview.charts.frame.csv(reports.series.title.week) })
      .press('Enter'),
  ]);
  expect(readFileSync(await file.path(), 'utf8').split('\r\n')[0]).toContain(reports.series.first.week);
  await page.getByRole('radio', { name: overview.days[365] }).press(' ');
  await page.getByRole('radio', { name: reports.bys.month }).press(' ');
  await chart(page, reports.series.title.month).getByRole('slider').waitFor();
  await page.getByRole('heading', { name: new RegExp(`^${overview.spanTitle(365)}`) }).waitFor();
  await takePicture(page, 'refunds-reports-year');
  await show(page, '/refunds/reports/currency=CHF');
  await page.getByText(reports.noneTitle('CHF')).waitFor();
  expect(await faults(page)).toEqual([]);
  await takePicture(page, 'refunds-reports-none');
  expect(errors).toEqual([]);
  await page.context().close();
}, 240_000);

it('before the first refund, and without Stripe, both say what to do', async () => {
  const { address } = await givenShop({ isConnected: false });
  const { page, errors } = await openRefunds(address, 'all');
  await page.getByText(payments.list.offTitle).waitFor();
  expect(await faults(page)).toEqual([]);
  await takePicture(page, 'refunds-all-off');
  await show(page, '/refunds/reports');
  await page.getByText(payments.list.offTitle).waitFor();
  expect(await faults(page)).toEqual([]);
  await takePicture(page, 'refunds-reports-off');
  expect(errors).toEqual([]);
  await page.context().close();
}, 60_000);
