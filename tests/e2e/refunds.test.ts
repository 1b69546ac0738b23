import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { appWords } from '#renderer/app/words/app.en.ts';
import { billingWords } from '#renderer/billing/words.en.ts';
import { openConsole } from '#tests/e2e/support/agent.ts';
import { callerOf, giveRoles } from '#tests/e2e/support/desk.ts';
import { faults } from '#tests/e2e/support/faults.ts';
import { keys } from '#tests/e2e/support/keyboard.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';
import { givenShop, type Shop } from '#tests/e2e/support/shop.ts';
import { givenBrowser } from '#tests/e2e/support/stage.ts';
import { pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import { newId } from '#tests/support/make.ts';

const stage = givenBrowser();
const { refunds: words, payments } = billingWords;
const LIMIT = { currency: 'EUR', approvalAbove: 5_000, perRefund: 20_000, perPersonDay: 30_000 };

/** A payment of 129.00 EUR by Ada Park, in the mirror. */
async function givenPaid(
  shop: Pick<Shop, 'address' | 'stripe'>,
  changes: { amount?: number; currency?: string; by?: string } = {},
) {
  const { id: customer } = await shop.stripe.customers.create({ name: 'Ada Park', email: 'ada@example.com' });
  const paid = await pay(shop.stripe, {
    customer,
    receipt_email: 'ada@example.com',
    amount: 12_900,
    currency: 'eur',
    description: 'Teapot, with a lid',
    ...changes,
  });
  const finance = await callerOf(shop.address, 'finance@demo.test');
  const isThere = () =>
    finance.call('billing.paymentRow', { paymentId: paid.id }).then(
      ({ amountReceived }) => amountReceived > 0,
      () => false,
    );
  await expect.poll(isThere, { timeout: 30_000 }).toBe(true);
  return { paid, finance };
}

/** A shop with one payment, limits in euros, and Sam, who supports and is of finance too. */
async function givenDesk() {
  const shop = await givenShop();
  const admin = await callerOf(shop.address, 'admin@demo.test');
  await giveRoles(admin, 'support@demo.test', ['support', 'finance']);
  await admin.call('billing.setRefundPolicy', { id: newId(), limits: [LIMIT], expiresAfterHours: 72 });
  return { ...shop, admin, ...(await givenPaid(shop)) };
}

async function signIn(page: Page, role: 'Support' | 'Finance' | 'Admin'): Promise<void> {
  await page.getByRole('button', { name: accountsWords.signIn.demoAs(role) }).click();
  await page.getByRole('navigation', { name: appWords.navigation.label }).waitFor();
}

const LARGE = { width: 1440, height: 900 };
const SMALL = { width: 1024, height: 700 };

/** What is shown in both themes, without a fault in either. */
async function look(page: Page, name: string, sizes: Readonly<Record<'dark' | 'light', typeof LARGE>>): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(sizes[colorScheme]);
    expect(await faults(page), `${name}, ${colorScheme}`).toEqual([]);
    await takePicture(page, `refunds-${name}-${colorScheme}`);
  }
}
/** Large in the light, small in the dark. */
const lookAround = (page: Page, name: string) => look(page, name, { dark: SMALL, light: LARGE });
/** As large as it is. */
const lookHere = (page: Page, name: string, size: typeof LARGE) => look(page, name, { dark: size, light: size });

const openPayment = async (page: Page, paymentId: string): Promise<void> => {
  await page.evaluate((id) => (location.hash = `#/payments/${id}`), paymentId);
  await part(page).waitFor();
};
const openLimits = async (page: Page): Promise<void> => {
  await keys(page, 'g', 's');
  const sections = page.getByRole('navigation', { name: accountsWords.settings.title });
  await sections.getByRole('link', { name: accountsWords.settings.sections.refunds }).click();
};
/** The part of a payment that tells its refunds. */
const part = (page: Page) =>
  page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: payments.detail.refunds.title, exact: true }) })
    .last();
const dialogOf = (page: Page) => page.getByRole('dialog', { name: words.dialog.title.request });
const amountIn = (page: Page) => dialogOf(page).getByLabel(words.dialog.amount);

