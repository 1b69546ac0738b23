import type { Page } from 'playwright';
import { expect, it, onTestFinished } from 'vitest';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { appWords } from '#renderer/app/words/app.en.ts';
import { auditWords } from '#renderer/audit/words.en.ts';
import { billingWords } from '#renderer/billing/words.en.ts';
import { chatWords } from '#renderer/chat/words.en.ts';
import { openConsole, signInToDemo } from '#tests/e2e/support/agent.ts';
import { openCustomer } from '#tests/e2e/support/customer.ts';
import { callerOf, giveRoles } from '#tests/e2e/support/desk.ts';
import { launchDesktop, type Desktop } from '#tests/e2e/support/electronApp.ts';
import { faults } from '#tests/e2e/support/faults.ts';
import { keys, pressOn, tabTo, typeInto } from '#tests/e2e/support/keyboard.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';
import { givenShop } from '#tests/e2e/support/shop.ts';
import { givenBrowser } from '#tests/e2e/support/stage.ts';
import { pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import { createLineProxy } from '#tests/support/lineProxy.ts';
import { customerOf, newId } from '#tests/support/make.ts';

const stage = givenBrowser();
const words = billingWords.refunds;
const QUESTION = 'The lid of my teapot arrived broken.';
const WORDS = 'We are sorry about the lid. 20 euros go back to your card today.';
/** Small in the dark, large in the light, and so it stays. */
const LOOKS = [
  { theme: 'dark', width: 1024, height: 700 },
  { theme: 'light', width: 1440, height: 900 },
] as const;
const HOUR_MS = 3_600_000;
const LIMIT = { currency: 'EUR', approvalAbove: 2_500, perRefund: null, perPersonDay: null };

/** A shop whose customer has paid twice and writes; Sam supports, Fiona and Mira are of finance. Its clock can be moved. */
async function givenDesk({ by = 'pm_card_visa' } = {}) {
  let ahead = 0;
  const shop = await givenShop({ clock: () => Date.now() + ahead });
  const admin = await callerOf(shop.address, 'admin@demo.test');
  await giveRoles(admin, 'mira@demo.test', ['finance']);
  await admin.call('billing.setRefundPolicy', { id: newId(), limits: [LIMIT], expiresAfterHours: 1 });
  const { id: customer } = await shop.stripe.customers.create({ name: 'Wanjiru Okoye', email: 'wanjiru@example.com' });
  const buy = (amount: number, description: string) =>
    pay(shop.stripe, { customer, amount, currency: 'eur', description, by });
  const teapot = await buy(12_900, 'Teapot, with a lid');
  await buy(2_400, '2 × Tide mug');
  const support = await callerOf(shop.address, 'support@demo.test');
  const mira = await callerOf(shop.address, 'mira@demo.test');
  const person = await openCustomer(stage.browser, shop.address);
  await person.write(QUESTION);
  let conversationId = '';
  // What the customer sees as sent may still be on its way.
  await expect
    .poll(async () => {
      const { conversations } = await support.call('chat.conversations', { view: 'unassigned' });
      conversationId = conversations.find(({ lastMessage }) => lastMessage?.preview === QUESTION)?.id ?? '';
      return conversationId;
    })
    .not.toBe('');
  const customerId = await customerOf(support, conversationId);
  const isLinked = () =>
    support.call('customers.linkPayer', { id: newId(), customerId, payerId: teapot.id }).then(
      () => true,
      () => false,
    );
  await expect.poll(isLinked, { timeout: 30_000 }).toBe(true);
  const draft = (amount: number) =>
    support.call('billing.draftRefund', {
      id: newId(),
      paymentId: teapot.id,
      amount,
      conversationId,
      note: 'She sent a picture.',
      words: WORDS,
    });
  return {
    ...shop,
    admin,
    support,
    mira,
    person,
    conversationId,
    teapot,
    draft,
    /** Drafted by Sam and requested by Mira: somebody else decides. */
    requested: async (amount: number) => {
      const { id: refundId } = await draft(amount);
      await mira.call('billing.requestDraftedRefund', { id: newId(), refundId });
      return refundId;
    },
    moveClock: (milliseconds: number) => {
      ahead += milliseconds;
    },
  };
}

/** A real window that has joined the shop's server, with Sam in it. */
async function givenWindow(address: string): Promise<Desktop> {
  const desktop = await launchDesktop();
  onTestFinished(() => desktop.close());
  const { window, app } = desktop;
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900));
  await window.getByRole('button', { name: appWords.profiles.joinAction }).click();
  await window.getByRole('textbox', { name: appWords.profiles.address }).fill(address);
  await window.getByRole('textbox', { name: appWords.profiles.name, exact: true }).fill('Kiln & Clay');
  await window.getByRole('button', { name: appWords.profiles.join, exact: true }).click();
  await signInToDemo(window);
  return desktop;
}

