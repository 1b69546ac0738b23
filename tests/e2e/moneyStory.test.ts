import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright';
import { expect, it, onTestFinished } from 'vitest';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { appWords } from '#renderer/app/words/app.en.ts';
import { billingWords } from '#renderer/billing/words.en.ts';
import { seedOrders, type Order } from '#server/billing/sandbox/seed/orders.ts';
import { startSandbox } from '#server/billing/sandbox/sandbox.ts';
import { demoOrders } from '#server/demo/orders.ts';
import { sandboxKey } from '#shared/billing/sandboxKey.ts';
import { openCustomer, widgetWords } from '#tests/e2e/support/customer.ts';
import { launchDesktop, type Desktop } from '#tests/e2e/support/electronApp.ts';
import { faults } from '#tests/e2e/support/faults.ts';
import { keys, pressOn, tabTo, typeInto } from '#tests/e2e/support/keyboard.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';
import { givenBrowser } from '#tests/e2e/support/stage.ts';
import { stripeAt } from '#tests/server/billing/sandbox/support/givenSandbox.ts';

const stage = givenBrowser();
const { connection, sync, payments, requests } = billingWords;
/** The light one last: what goes on is seen in it. */
const THEMES = ['dark', 'light'] as const;
const DAY = 86_400;

/** A payment of 240 EUR that was declined last week, by either calendar: weeks begin on Mondays here and on Sundays there. */
function declinedLastWeek(now: number): readonly Order[] {
  const second = Math.floor(now / 1_000);
  const weekday = new Date(now).getUTCDay();
  const buyer = { name: 'Wanjiru Okoye', email: 'wanjiru.okoye@example.com', country: 'DE', card: 'visa' };
  const fate = { decline: 'chargeDeclinedInsufficientFunds', retryAfter: null, refunds: [], dispute: null };
  return [
    { daysAgo: ((weekday + 6) % 7) + 5, number: '20601' },
    { daysAgo: weekday + 4, number: '20602' },
  ].map(({ daysAgo, number }) => ({
    at: second - daysAgo * DAY,
    number,
    buyer,
    amount: 24_000,
    currency: 'eur',
    description: '10 × Tide mug',
    fate,
    taking: 'atOnce' as const,
  }));
}

/** What the day certainly has, also in the first hours after midnight. */
const soldToday = (now: number): Order => ({
  at: Math.floor(now / 1_000) - 1,
  number: '20603',
  buyer: { name: 'Ines Duarte', email: 'ines.duarte@example.com', country: 'PT', card: 'visa' },
  amount: 1_900,
  currency: 'eur',
  description: 'Bud vase',
  fate: { decline: null, retryAfter: null, refunds: [], dispute: null },
  taking: 'atOnce',
});

/** A sandbox with the past of the demo's shop, something declined last week, and something sold today. */
async function givenTrade() {
  const sandbox = await startSandbox({ port: 0 });
  onTestFinished(() => sandbox.close());
  const now = Date.now();
  const orders = [...demoOrders(now), ...declinedLastWeek(now), soldToday(now)];
  seedOrders(sandbox.engine, { orders, seed: 1, until: Math.floor(now / 1_000) });
  const key = sandboxKey(Number(new URL(sandbox.address).port), 'abcdefghijklmnop');
  return { key, stripe: stripeAt(sandbox.address), payments: orders.length };
}

async function givenDesktop(environment: Readonly<Record<string, string>> = {}): Promise<Desktop> {
  const desktop = await launchDesktop({ parameters: ['--demo'], environment });
  onTestFinished(() => desktop.close());
  await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900));
  return desktop;
}

async function useTheme({ app, window }: Desktop, theme: (typeof THEMES)[number]): Promise<void> {
  await app.evaluate(({ nativeTheme }, wanted) => {
    nativeTheme.themeSource = wanted;
  }, theme);
  await window.waitForFunction((wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches, theme);
}

/** One screen in both themes, without a fault in either. */
async function look(desktop: Desktop, name: string): Promise<void> {
  for (const theme of THEMES) {
    await useTheme(desktop, theme);
    expect(await faults(desktop.window, { isElectron: true }), `${name}, ${theme}`).toEqual([]);
    await takePicture(desktop.window, `payments-${name}-${theme}`);
  }
}

async function lookAt(page: Page, name: string): Promise<void> {
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme });
    expect(await faults(page), `${name}, ${colorScheme}`).toEqual([]);
    await takePicture(page, `payments-${name}-${colorScheme}`);
  }
}