it('finance refunds a part, then all that is left, and sees both go through', async () => {
  const { address, paid, stripe } = await givenDesk();
  const { page, errors } = await openConsole(stage.browser, address);
  await signIn(page, 'Finance');
  await openPayment(page, paid.id);
  await page.getByRole('main').first().focus();
  await page.keyboard.press('r');
  await expect.poll(() => amountIn(page).inputValue()).toBe('129.00');
  await dialogOf(page).getByText(words.dialog.lines.approval.aboveThreshold('€50.00')).waitFor();

  await page.keyboard.type('129.001');
  await dialogOf(page).getByText(billingWords.amounts.tooFine('EUR', 2)).waitFor();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('150');
  await dialogOf(page).getByText(words.dialog.tooMuch('€129.00')).waitFor();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('29');
  await dialogOf(page).getByText(words.dialog.lines.stays('€100.00', '€129.00')).waitFor();
  await dialogOf(page).getByText(words.dialog.lines.alone).waitFor();
  await dialogOf(page).getByLabel(words.dialog.reason).click();
  await page.getByRole('option', { name: words.reasons.requested_by_customer }).click();
  await dialogOf(page).getByLabel(words.dialog.note).fill('The lid was chipped.');
  await lookAround(page, 'dialog');
  expect(await dialogOf(page).getByLabel(words.dialog.note).inputValue()).toBe('The lid was chipped.');
  await page.keyboard.press('ControlOrMeta+Enter');
  await dialogOf(page).waitFor({ state: 'detached' });
  await part(page).getByText(words.states.succeeded, { exact: true }).waitFor({ timeout: 30_000 });
  await part(page).getByText('The lid was chipped.').waitFor();

  // Somebody refunds in Stripe's dashboard meanwhile: it is told apart.
  await stripe.refunds.create({ payment_intent: paid.id, amount: 5_000 });
  await page.getByText(words.madeInStripe, { exact: true }).waitFor({ timeout: 30_000 });
  await page.getByText(words.madeInStripe, { exact: true }).scrollIntoViewIfNeeded();
  await lookHere(page, 'payment', LARGE);

  await page.getByRole('button', { name: words.dialog.open.request }).click();
  await expect.poll(() => amountIn(page).inputValue()).toBe('50.00');
  await dialogOf(page).getByText(words.dialog.lines.nothingStays('€129.00')).waitFor();
  await dialogOf(page)
    .getByRole('button', { name: words.dialog.sendAmount.alone('€50.00', 'Ada Park') })
    .click();
  await dialogOf(page).waitFor({ state: 'detached' });
  await expect
    .poll(() => part(page).getByText(words.states.succeeded, { exact: true }).count(), { timeout: 30_000 })
    .toBe(3);
  // Nothing is left: the way to refund is gone.
  await expect.poll(() => page.getByRole('button', { name: words.dialog.open.request }).count()).toBe(0);
  const made = await stripe.refunds.list({ payment_intent: paid.id });
  expect(made.data.map(({ amount }) => amount).sort()).toEqual([2_900, 5_000, 5_000]);
  expect(errors).toEqual([]);
  await page.context().close();
}, 120_000);

it('an amount beyond a limit is told with the one that goes, and a disputed payment warns', async () => {
  const shop = await givenShop();
  const admin = await callerOf(shop.address, 'admin@demo.test');
  const limits = [{ ...LIMIT, perRefund: 2_000, perPersonDay: 3_000 }];
  await admin.call('billing.setRefundPolicy', { id: newId(), limits, expiresAfterHours: 72 });
  const { paid, finance } = await givenPaid(shop, { by: 'pm_card_createDispute' });
  const isDisputed = async () => (await finance.call('billing.refundPreview', { paymentId: paid.id })).isDisputed;
  await expect.poll(isDisputed, { timeout: 30_000 }).toBe(true);
  const { page, errors } = await openConsole(stage.browser, shop.address, { viewport: SMALL });
  await signIn(page, 'Finance');
  await openPayment(page, paid.id);
  await page.getByRole('button', { name: words.dialog.open.request }).click();
  await dialogOf(page).getByText(words.dialog.disputed).waitFor();
  await dialogOf(page).getByText(words.dialog.refusals.perRefund('€20.00')).waitFor();
  await lookHere(page, 'dialog-refused', SMALL);
  await dialogOf(page)
    .getByRole('button', { name: words.dialog.use('€20.00') })
    .click();
  expect(await amountIn(page).inputValue()).toBe('20.00');
  await dialogOf(page).getByText(words.dialog.lines.leftToday('€10.00')).waitFor();
  await page.keyboard.press('ControlOrMeta+Enter');
  // Stripe refunds nothing that is disputed: that is said in words, and stands among what did not go.
  await part(page)
    .getByText(words.failures.byCode['charge_disputed'] ?? '')
    .waitFor({ timeout: 30_000 });
  await page.evaluate(() => (location.hash = '#/refunds'));
  await page.getByText(words.decide.groups.look).waitFor();
  await page.getByText(words.states.declined, { exact: true }).first().waitFor();
  await lookAround(page, 'did-not-go');
  expect(errors).toEqual([]);
  await page.context().close();
}, 120_000);

