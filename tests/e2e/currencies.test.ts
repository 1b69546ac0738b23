import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { appWords } from '#renderer/app/words/app.en.ts';
import { billingWords } from '#renderer/billing/words.en.ts';
import { openConsole, openConversation, signInToDemo } from '#tests/e2e/support/agent.ts';
import { openCustomer } from '#tests/e2e/support/customer.ts';
import { faults } from '#tests/e2e/support/faults.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';
import { givenShop } from '#tests/e2e/support/shop.ts';
import { givenBrowser } from '#tests/e2e/support/stage.ts';
import { pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';

const stage = givenBrowser();
const { payments: words, requests } = billingWords;

/** Text as it is read: a currency and its figure may be kept on one line by a space that does not break. */
const read = (text: string | null): string => (text ?? '').replaceAll(/[\u00A0\u202F]/g, ' ');

/** Both looks of one screen, each without a fault. */
async function look(page: Page, name: string): Promise<void> {
  for (const { colorScheme, width, height } of [
    { colorScheme: 'dark', width: 1024, height: 700 },
    { colorScheme: 'light', width: 1440, height: 900 },
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    expect(await faults(page)).toEqual([]);
    await takePicture(page, `${name}-${colorScheme}`);
  }
}

/** What the shop sold, with what every screen has to say of it; `fee` and `net` as the sandbox counts them. */
const SOLD = [
  {
    currency: 'jpy',
    amount: 5_000,
    refund: 300,
    shown: 'JP¥5,000',
    refunded: 'JP¥300',
    fee: '-JP¥180',
    net: 'JP¥4,820',
  },
  {
    currency: 'kwd',
    amount: 12_340,
    refund: 1_230,
    shown: 'KWD 12.340',
    refunded: 'KWD 1.230',
    fee: '-KWD 0.458',
    net: 'KWD 11.882',
  },
  {
    currency: 'isk',
    amount: 500_000,
    refund: 100_000,
    shown: 'ISK 5,000.00',
    refunded: 'ISK 1,000.00',
    fee: '-ISK 145.00',
    net: 'ISK 4,855.00',
  },
] as const;

it('yen, dinar and króna are right in the list, the totals, a payment, a capture and the CSV', async () => {
  const { address, stripe } = await givenShop();
  for (const { currency, amount, refund } of SOLD) {
    const paid = await pay(stripe, { currency, amount, description: 'A vase' });
    await stripe.refunds.create({ payment_intent: paid.id, amount: refund });
  }
  const held = await pay(stripe, { currency: 'kwd', amount: 8_760, capture_method: 'manual', description: 'A bowl' });
  await pay(stripe, { currency: 'kwd', amount: 45_670, by: 'pm_card_createDispute', description: 'A plate' });
  const { page, errors } = await openConsole(stage.browser, address);
  await page.getByRole('button', { name: accountsWords.signIn.demoAs('Finance') }).click();
  await page.getByRole('navigation', { name: appWords.navigation.label }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  const row = (shown: string) => page.getByRole('row').filter({ hasText: new RegExp(shown.replace(' ', '\\s')) });
  await row('KWD 45.670').waitFor({ timeout: 30_000 });

  const totals = page.getByRole('group', { name: words.totals.label });
  const sums = async () => read(await totals.textContent());
  await expect.poll(sums).toContain('JP¥5,000 JPY');
  await expect.poll(sums).toContain(words.totals.refunded('JP¥300'));
  await expect.poll(sums).toContain('KWD 58.010 KWD');
  await expect.poll(sums).toContain(words.totals.refunded('KWD 1.230'));
  await expect.poll(sums).toContain('ISK 5,000.00 ISK');
  await expect.poll(sums).toContain(words.totals.refunded('ISK 1,000.00'));
  await look(page, 'currencies-list');

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: words.export.action }).press('Enter'),
  ]);
  const csv = readFileSync(await download.path(), 'utf8');
  for (const line of [
    '5000,JPY,5000,300,',
    '12.340,KWD,12.340,1.230,',
    '5000.00,ISK,5000.00,1000.00,',
    '8.760,KWD,0.000,',
  ])
    expect(csv).toContain(`,${line}`);

  const detail = page.getByRole('region', { name: words.detail.region });
  const told = async () => read(await detail.textContent());
  for (const { shown, refunded, fee, net } of SOLD) {
    await row(shown).first().click();
    for (const figure of [shown, refunded, fee, net]) await expect.poll(told).toContain(figure);
  }
  await row('KWD 45.670').click();
  await expect.poll(told).toContain(words.disputeStates.needs_response);
  expect((await told()).split('KWD 45.670').length).toBeGreaterThan(3);
  await look(page, 'currencies-detail');

  await row('KWD 8.760').click();
  await detail.getByRole('button', { name: words.detail.actions.capture }).press('Enter');
  const dialog = page.getByRole('dialog', { name: words.detail.capture.title });
  const amount = dialog.getByLabel(words.detail.capture.amount);
  expect(await amount.inputValue()).toBe('8.760');
  await amount.fill('1.234');
  await dialog.getByText(/KWD\s1\.230 or KWD\s1\.240/).waitFor();
  // A window of another width draws the payment elsewhere, and this dialog with it: it is looked at in the two lights only.
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await faults(page)).toEqual([]);
    await takePicture(page, `currencies-capture-${colorScheme}`);
  }
  await amount.fill('8.761');
  await dialog.getByText(/At most KWD\s8\.760/).waitFor();
  await amount.fill('1.23');
  await dialog.getByRole('button', { name: /^Capture KWD\s1\.230/ }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  expect((await stripe.paymentIntents.retrieve(held.id)).amount_received).toBe(1_230);
  const { authorized, captured } = words.detail.timeline.what;
  for (const [step, money] of [
    [authorized, /KWD\s8\.760/],
    [captured, /KWD\s1\.230/],
  ] as const)
    await detail.getByRole('listitem').filter({ hasText: step }).filter({ hasText: money }).waitFor();
  await look(page, 'currencies-captured');
  expect(errors).toEqual([]);
  await page.context().close();
});