async function lookThrough({ app, window }: Desktop, name: string): Promise<void> {
  for (const { theme, width, height } of LOOKS) {
    await app.evaluate(
      ({ nativeTheme, BrowserWindow }, wanted) => {
        nativeTheme.themeSource = wanted.theme;
        BrowserWindow.getAllWindows()[0]?.setContentSize(wanted.width, wanted.height);
      },
      { theme, width, height },
    );
    await window.waitForFunction((wanted) => innerWidth === wanted, width);
    await window.waitForFunction((wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches, theme);
    expect(await faults(window, { isElectron: true }), `${name}, ${theme}`).toEqual([]);
    await takePicture(window, `refunds-${name}-${theme}`);
  }
}

async function look(page: Page, name: string): Promise<void> {
  for (const { theme: colorScheme, ...size } of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(size);
    expect(await faults(page), `${name}, ${colorScheme}`).toEqual([]);
    await takePicture(page, `refunds-${name}-${colorScheme}`);
  }
}

const goTo = async (page: Page, conversationId: string): Promise<void> => {
  await page.evaluate((id) => (location.hash = `#/inbox/${id}`), conversationId);
  await page.getByRole('log').getByText(QUESTION).waitFor();
};
const card = (page: Page) => page.getByRole('group', { name: words.thread.label, exact: true }).last();
const line = (page: Page, text: string) => page.getByRole('log').getByText(text);
const chosen = (page: Page) => page.getByRole('region', { name: words.decide.chosen });

/** Chooses the payment and drafts, by keyboard alone. */
async function draftByKeyboard(page: Page, amount: string): Promise<void> {
  await page.getByRole('log').focus();
  await page.keyboard.press('b');
  const choice = page.getByRole('dialog', { name: words.thread.choose.title });
  await choice.getByRole('radio').first().waitFor();
  // The mugs are the newer payment.
  await page.keyboard.press('ArrowDown');
  await choice.getByRole('radio', { name: /Teapot/, checked: true }).waitFor();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: words.dialog.title.draft });
  await typeInto(page, dialog.getByLabel(words.dialog.amount), amount);
}

it('support drafts in the window, finance requests by keyboard, the customer is told, and the journal tells the story', async () => {
  const desk = await givenDesk();
  const desktop = await givenWindow(desk.address);
  const { window: sam } = desktop;
  await goTo(sam, desk.conversationId);

  await sam.getByRole('log').focus();
  await sam.keyboard.press('b');
  await sam.getByRole('dialog', { name: words.thread.choose.title }).getByRole('radio').first().waitFor();
  await lookThrough(desktop, 'choose');
  await sam.keyboard.press('Escape');
  await draftByKeyboard(sam, '20');
  const dialog = sam.getByRole('dialog', { name: words.dialog.title.draft });
  const told = dialog.getByLabel(words.dialog.words);
  expect(await told.inputValue()).toBe(words.thread.defaultWords('€20.00'));
  await typeInto(sam, dialog.getByLabel(words.dialog.note), 'She sent a picture of the lid.');
  await typeInto(sam, told, WORDS);
  await lookThrough(desktop, 'draft');
  await sam.keyboard.press('ControlOrMeta+Enter');
  await dialog.waitFor({ state: 'detached' });
  await card(sam).getByText(words.states.draft, { exact: true }).waitFor();
  await lookThrough(desktop, 'thread-draft');

  // Finance sees it in the queue, with the way to the thread.
  const { page: fiona, errors } = await openConsole(stage.browser, desk.address);
  await signInToDemo(fiona, 'Finance');
  await keys(fiona, 'g', 'r');
  await chosen(fiona).getByText('She sent a picture of the lid.').waitFor();
  await fiona.keyboard.press('a');
  const request = fiona.getByRole('dialog', { name: words.deeds.title.request });
  await request.getByText(words.deeds.tellsCustomer(WORDS)).waitFor();
  await fiona.keyboard.press('ControlOrMeta+Enter');
  await request.waitFor({ state: 'detached' });

  await desk.person.sees(WORDS);
  await card(sam).getByText(words.states.succeeded, { exact: true }).waitFor({ timeout: 30_000 });
  await card(sam).getByText(words.thread.told).waitFor();
  await line(sam, words.thread.events.refundSent('', '€20.00')).waitFor();
  expect(await desk.person.chat.getByText(WORDS).count()).toBe(1);
  expect(await desk.person.chat.getByText(/refund/i).count()).toBe(0);
  await lookThrough(desktop, 'thread-told');
  await look(desk.person.page, 'widget-told');

  const { page: ada } = await openConsole(stage.browser, desk.address);
  await signInToDemo(ada, 'Admin');
  await keys(ada, 'g', 'j');
  await ada.getByRole('heading', { name: auditWords.title }).first().waitFor();
  for (const said of [
    /Sam Okafor drafted a €20.00 refund/,
    /Fiona Marsh made a €20.00 refund/,
    /€20.00 refund .*went through/,
  ])
    await ada.getByText(said).first().waitFor();
  await look(ada, 'journal');
  expect([...errors, ...desktop.errors, ...desk.person.errors]).toEqual([]);
}, 300_000);