describe('a refund above the threshold', () => {
  it('is requested by one and approved by another, by keyboard alone', async () => {
    const { address, paid, stripe, finance } = await givenDesk();
    const support = await callerOf(address, 'support@demo.test');
    const { page: fiona, errors } = await openConsole(stage.browser, address);
    await signIn(fiona, 'Finance');
    await openPayment(fiona, paid.id);
    await fiona.getByRole('main').first().focus();
    await fiona.keyboard.press('r');
    await expect.poll(() => amountIn(fiona).inputValue()).toBe('129.00');
    await fiona.keyboard.press('ControlOrMeta+Enter');
    await dialogOf(fiona).waitFor({ state: 'detached' });
    await fiona.getByText(words.somebodyElse).waitFor();

    const { page: sam, errors: others } = await openConsole(stage.browser, address);
    await signIn(sam, 'Support');
    // A second one, drafted by Sam, waits beneath.
    await support.call('billing.draftRefund', {
      id: newId(),
      paymentId: (await givenPaid({ address, stripe }, { amount: 900 })).paid.id,
      amount: 400,
      note: 'Paid twice, says the customer.',
    });
    await sam.getByText(words.decide.waiting(1)).waitFor({ state: 'attached' });
    await keys(sam, 'g', 'r');
    const chosen = sam.getByRole('region', { name: words.decide.chosen });
    await chosen.getByText(words.decide.why.aboveThreshold('€50.00')).waitFor();
    await chosen.getByText(words.decide.customer.paid(2, '€138.00')).waitFor();
    await lookAround(sam, 'decide');
    await keys(sam, 'j', 'Enter');
    await chosen.getByText('Paid twice, says the customer.').waitFor();
    await keys(sam, 'k', 'Enter');
    await chosen.getByText(words.decide.why.aboveThreshold('€50.00')).waitFor();
    await sam.keyboard.press('a');
    const approval = sam.getByRole('dialog', { name: words.deeds.title.approve });
    await approval.getByText(words.dialog.lines.alone).waitFor();
    await lookAround(sam, 'approve');
    await approval.getByRole('button', { name: words.deeds.action.approve('€129.00', 'Ada Park') }).waitFor();
    await sam.keyboard.press('ControlOrMeta+Enter');
    await approval.waitFor({ state: 'detached' });
    await expect
      .poll(async () => (await finance.call('billing.refunds', { paymentId: paid.id })).refunds[0]?.state, {
        timeout: 30_000,
      })
      .toBe('succeeded');
    const made = await stripe.refunds.list({ payment_intent: paid.id });
    expect(made.data.map(({ amount }) => amount)).toEqual([12_900]);
    // Fiona sees it without doing anything.
    await part(fiona).getByText(words.states.succeeded, { exact: true }).waitFor();
    expect([...errors, ...others]).toEqual([]);
    for (const page of [fiona, sam]) await page.context().close();
  }, 120_000);

  it('is refused with words, which whoever asked reads', async () => {
    const { address, paid, finance } = await givenDesk();
    await finance.call('billing.requestRefund', { id: newId(), paymentId: paid.id, amount: 6_000 });
    const { page: sam, errors } = await openConsole(stage.browser, address);
    await signIn(sam, 'Support');
    await keys(sam, 'g', 'r');
    await sam.getByRole('region', { name: words.decide.chosen }).waitFor();
    await sam.keyboard.press('r');
    const refusal = sam.getByRole('dialog', { name: words.deeds.title.refuse });
    await refusal.getByRole('button', { name: words.deeds.action.refuse('€60.00') }).click();
    await refusal.getByText(words.deeds.noNote).waitFor();
    await lookAround(sam, 'refuse');
    await refusal.getByLabel(words.deeds.refuseNote).fill('The pot came back used.');
    await sam.keyboard.press('ControlOrMeta+Enter');
    await refusal.waitFor({ state: 'detached' });
    await sam.getByText(words.decide.emptyTitle).waitFor();
    await lookAround(sam, 'empty');
    const { page: fiona } = await openConsole(stage.browser, address);
    await signIn(fiona, 'Finance');
    await openPayment(fiona, paid.id);
    await fiona.getByText('The pot came back used.').waitFor();
    expect(errors).toEqual([]);
    for (const page of [fiona, sam]) await page.context().close();
  }, 120_000);
});