async function signIn(page: Page, role: 'Admin' | 'Finance' | 'Support'): Promise<void> {
  await pressOn(page, page.getByRole('button', { name: accountsWords.signIn.demoAs(role) }));
  await page.getByRole('navigation', { name: appWords.navigation.label }).waitFor();
}

/** Runs a command of the palette. */
async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByPlaceholder(appWords.palette.placeholder).waitFor();
  await page.keyboard.type(name);
  await page.getByRole('option', { name, exact: true }).waitFor();
  await page.keyboard.press('Enter');
}

/** Closes what floats above the page, with what is in it. */
async function leave(page: Page, inside: Locator): Promise<void> {
  await page.keyboard.press('Escape');
  await inside.waitFor({ state: 'detached' });
}

/** Keeps the next file that the page hands over, where a person would be asked for a place. */
async function keepDownload({ app, home }: Desktop): Promise<string> {
  const file = path.join(home, 'export.csv');
  await app.evaluate(({ session }, place) => {
    session.defaultSession.once('will-download', (_event, item) => item.setSavePath(place));
  }, file);
  return file;
}

const row = (page: Page) => page.getByRole('row');
const chosen = (page: Page) => page.getByRole('region', { name: payments.detail.region });
const chip = (page: Page, filter: string) =>
  page.getByRole('button', { name: payments.filters.remove(filter), exact: true });
const filterButton = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function connect(desktop: Desktop, trade: Awaited<ReturnType<typeof givenTrade>>): Promise<void> {
  const { window: page } = desktop;
  await keys(page, 'g', 's');
  await pressOn(page, page.getByRole('link', { name: accountsWords.settings.sections.stripe }));
  await typeInto(page, page.getByLabel(connection.keyLabel), trade.key);
  await page.keyboard.press('Enter');
  await page.getByText(connection.resources.paymentIntents).waitFor();
  await look(desktop, 'connect');
  await pressOn(page, page.getByRole('button', { name: connection.connect, exact: true }));
  await page.getByText(new RegExp(`^${sync.backfillState.done} · `)).waitFor({ timeout: 60_000 });
  const url = `${await desktop.serverAddress()}/webhooks/stripe`;
  const { secret = '' } = await trade.stripe.webhookEndpoints.create({ url, enabled_events: ['*'] });
  await typeInto(page, page.getByLabel(connection.secretLabel), secret);
  await page.keyboard.press('Enter');
  await page.getByText(connection.neverUsed).waitFor();
  await look(desktop, 'connected');
}

