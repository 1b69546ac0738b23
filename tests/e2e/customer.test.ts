import type Stripe from 'stripe';
import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { appWords } from '#renderer/app/words/app.en.ts';
import { billingWords } from '#renderer/billing/words.en.ts';
import { customersWords } from '#renderer/customers/words.en.ts';
import { openConsole, openConversation, signInToDemo } from '#tests/e2e/support/agent.ts';
import { openCustomer } from '#tests/e2e/support/customer.ts';
import { faults } from '#tests/e2e/support/faults.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';
import { givenShop } from '#tests/e2e/support/shop.ts';
import { givenBrowser } from '#tests/e2e/support/stage.ts';
import { pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';

const stage = givenBrowser();
const requests = billingWords.requests;
const { page: words, payers, panel: panelWords, timeline } = customersWords;

const LOOKS = [
  ['dark', 1024, 700],
  ['light', 1440, 900],
] as const;

/** Checks and shows the page as it is in both themes and sizes; ends in the larger. */
async function inBothLooks(page: Page, name: string, prepare?: (width: number) => Promise<void>): Promise<void> {
  for (const [colorScheme, width, height] of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    await prepare?.(width);
    expect(await faults(page)).toEqual([]);
    await takePicture(page, `${name}-${colorScheme}-${String(width)}`);
  }
}

/** The same at one size: what has room beside the work in one is a drawer in the other, and its dialog goes with it. */
async function inBothThemes(page: Page, name: string): Promise<void> {
  for (const [colorScheme] of LOOKS) {
    await page.emulateMedia({ colorScheme });
    expect(await faults(page)).toEqual([]);
    await takePicture(page, `${name}-${colorScheme}`);
  }
}

/** Has money asked for in the open conversation, and the customer pays. */
async function payRequest(agent: Page, customer: Awaited<ReturnType<typeof openCustomer>>): Promise<void> {
  await agent.getByRole('log').focus();
  await agent.keyboard.press('p');
  const dialog = agent.getByRole('dialog', { name: requests.title });
  await dialog.getByLabel(requests.amount, { exact: true }).fill('129.50');
  await dialog.getByLabel(requests.description).fill('The blue teapot, with a lid');
  await agent.keyboard.press('Enter');
  const link = customer.chat.getByRole('link', { name: /^Pay / });
  await link.waitFor();
  const [hosted] = await Promise.all([customer.page.context().waitForEvent('page'), link.click()]);
  await hosted.getByLabel('E-mail').fill('ada@example.com');
  await hosted.getByLabel('Name').fill('Ada Park');
  await hosted.getByRole('button', { name: /^Pay/ }).click();
}

/** More of what the same payer bought, to look at. */
async function tradeMore(stripe: Stripe): Promise<void> {
  const [person] = (await stripe.customers.list({ limit: 1 })).data;
  const customer = person?.id ?? '';
  const vase = await pay(stripe, { customer, amount: 4_000, currency: 'eur', description: 'A vase' });
  await stripe.refunds.create({ payment_intent: vase.id, amount: 1_000, reason: 'requested_by_customer' });
  await pay(stripe, { customer, amount: 9_000, currency: 'jpy', by: 'pm_card_createDispute', description: 'A bowl' });
  await pay(stripe, {
    customer,
    amount: 24_000,
    currency: 'eur',
    by: 'pm_card_chargeDeclinedInsufficientFunds',
    description: 'A table',
  }).catch(() => undefined);
}

it('messages and money of a customer stand together; links are undone, made by keyboard, and told by the journal', async () => {
  const { address, stripe } = await givenShop();
  const { page: agent, errors } = await openConsole(stage.browser, address);
  await signInToDemo(agent);
  const customer = await openCustomer(stage.browser, address);
  const question = 'I would like the blue teapot.';
  await customer.write(question);
  await openConversation(agent, 'unassigned', question);
  const panel = agent.getByRole('complementary', { name: panelWords.title });
  await panel.getByText(payers.nothingPaid).waitFor();

  // The panel follows what happens, while it is open.
  await payRequest(agent, customer);
  await panel.getByText('€129.50').first().waitFor({ timeout: 20_000 });
  await panel.getByText(payers.how.request).waitFor();
  await panel.getByText(timeline.said(timeline.customer, question)).waitFor();
  await tradeMore(stripe);
  await panel.getByText(payers.openDisputes(1)).waitFor({ timeout: 20_000 });
  await panel.getByText(payers.refundedOf('€10.00')).waitFor({ timeout: 20_000 });
  await inBothLooks(agent, 'customer-panel', async (width) => {
    if (width > 1_100) return;
    await agent.getByRole('log').focus();
    await agent.keyboard.press('c');
    await agent.getByRole('dialog', { name: panelWords.title }).getByText(payers.openDisputes(1)).waitFor();
  });

  // What was taken off can be put back at once.
  const unlink = panel.getByRole('button', { name: payers.unlinkOf('Ada Park') });
  await unlink.press('Enter');
  await panel.getByText(payers.nothingPaid).waitFor();
  await agent.getByRole('button', { name: payers.undo }).press('Enter');
  await panel.getByText('€169.50').first().waitFor();

  // To the customer's page, by keyboard.
  await agent.getByRole('log').focus();
  await agent.keyboard.press('Shift+C');
  const region = agent.getByRole('region', { name: words.region });
  const listbox = region.getByRole('listbox', { name: timeline.label });
  await listbox.getByText(timeline.request.paid).waitFor();
  await inBothLooks(agent, 'customer-page');
  await region.getByRole('radio', { name: timeline.filters.money }).click();
  await listbox.getByText('A vase').waitFor();
  expect(await listbox.getByText(timeline.said(timeline.customer, question)).count()).toBe(0);
  await region.getByRole('radio', { name: timeline.filters.all }).click();

  // Another Stripe customer of theirs, by hand and by keyboard alone.
  await stripe.customers.create({ name: 'Ada at work', email: 'ada@work.example' });
  const details = agent.getByRole('complementary', { name: words.details });
  await expect
    .poll(
      async () => {
        await agent.getByRole('navigation', { name: appWords.navigation.label }).getByRole('link').first().focus();
        await agent.keyboard.press('l');
        const dialog = agent.getByRole('dialog', { name: payers.open });
        await dialog.getByRole('combobox', { name: payers.dialog.field }).press('Enter');
        await agent.keyboard.type('ada at');
        const isThere = await agent
          .getByRole('option', { name: /Ada at work/ })
          .waitFor({ timeout: 2_000 })
          .then(() => true)
          .catch(() => false);
        if (!isThere) {
          await agent.keyboard.press('Escape');
          await agent.keyboard.press('Escape');
        }
        return isThere;
      },
      { timeout: 20_000, interval: 300 },
    )
    .toBe(true);
  await inBothThemes(agent, 'customer-link');
  await agent.keyboard.press('Enter');
  const dialog = agent.getByRole('dialog', { name: payers.open });
  await dialog.getByRole('button', { name: payers.dialog.action, exact: true }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await details.getByRole('button', { name: payers.unlinkOf('Ada at work') }).waitFor();
  await details
    .getByText(/^Linked by /)
    .first()
    .waitFor();

  // A payment names the customer, and leads there.
  await listbox.getByText('A bowl').click();
  const ours = agent.getByRole('link', { name: new RegExp(payers.ofPayment.page) });
  await ours.waitFor();
  expect(await faults(agent)).toEqual([]);
  await takePicture(agent, 'customer-of-payment');
  await ours.press('Enter');
  await region.waitFor();

  expect(customer.errors).toEqual([]);
  expect(errors).toEqual([]);
  await customer.close();
  await agent.context().close();

  // Somebody who may read the journal is told who said so.
  const { page: admin } = await openConsole(stage.browser, address);
  await admin.getByRole('button', { name: /Admin/ }).click();
  await admin.getByRole('navigation', { name: appWords.navigation.label }).waitFor();
  await admin.keyboard.press('g');
  await admin.keyboard.press('j');
  await admin
    .getByText(/said that payments are not those of/)
    .first()
    .waitFor();
  await admin
    .getByText(/said that payments are those of/)
    .first()
    .waitFor();
  await admin
    .getByText(/who had been asked for one in a conversation/)
    .first()
    .waitFor();
  await admin.context().close();
}, 180_000);

it('everybody who has written is found by name; an address is written down, and links what is paid with it', async () => {
  const { address, stripe } = await givenShop();
  const person = await stripe.customers.create({ name: 'Rosa Lind', email: 'rosa.lind@example.com' });
  await pay(stripe, { customer: person.id, amount: 4_250, currency: 'eur', description: 'Two cups' });
  const guest = await pay(stripe, { receipt_email: 'rosa.lind@example.com', amount: 1_900, currency: 'eur' });
  await stripe.customers.create({ name: 'Priya', email: 'Priya.Raman@example.com' });
  await pay(stripe, { receipt_email: 'priya.raman@example.com', amount: 2_300, currency: 'eur' });
  const { page, errors } = await openConsole(stage.browser, address);
  await signInToDemo(page);
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  const list = page.getByRole('listbox', { name: words.list.label });
  await list.getByRole('option').nth(5).waitFor();
  await inBothLooks(page, 'customers');
  await page.keyboard.press('f');
  await page.keyboard.type('zzz nobody');
  await page.getByText(words.list.filteredTitle).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: words.list.clear }).last().click();

  // An address that somebody typed proves nothing: a person says whether it is they.
  const details = page.getByRole('complementary', { name: words.details });
  await list.getByRole('option', { name: /priya\.raman@example\.com/ }).click();
  await details.getByText(payers.suggestions).waitFor({ timeout: 20_000 });
  await inBothLooks(page, 'customer-suggestions', async (width) => {
    if (width > 1_100) return;
    await page.getByRole('button', { name: words.details, exact: true }).click();
    await page.getByRole('dialog', { name: words.details }).getByText(payers.suggestions).waitFor();
  });
  await details.getByRole('button', { name: payers.linkOf('Priya'), exact: true }).press('Enter');
  await details.getByRole('button', { name: payers.unlinkOf('Priya'), exact: true }).waitFor();

  await list.getByRole('option').first().click();

  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog', { name: words.editDialog.title });
  await dialog.getByLabel(words.email).fill('not an address');
  await page.keyboard.press('Enter');
  await dialog.getByText(words.editDialog.emailWrong).waitFor();
  await dialog.getByLabel(words.name).fill('Rosa Lind');
  await dialog.getByLabel(words.email).fill('Rosa.Lind@example.com');
  await dialog.getByLabel(words.editDialog.isTheirs).press('Space');
  await inBothLooks(page, 'customer-edit');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await details.getByText(payers.how.email).first().waitFor({ timeout: 20_000 });
  const region = page.getByRole('region', { name: words.region });
  await region.getByText('€61.50').waitFor({ timeout: 20_000 });
  await list.getByText('€61.50').waitFor();
  expect(guest.id).toMatch(/^pi_/);

  // Nobody's: the payment offers to say whose it is.
  const other = await pay(stripe, { amount: 7_700, currency: 'eur', description: 'A jug' });
  await page.goto(`${address}/console/#/payments/${other.id}`);
  await page.getByRole('button', { name: payers.ofPayment.action }).press('Enter', { timeout: 20_000 });
  const linking = page.getByRole('dialog', { name: payers.ofPayment.action });
  await linking.getByRole('combobox').press('Enter');
  await page.keyboard.type('rosa');
  await page.getByRole('option', { name: /Rosa Lind/ }).waitFor();
  await page.keyboard.press('Enter');
  await inBothThemes(page, 'payment-link');
  await linking.getByRole('button', { name: payers.dialog.action, exact: true }).press('Enter');
  await page.getByRole('link', { name: /Rosa Lind/ }).press('Enter', { timeout: 20_000 });
  await region.getByText('€138.50').waitFor();

  // In a narrow window the list and the customer take turns, and the details are a drawer.
  await page.setViewportSize({ width: 700, height: 800 });
  await region.getByRole('button', { name: words.details }).press('Enter');
  await page.getByRole('dialog', { name: words.details }).getByText(payers.title).waitFor();
  expect(await faults(page)).toEqual([]);
  await takePicture(page, 'customer-narrow-details');
  await page.keyboard.press('Escape');
  await region.getByRole('button', { name: words.back }).press('Enter');
  await list.getByRole('option').first().waitFor();
  await takePicture(page, 'customers-narrow');
  expect(errors).toEqual([]);
  await page.context().close();
}, 180_000);