it('support drafts, and takes the draft back', async () => {
  const shop = await givenShop();
  const { paid } = await givenPaid(shop);
  const { page, errors } = await openConsole(stage.browser, shop.address, { viewport: SMALL });
  await signIn(page, 'Support');
  await openPayment(page, paid.id);
  await page.getByRole('button', { name: words.dialog.open.draft }).click();
  const dialog = page.getByRole('dialog', { name: words.dialog.title.draft });
  await dialog.getByText(words.dialog.lines.draft).waitFor();
  await dialog.getByLabel(words.dialog.amount).fill('12.50');
  await lookHere(page, 'draft', SMALL);
  await dialog.getByRole('button', { name: words.dialog.sendAmount.draft('€12.50') }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: words.deeds.open.withdraw }).click();
  const question = page.getByRole('dialog', { name: words.deeds.title.withdraw });
  await lookHere(page, 'withdraw', SMALL);
  await question.getByRole('button', { name: words.deeds.action.withdraw('€12.50') }).click();
  await page.getByText(words.states.withdrawn, { exact: true }).waitFor();
  expect(errors).toEqual([]);
  await page.context().close();
}, 120_000);

it('an admin sets the limits, and finance reads them and what was used of them', async () => {
  const shop = await givenShop();
  const { paid, finance } = await givenPaid(shop);
  const { page: ada, errors } = await openConsole(stage.browser, shop.address);
  const texts = words.settings;
  await signIn(ada, 'Admin');
  await openLimits(ada);
  await ada.getByText(texts.limits.none).waitFor();
  await ada.getByRole('combobox').click();
  await ada.keyboard.type('EUR');
  await ada.keyboard.press('Enter');
  await ada.getByRole('button', { name: texts.save }).click();
  await ada.getByText(texts.limits.noThreshold).waitFor();
  await ada.getByLabel(texts.limits.approvalAbove).fill('50');
  await ada.getByLabel(texts.limits.perPersonDay).fill('300.5');
  await ada.getByLabel(texts.expiry.unit).fill('24');
  await lookAround(ada, 'limits-edited');
  await ada.keyboard.press('Enter');
  await ada.getByText(texts.saved).waitFor();
  expect(await finance.call('billing.refundPolicy', {})).toEqual({
    limits: [{ currency: 'EUR', approvalAbove: 5_000, perRefund: null, perPersonDay: 30_050 }],
    expiresAfterHours: 24,
  });

  await finance.call('billing.requestRefund', { id: newId(), paymentId: paid.id, amount: 4_000 });
  await shop.stripe.refunds.create({ payment_intent: paid.id, amount: 1_500 });
  const { page: fiona } = await openConsole(stage.browser, shop.address);
  await signIn(fiona, 'Finance');
  await openLimits(fiona);
  await fiona.getByText(texts.use.of('€40.00', '€300.50')).waitFor();
  await fiona.getByText(texts.use.elsewhere).waitFor({ timeout: 30_000 });
  expect(await fiona.getByRole('button', { name: texts.save }).count()).toBe(0);
  await lookAround(fiona, 'limits');
  expect(errors).toEqual([]);
  for (const page of [ada, fiona]) await page.context().close();
}, 120_000);
