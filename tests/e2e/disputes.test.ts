import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { appWords } from '#renderer/app/words/app.en.ts';
import { billingWords } from '#renderer/billing/words.en.ts';
import { openConsole } from '#tests/e2e/support/agent.ts';
import { faults } from '#tests/e2e/support/faults.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';
import { givenShop } from '#tests/e2e/support/shop.ts';
import { givenBrowser } from '#tests/e2e/support/stage.ts';
import type { Sandbox } from '#server/billing/sandbox/sandbox.ts';
import { DAY } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import { request } from '#tests/server/billing/sandbox/support/history.ts';

const stage = givenBrowser();
const { disputes: words, payments, overview } = billingWords;
const { form, send, upload, texts, files, rates } = words;

const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(200_000, 'x')]);

async function openDisputes(address: string) {
  const { page, errors } = await openConsole(stage.browser, address);
  await page.getByRole('button', { name: accountsWords.signIn.demoAs('Finance') }).click();
  await page.getByRole('navigation', { name: appWords.navigation.label }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await page.getByRole('heading', { name: words.title, level: 1 }).waitFor();
  return { page, errors };
}

const LOOKS = [
  ['light', 1440, 900],
  ['dark', 1024, 700],
] as const;

interface Shown {
  /** Opens what is to be seen, and closes it: beside the list and in a drawer it is another one. */
  readonly open: () => Promise<void>;
  readonly close: () => Promise<void>;
}

async function look(page: Page, name: string, shown?: Shown): Promise<void> {
  for (const [colorScheme, width, height] of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    await shown?.open();
    await page.waitForTimeout(200);
    expect(await faults(page)).toEqual([]);
    await takePicture(page, `disputes-${name}-${colorScheme}-${String(width)}`);
    await shown?.close();
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** Disputes of every state and of two reasons, each opened at a time of its own: the first has to be answered by tomorrow night. */
function disputedPast({ engine }: Sandbox): void {
  const now = Math.floor(Date.now() / 1_000);
  const ask = (daysAgo: number, path: string, form: Readonly<Record<string, string>> = {}) =>
    engine.world.clock.at(now - daysAgo * DAY, () => request(engine, 'POST', path, form).answer);
  const customer = String(ask(110, '/v1/customers', { name: 'Ada Park', email: 'ada@example.com' })['id']);
  const disputed = (daysAgo: number, by: string, amount: number, description: string): string => {
    const { id } = ask(daysAgo, '/v1/payment_intents', {
      amount: String(amount),
      currency: 'eur',
      customer,
      description,
      payment_method: by,
      'allowed_payment_method_types[]': 'card',
      confirm: 'true',
    });
    return engine.world.store.all('dispute', { payment_intent: String(id) })[0]?.id ?? '';
  };
  const won = disputed(100, 'pm_card_createDispute', 6_400, 'The red kettle');
  ask(98, `/v1/disputes/${won}`, { 'evidence[uncategorized_text]': 'winning_evidence' });
  const lost = disputed(60, 'pm_card_createDisputeProductNotReceived', 2_900, 'Two cups');
  ask(58, `/v1/disputes/${lost}/close`);
  disputed(8, 'pm_card_createDisputeProductNotReceived', 12_900, 'The blue teapot');
  disputed(6, 'pm_card_createDispute', 4_500, 'A bowl');
  disputed(1, 'pm_card_createDisputeInquiry', 7_700, 'A lamp');
}

const rows = (page: Page) => page.getByRole('listbox', { name: words.list.label }).getByRole('option');
const tab = (page: Page, name: string) => page.getByRole('tab', { name });

it('a dispute is answered from its clock to its outcome', async () => {
  const shop = await givenShop({ past: disputedPast });
  const { page, errors } = await openDisputes(shop.address);
  await expect.poll(() => rows(page).count(), { timeout: 60_000 }).toBe(3);
  // The most urgent is first, and says so in words.
  await expect.poll(() => rows(page).first().textContent(), { timeout: 20_000 }).toContain('Goods did not arrive');
  expect(await rows(page).first().textContent()).toMatch(/\d days? .*left/);
  await look(page, 'list');

  await rows(page).first().click();
  const detail = page.getByRole('region', { name: words.detail.region });
  await detail.getByText(words.reasons.byCode['product_not_received']?.wins ?? '').waitFor();
  // What is known is filled in, kept, and edited by the person.
  const story = detail.getByLabel(texts.uncategorized_text.label, { exact: true });
  await detail.getByRole('button', { name: form.assembleLabel(texts.uncategorized_text.label) }).click();
  await expect.poll(() => story.inputValue()).toContain('Bought: The blue teapot');
  await story.press('End');
  await story.pressSequentially(' It was delivered.');
  await story.blur();
  await detail.getByText(form.saved).first().waitFor();
  // What somebody wrote is not replaced without asking.
  await detail.getByRole('button', { name: form.assembleLabel(texts.uncategorized_text.label) }).click();
  const question = page.getByRole('dialog', { name: form.replaceTitle(texts.uncategorized_text.label) });
  await question.getByRole('button', { name: form.keep }).click();
  expect(await story.inputValue()).toContain('It was delivered.');

  const receipt = detail.getByRole('group', { name: files.receipt.label, exact: true });
  await receipt.locator('input[type=file]').setInputFiles({
    name: 'receipt.docx',
    mimeType: 'application/pdf',
    buffer: Buffer.from('PK\u0003\u0004'),
  });
  await detail.getByText(upload.wrongType('receipt.docx')).waitFor();
  await receipt.locator('input[type=file]').setInputFiles({
    name: 'receipt.pdf',
    mimeType: 'application/pdf',
    buffer: PDF,
  });
  await receipt.getByText('receipt.pdf').waitFor();
  await receipt.getByRole('button', { name: upload.remove('receipt.pdf') }).waitFor();
  await look(page, 'form');

  // A dropped file is taken, too, and one that was taken off is gone.
  const proof = detail.getByRole('group', { name: files.shipping_documentation.label, exact: true });
  const transfer = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'label.pdf', { type: 'application/pdf' }));
    return data;
  }, '%PDF-1.7 a label');
  await proof.dispatchEvent('drop', { dataTransfer: transfer });
  await proof.getByRole('button', { name: upload.remove('label.pdf') }).click();
  await proof.getByRole('button', { name: upload.chooseLabel(files.shipping_documentation.label) }).waitFor();
  // It is all there after a reload.
  await page.reload();
  await expect.poll(() => story.inputValue(), { timeout: 20_000 }).toContain('It was delivered.');
  await receipt.getByText('receipt.pdf').waitFor();

  const dialog = page.getByRole('dialog', { name: send.title });
  const asked: Shown = {
    open: async () => {
      const isNarrow = (page.viewportSize()?.width ?? 0) < 1_100;
      const where = isNarrow ? page.getByRole('dialog', { name: words.detail.title, exact: true }) : detail;
      await where.getByRole('button', { name: send.open }).click();
      await dialog.getByText('It was delivered.').waitFor();
      await dialog.getByText('receipt.pdf').waitFor();
    },
    close: async () => {
      await dialog.getByRole('button', { name: send.back }).click();
      await dialog.waitFor({ state: 'hidden' });
    },
  };
  await look(page, 'send', asked);
  await asked.open();
  await dialog.getByRole('button', { name: send.action('€129.00') }).click();
  await detail.getByText(words.outcome['under_review'] ?? '').waitFor({ timeout: 30_000 });
  const [sent] = (await shop.stripe.disputes.list({ limit: 100 })).data.filter(
    ({ status }) => status === 'under_review',
  );
  expect(sent?.evidence.uncategorized_text).toContain('It was delivered.');
  expect(sent?.evidence.receipt).toMatch(/^file_/);
  expect(sent?.evidence_details.submission_count).toBe(1);
  await look(page, 'sent');

  // The other ways here: from the payment, and back.
  await detail.getByRole('link', { name: words.detail.payment }).click();
  await page.getByRole('region', { name: payments.detail.region }).getByRole('link', { name: words.link }).click();
  await detail.getByText(words.answer.sentTitle).waitFor();

  await tab(page, words.tabs.rates).click();
  const chart = page.getByRole('region', { name: rates.title });
  await chart.getByRole('slider').waitFor();
  await look(page, 'rates');
  await chart.getByRole('radio', { name: overview.charts.frame.table }).press(' ');
  const lost = chart.getByRole('row').filter({ hasText: 'Goods did not arrive' });
  expect(await lost.getByRole('cell').allTextContents()).toEqual(['0%', '0', '1', '1']);
  await lost.getByRole('button').press('Enter');
  await expect.poll(() => rows(page).count()).toBe(1);
  await page.getByRole('button', { name: words.list.showAll }).click();
  await expect.poll(() => rows(page).count()).toBe(2);
  await look(page, 'closed');
  expect(errors).toEqual([]);
  await page.context().close();
}, 240_000);

it('a shop without disputes is told what they are', async () => {
  const { address } = await givenShop();
  const { page, errors } = await openDisputes(address);
  await page.getByText(words.list.emptyTitle).waitFor();
  await look(page, 'empty');
  await page.getByRole('button', { name: words.policies.open }).click();
  const dialog = page.getByRole('dialog', { name: words.policies.title });
  await dialog.getByLabel(words.policies.refund).fill('Unused goods within 30 days.');
  await takePicture(page, 'disputes-policies');
  await dialog.getByRole('button', { name: words.policies.save }).click();
  await page.getByText(words.policies.done).waitFor();
  expect(errors).toEqual([]);
  await page.context().close();
}, 120_000);