async function findDeclined(desktop: Desktop, total: number): Promise<void> {
  const { window: page } = desktop;
  await keys(page, 'g', 'p');
  await page.getByText(new RegExp(`^${total.toLocaleString('en')} payments`)).waitFor();
  await look(desktop, 'list');
  await pressOn(page, filterButton(page, payments.filters.state));
  await pressOn(page, page.getByRole('checkbox', { name: payments.states.failed }), 'Space');
  await leave(page, page.getByRole('checkbox', { name: payments.states.failed }));
  await pressOn(page, filterButton(page, payments.filters.time));
  const anyTime = page.getByRole('radio', { name: payments.filters.anyTime });
  await tabTo(page, anyTime);
  await keys(page, 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown');
  await leave(page, anyTime);
  await chip(page, payments.filters.periods.lastWeek).waitFor();
  await pressOn(page, filterButton(page, payments.filters.amount));
  await typeInto(page, page.getByLabel(payments.filters.least), '100');
  await tabTo(page, page.getByRole('combobox', { name: payments.filters.currency }));
  await page.keyboard.press('Enter');
  const euro = page.getByRole('option', { name: 'EUR' });
  await euro.waitFor();
  await page.keyboard.type('EUR');
  await page.keyboard.press('Enter');
  await euro.waitFor({ state: 'detached' });
  await leave(page, page.getByLabel(payments.filters.least));
  await row(page).filter({ hasText: '10 × Tide mug' }).first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await chosen(page)
    .getByText(/not enough money/i)
    .first()
    .waitFor();
  await look(desktop, 'declined');
}

async function capture(desktop: Desktop): Promise<void> {
  const { window: page } = desktop;
  await page.keyboard.press('Escape');
  await pressOn(page, page.getByRole('button', { name: payments.filters.clear }));
  await page.keyboard.press('f');
  await page.keyboard.type('Tom Ashworth Ember');
  await expect.poll(() => row(page).count()).toBe(2);
  await tabTo(page, page.getByRole('grid'));
  await keys(page, 'j', 'Enter');
  await pressOn(page, chosen(page).getByRole('button', { name: payments.detail.actions.capture }));
  const dialog = page.getByRole('dialog', { name: payments.detail.capture.title });
  await dialog.waitFor();
  await look(desktop, 'capture');
  await pressOn(page, dialog.getByRole('button', { name: /^Capture/ }));
  await dialog.waitFor({ state: 'detached' });
  await chosen(page).getByText(payments.states.succeeded, { exact: true }).first().waitFor();
  await keys(page, 'Escape', 'f', 'ControlOrMeta+a', 'Delete');
}

async function exportToday(desktop: Desktop): Promise<void> {
  const { window: page } = desktop;
  await pressOn(page, filterButton(page, payments.filters.time));
  const anyTime = page.getByRole('radio', { name: payments.filters.anyTime });
  await tabTo(page, anyTime);
  await page.keyboard.press('ArrowDown');
  await leave(page, anyTime);
  const file = await keepDownload(desktop);
  await command(page, payments.export.action);
  const said = await page.getByText(/payments? (?:is|are) in payments-/).innerText();
  const lines = (): string[] => (existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\r\n') : []);
  await expect.poll(() => lines().length).toBe(Number(/\d+/.exec(said)?.[0]) + 1);
  expect(lines().join('\n')).toContain('ines.duarte@example.com');
}

async function askAndPay(desktop: Desktop): Promise<void> {
  const { window: page } = desktop;
  const customer = await openCustomer(stage.browser, await desktop.serverAddress());
  const question = 'Can I pay for the second teapot here?';
  await customer.write(question);
  await keys(page, 'g', 'i', '2');
  await page.getByRole('option').filter({ hasText: question }).waitFor();
  await tabTo(page, page.getByRole('listbox'));
  await keys(page, 'Home', 'Enter');
  await page.getByRole('log').getByText(question).waitFor();
  const answer = 'Of course. Here you are.';
  await typeInto(page, page.getByRole('textbox', { name: /^Reply to/ }), answer);
  await page.keyboard.press('Enter');
  await customer.sees(answer);
  await pressOn(page, page.getByRole('button', { name: requests.open, exact: true }));
  const dialog = page.getByRole('dialog', { name: requests.title });
  await typeInto(page, dialog.getByLabel(requests.amount, { exact: true }), '68.00');
  await typeInto(page, dialog.getByLabel(requests.description), 'Ember teapot, the second one');
  await look(desktop, 'request');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  const card = page.getByRole('region', { name: requests.label });
  await card.getByText(requests.states.open, { exact: true }).waitFor();

  const pay = customer.chat.getByRole('link', { name: /^Pay / });
  await pay.waitFor();
  await lookAt(customer.page, 'asked');
  const [hosted] = await Promise.all([customer.page.context().waitForEvent('page'), pay.press('Enter')]);
  await typeInto(hosted, hosted.getByLabel('E-mail'), 'wanjiru.okoye@example.com');
  await typeInto(hosted, hosted.getByLabel('Name'), 'Wanjiru Okoye');
  await lookAt(hosted, 'hosted');
  await pressOn(hosted, hosted.getByRole('button', { name: /^Pay/ }));
  await card.getByText(requests.states.paid, { exact: true }).waitFor();
  await customer.chat.getByText(widgetWords.requestStates.paid).waitFor();
  await look(desktop, 'paid');
  expect(customer.errors).toEqual([]);
  await customer.close();
}

it('connects, finds, captures, exports, asks and is paid, by keyboard in the real window', async () => {
  const trade = await givenTrade();
  const desktop = await givenDesktop();
  const { window: page } = desktop;
  await signIn(page, 'Admin');
  await connect(desktop, trade);
  await command(page, appWords.palette.signOut);
  await signIn(page, 'Finance');
  await findDeclined(desktop, trade.payments);
  await capture(desktop);
  await exportToday(desktop);
  await command(page, appWords.palette.signOut);
  await signIn(page, 'Support');
  await askAndPay(desktop);
  // What was paid in the chat is a payment as any other, and the newest.
  await keys(page, 'g', 'p');
  await row(page).nth(1).getByText('Wanjiru Okoye').waitFor();
  expect(desktop.errors).toEqual([]);
}, 300_000);

it('a demo that nobody connected shows payments in the window, too', async () => {
  const { window: page } = await givenDesktop({ OPTIMALIQ_DEMO_TRADE: 'still' });
  await signIn(page, 'Finance');
  await keys(page, 'g', 'p');
  await row(page).filter({ hasText: 'Tom Ashworth' }).first().waitFor({ timeout: 60_000 });
  await page.getByText(connection.mode.demo, { exact: true }).first().waitFor();
});
