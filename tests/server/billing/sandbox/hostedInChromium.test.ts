import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright';
import type { Browser, Locator, Page } from 'playwright';
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumLaunchOptions } from '#tests/support/chromium.ts';
import { givenSandbox } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import type { GivenSandbox } from '#tests/server/billing/sandbox/support/givenSandbox.ts';

/** Where the pictures go, for those who want to look at the pages; without it none are taken. */
const PICTURES = process.env['SANDBOX_PICTURES'];
const THEMES = ['light', 'dark'] as const;

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch(chromiumLaunchOptions());
});
afterAll(() => browser.close());

/** The pages as a person sees them. The shop they come from is the sandbox's own receipt page: nothing else runs here. */
async function givenPage(colorScheme: (typeof THEMES)[number] = 'light') {
  const given = await givenSandbox();
  const context = await browser.newContext({ colorScheme, viewport: { width: 1_024, height: 900 } });
  const page = await context.newPage();
  return { ...given, page, leave: () => context.close() };
}

async function openLink({ stripe }: GivenSandbox, more: Partial<Stripe.PaymentLinkCreateParams> = {}): Promise<string> {
  const link = await stripe.paymentLinks.create({
    line_items: [
      {
        price_data: { currency: 'eur', unit_amount: 3_400, product_data: { name: 'Stoneware mug, speckled blue' } },
        quantity: 2,
      },
      { price_data: { currency: 'eur', unit_amount: 900, product_data: { name: 'Shipping' } }, quantity: 1 },
    ],
    ...more,
  });
  return link.url;
}

async function fill(page: Page, method: string): Promise<void> {
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByLabel('Name', { exact: true }).fill('Ada Lovelace');
  await page.getByLabel('Test payment method').selectOption(method);
  await page.getByRole('button', { name: 'Pay €77.00' }).click();
}

async function faultsOf(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

/** By how many pixels a page is wider than its window. */
const cutOff = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

/** On how many lines each text stands: a price is not broken. */
const linesOf = (texts: Locator): Promise<readonly number[]> =>
  texts.evaluateAll((all) =>
    all.map((one) => {
      const range = document.createRange();
      range.selectNodeContents(one);
      return range.getClientRects().length;
    }),
  );

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`), fullPage: true });
}

describe('in a browser, a person', () => {
  it('follows a payment link, is declined, and pays by another method', async () => {
    const given = await givenPage();
    const { page, stripe, leave } = given;
    await page.goto(await openLink(given));
    await fill(page, 'pm_card_chargeDeclined');
    await expect(page.getByRole('alert').textContent()).resolves.toBe('Your card was declined.');
    await fill(page, 'pm_card_visa');
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    expect((await stripe.charges.list()).data.map(({ status, amount }) => [status, amount])).toEqual([
      ['succeeded', 7_700],
      ['failed', 7_700],
    ]);
    await leave();
  });

  it('refuses the bank’s question, and then confirms it', async () => {
    const given = await givenPage();
    const { page, stripe, leave } = given;
    await page.goto(await openLink(given));
    await fill(page, 'pm_card_threeDSecure2Required');
    await page.getByRole('button', { name: 'No, refuse' }).click();
    await expect(page.getByRole('alert').textContent()).resolves.toContain('Your bank did not confirm the payment.');
    await fill(page, 'pm_card_threeDSecure2Required');
    await page.getByRole('button', { name: 'Yes, confirm' }).click();
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    expect((await stripe.charges.list()).data.map(({ status }) => status)).toEqual(['succeeded']);
    await leave();
  });

  it('pays with the keyboard alone', async () => {
    const given = await givenPage();
    const { page, leave } = given;
    await page.goto(await openLink(given));
    await page.keyboard.press('Tab');
    await page.keyboard.type('ada@example.com');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Ada');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    await leave();
  });

  it.each(THEMES)('finds every page readable in %s', { timeout: 120_000 }, async (theme) => {
    const given = await givenPage(theme);
    const { page, stripe, leave } = given;
    const found: Record<string, readonly string[]> = {};
    const look = async (name: string) => {
      found[name] = await faultsOf(page);
      await picture(page, `${name}-${theme}`);
    };
    await page.goto(await openLink(given));
    await look('checkout');
    await fill(page, 'pm_card_chargeDeclined');
    await page.getByRole('alert').waitFor();
    await look('declined');
    await fill(page, 'pm_card_threeDSecure2Required');
    await page.getByRole('button', { name: 'Yes, confirm' }).waitFor();
    await look('bank');
    await page.getByRole('button', { name: 'Yes, confirm' }).click();
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    await look('paid');
    const [charge] = (await stripe.charges.list({ limit: 1 })).data;
    await page.goto(charge?.receipt_url ?? '');
    await look('receipt');
    await page.setViewportSize({ width: 360, height: 740 });
    await look('narrow-receipt');
    expect(await cutOff(page)).toBe(0);
    await page.goto(await openLink(given, { inactive_message: 'Sold out' }));
    await look('narrow');
    expect(await cutOff(page)).toBe(0);
    expect(await linesOf(page.getByRole('listitem').locator('span:last-child'))).toEqual([1, 1]);
    const url = page.url();
    await stripe.checkout.sessions.expire(/cs_test_\w+/.exec(url)?.[0] ?? '');
    await page.goto(url);
    await page.getByRole('heading', { name: 'This page is over' }).waitFor();
    await look('expired');
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, []])));
    await leave();
  });
});