it.each([
  {
    currency: 'KWD',
    wrong: '1.234',
    why: /KWD\s1\.230 or KWD\s1\.240/,
    typed: '1.23',
    shown: 'KWD 1.230',
    minor: 1_230,
  },
  {
    currency: 'ISK',
    wrong: '550.5',
    why: /ISK\s550\.00 or ISK\s551\.00/,
    typed: '550',
    shown: 'ISK 550.00',
    minor: 55_000,
  },
  { currency: 'JPY', wrong: '550.5', why: /JPY has no decimals/, typed: '550', shown: 'JP¥550', minor: 550 },
])('$shown is asked for as it is shown, and $wrong is refused before Stripe does', async (one) => {
  const { address, stripe } = await givenShop();
  await pay(stripe, { currency: 'isk', amount: 500_000 });
  const { page, errors } = await openConsole(stage.browser, address);
  await signInToDemo(page);
  const customer = await openCustomer(stage.browser, address);
  const question = `How much in ${one.currency}?`;
  await customer.write(question);
  await openConversation(page, 'unassigned', question);
  await page.getByRole('button', { name: requests.open, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: requests.title });
  await dialog.getByLabel(requests.currency).press('Enter');
  await page.getByRole('option', { name: one.currency, exact: true }).click();
  await dialog.getByLabel(requests.description).fill('A vase');
  await dialog.getByLabel(requests.amount, { exact: true }).fill(one.wrong);
  await dialog.getByRole('button', { name: requests.send }).press('Enter');
  await dialog.getByText(one.why).waitFor();
  await look(page, `currencies-request-${one.currency.toLowerCase()}`);
  await dialog.getByLabel(requests.amount, { exact: true }).fill(one.typed);
  await dialog.getByRole('button', { name: /^Request / }).press('Enter');
  await dialog.waitFor({ state: 'detached' });

  const card = page.getByRole('region', { name: requests.label }).last();
  await expect.poll(async () => read(await card.textContent())).toContain(one.shown);
  const link = customer.chat.getByRole('link', { name: /^Pay / });
  await link.waitFor();
  expect(read(await link.textContent()).replace('JP¥', '¥')).toContain(one.shown.replace('JP¥', '¥'));
  const [session] = (await stripe.checkout.sessions.list()).data;
  expect(session).toMatchObject({ amount_total: one.minor, currency: one.currency.toLowerCase() });
  expect(customer.errors).toEqual([]);
  expect(errors).toEqual([]);
  await customer.close();
  await page.context().close();
});