it('what is requested is approved, refused with a note or expires, and the thread says which', async () => {
  const desk = await givenDesk();
  const desktop = await givenWindow(desk.address);
  const { window: sam } = desktop;
  await goTo(sam, desk.conversationId);
  const { page: fiona, errors } = await openConsole(stage.browser, desk.address);
  await signInToDemo(fiona, 'Finance');

  await desk.requested(4_000);
  await keys(fiona, 'g', 'r');
  await chosen(fiona).getByText(words.decide.why.aboveThreshold('€25.00')).waitFor();
  // From the queue to the thread, where it is decided on too.
  await pressOn(fiona, chosen(fiona).getByRole('link', { name: words.decide.customer.conversation }));
  await card(fiona).getByText(words.states.requested, { exact: true }).waitFor();
  await look(fiona, 'thread-requested');
  await pressOn(fiona, card(fiona).getByRole('button', { name: words.deeds.open.approve }));
  const approval = fiona.getByRole('dialog', { name: words.deeds.title.approve });
  await approval.getByText(words.dialog.lines.alone).waitFor();
  await fiona.keyboard.press('ControlOrMeta+Enter');
  await approval.waitFor({ state: 'detached' });
  await line(sam, words.thread.events.refundApproved('Fiona Marsh', '€40.00')).waitFor();
  await card(sam).getByText(words.states.succeeded, { exact: true }).waitFor({ timeout: 30_000 });
  await desk.person.sees(WORDS);

  await desk.requested(3_000);
  await keys(fiona, 'g', 'r');
  await chosen(fiona).getByText('She sent a picture.').waitFor();
  await fiona.keyboard.press('r');
  const refusal = fiona.getByRole('dialog', { name: words.deeds.title.refuse });
  await typeInto(fiona, refusal.getByLabel(words.deeds.refuseNote), 'A new lid is on its way already.');
  await fiona.keyboard.press('ControlOrMeta+Enter');
  await refusal.waitFor({ state: 'detached' });
  await line(
    sam,
    words.thread.events.refundRefused('Fiona Marsh', '€30.00', 'A new lid is on its way already.'),
  ).waitFor();
  await card(sam).getByText(words.states.refused, { exact: true }).waitFor();
  await lookThrough(desktop, 'thread-refused');

  await desk.requested(3_500);
  await card(sam).getByText(words.states.requested, { exact: true }).waitFor();
  desk.moveClock(HOUR_MS + 60_000);
  // Any request wakes who looks after all of them.
  await desk.mira.call('billing.requestRefund', { id: newId(), paymentId: desk.teapot.id, amount: 100 });
  await line(sam, words.thread.events.refundExpired('', '€35.00')).waitFor();
  await card(sam).getByText(words.states.expired, { exact: true }).waitFor();
  await lookThrough(desktop, 'thread-expired');
  // Of all that, the customer was told once that money comes.
  expect(await desk.person.chat.getByText(WORDS).count()).toBe(1);
  expect([...errors, ...desktop.errors, ...desk.person.errors]).toEqual([]);
}, 300_000);

it('without a line a refund stays a draft and says so, and reaches finance once when the line is back', async () => {
  const desk = await givenDesk();
  const road = await createLineProxy(desk.address);
  onTestFinished(() => road.close());
  const { page: sam } = await openConsole(stage.browser, road.address);
  await signInToDemo(sam);
  await goTo(sam, desk.conversationId);
  await draftByKeyboard(sam, '12');
  road.cut({ pages: true });
  const dialog = sam.getByRole('dialog', { name: words.dialog.title.draft });
  await dialog.getByText(words.outbox.offline.draft).waitFor({ timeout: 30_000 });
  await look(sam, 'offline-dialog');
  await dialog.getByRole('button', { name: words.outbox.keep('€12.00') }).click();
  await dialog.waitFor({ state: 'detached' });
  const waiting = sam.getByRole('group', { name: words.outbox.label });
  await waiting.getByText(words.outbox.waiting, { exact: true }).waitFor();
  const foot = sam.getByRole('link', { name: appWords.status.draftsWaiting(1) });
  await foot.waitFor();
  expect(await foot.getAttribute('href')).toBe(`#/inbox/${desk.conversationId}`);
  await look(sam, 'offline-draft');
  expect((await desk.mira.call('billing.refunds', {})).refunds).toEqual([]);

  road.heal();
  await card(sam).getByText(words.states.draft, { exact: true }).waitFor({ timeout: 30_000 });
  await waiting.waitFor({ state: 'detached' });
  await foot.waitFor({ state: 'detached' });
  const { refunds } = await desk.mira.call('billing.refunds', {});
  expect(refunds).toMatchObject([{ amount: 1_200, state: 'draft', conversationId: desk.conversationId }]);
}, 180_000);

it('finance is told plainly that nothing can be refunded without a line, and keeps a draft instead', async () => {
  const desk = await givenDesk();
  const road = await createLineProxy(desk.address);
  onTestFinished(() => road.close());
  const { page: fiona } = await openConsole(stage.browser, road.address);
  await fiona.getByRole('button', { name: accountsWords.signIn.demoAs('Finance') }).click();
  await fiona.getByRole('heading', { name: chatWords.list.title }).waitFor();
  await goTo(fiona, desk.conversationId);
  await tabTo(fiona, fiona.getByRole('button', { name: words.thread.open.request, exact: true }));
  await fiona.keyboard.press('Enter');
  await fiona.getByRole('dialog', { name: words.thread.choose.title }).getByRole('radio').first().waitFor();
  await fiona.keyboard.press('Enter');
  const dialog = fiona.getByRole('dialog', { name: words.dialog.title.request });
  await dialog.getByLabel(words.dialog.amount).waitFor();
  road.cut({ pages: true });
  await dialog.getByText(words.outbox.offline.request).waitFor({ timeout: 30_000 });
  await dialog.getByRole('button', { name: words.outbox.keep('€24.00') }).click();
  await fiona.getByText(words.outbox.waiting, { exact: true }).waitFor();
  road.heal();
  await card(fiona).getByText(words.states.draft, { exact: true }).waitFor({ timeout: 30_000 });
  const { refunds } = await desk.mira.call('billing.refunds', {});
  expect(refunds).toMatchObject([{ amount: 2_400, state: 'draft' }]);
}, 180_000);

it('money that comes back weeks later opens the closed conversation again, in the list and in the thread', async () => {
  const desk = await givenDesk({ by: 'pm_card_refundFail' });
  const { conversationId, support } = desk;
  const { page: sam } = await openConsole(stage.browser, desk.address);
  await signInToDemo(sam);
  await desk.requested(2_000);
  await desk.person.sees(WORDS);
  await support.call('chat.close', { id: newId(), conversationId });
  await desk.control.command('advance', { seconds: 30 * 24 * 3_600 });
  await keys(sam, '3');
  await sam.getByText(words.thread.failedPreview('€20.00')).waitFor({ timeout: 30_000 });
  await look(sam, 'failed-list');
  await goTo(sam, conversationId);
  await line(sam, words.thread.events.refundFailed('', '€20.00')).waitFor();
  await card(sam).getByText(words.states.failed, { exact: true }).waitFor();
  await look(sam, 'thread-failed');
  // Read, it is news to nobody any more.
  await sam.getByText(words.thread.failedPreview('€20.00')).waitFor({ state: 'detached' });
  expect(await desk.person.chat.getByText(WORDS).count()).toBe(1);
  expect(desk.person.errors).toEqual([]);
}, 180_000);
