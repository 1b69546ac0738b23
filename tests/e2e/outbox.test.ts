import type { Page, Request } from 'playwright';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { appWords } from '#renderer/app/words/app.en.ts';
import { chatWords } from '#renderer/chat/words.en.ts';
import { launcherEnglish } from '#renderer/widget/words.ts';
import { openConsole, openConversation, signInToDemo } from '#tests/e2e/support/agent.ts';
import { openCustomer, widgetWords } from '#tests/e2e/support/customer.ts';
import { startHeadlessDemo, type HeadlessServer } from '#tests/e2e/support/headless.ts';
import { look } from '#tests/e2e/support/look.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';
import { givenBrowser } from '#tests/e2e/support/stage.ts';
import { createLineProxy, type LineProxy } from '#tests/support/lineProxy.ts';

const stage = givenBrowser();
let server: HeadlessServer;
let line: LineProxy;
beforeEach(async () => {
  server = await startHeadlessDemo();
  line = await createLineProxy(server.address);
});
afterEach(async () => {
  await line.close();
  await server.close();
});

/** Tells whether a file has been fetched from now on, and nothing else is under way: a file of code is asked for with what it imports. */
function gatherFetched(page: Page): (file: RegExp) => boolean {
  const underWay = new Set<Request>();
  const fetched: string[] = [];
  page.on('request', (request) => underWay.add(request));
  page.on('requestfailed', (request) => underWay.delete(request));
  page.on('requestfinished', (request) => {
    underWay.delete(request);
    fetched.push(request.url());
  });
  return (file) => underWay.size === 0 && fetched.some((url) => file.test(url));
}

const bubbles = async (page: Page, text: string): Promise<number> => page.getByText(text, { exact: true }).count();

describe('what a customer writes while the line is down', () => {
  it('waits in all their tabs, outlives the pages and arrives once, in order', async () => {
    const { page: agent } = await openConsole(stage.browser, server.address);
    await signInToDemo(agent);
    const customer = await openCustomer(stage.browser, line.address);
    await customer.write('Do you ship to Norway?');
    await customer.sees(widgetWords.delivered);

    line.cut({ pages: true });
    await customer.write('It is urgent');
    await customer.write('Please');
    await customer.sees(widgetWords.waiting);
    // Another tab, and the first one loaded anew: IndexedDB keeps it for both.
    const other = await customer.page.context().newPage();
    for (const page of [other, customer.page]) {
      await page.goto(`${line.address}/demo/`);
      const launcher = page.getByRole('button', { name: launcherEnglish.openChat });
      await launcher.click();
      await page.frameLocator('iframe').getByText('Please', { exact: true }).waitFor();
    }
    await takePicture(customer.page, 'outbox-widget-waiting');

    line.heal();
    for (const page of [other, customer.page]) {
      const frame = page.frameLocator('iframe');
      await frame.getByText(widgetWords.delivered).waitFor();
      expect(await frame.getByText(/^(?:Do you ship|It is urgent|Please)/).allInnerTexts()).toEqual([
        'Do you ship to Norway?',
        'It is urgent',
        'Please',
      ]);
    }
    await openConversation(agent, 'unassigned', 'Please');
    const thread = agent.getByRole('log');
    await thread.getByText('Please', { exact: true }).waitFor();
    expect(await thread.getByText(/^(?:Do you ship|It is urgent|Please)/).allInnerTexts()).toEqual([
      'Do you ship to Norway?',
      'It is urgent',
      'Please',
    ]);
  });
});

describe('what an agent writes while the line is down', () => {
  it('is shown as waiting, outlives the page and arrives once', async () => {
    const customer = await openCustomer(stage.browser, server.address);
    await customer.write('Is anybody there?');
    const { page: agent } = await openConsole(stage.browser, line.address);
    await signInToDemo(agent);
    await openConversation(agent, 'unassigned', 'Is anybody there?');

    await agent.getByRole('log').getByText('Is anybody there?').waitFor();
    line.cut({ pages: true });
    const composer = agent.getByRole('textbox', { name: /^Reply to/ });
    await composer.fill('Yes, I am');
    await composer.press('Enter');
    await agent.getByRole('log').getByText(chatWords.states.waiting).waitFor();
    await agent.getByRole('link', { name: appWords.status.unsentWaiting(1) }).waitFor();
    await takePicture(agent, 'outbox-console-waiting');
    await agent.reload();
    line.heal();

    await customer.sees('Yes, I am');
    await agent.getByText('Yes, I am', { exact: true }).first().waitFor();
    await agent
      .getByText(/^(?:Delivered|Read)$/)
      .last()
      .waitFor();
    expect(await agent.getByRole('log').getByText('Yes, I am', { exact: true }).count()).toBe(1);
    expect(await bubbles(customer.page, 'Yes, I am')).toBe(0);
    expect(await customer.chat.getByText('Yes, I am', { exact: true }).count()).toBe(1);
  });
});

describe('a room that was not open before', () => {
  it('whose code had not come yet opens when the line is back', async () => {
    const { page } = await openConsole(stage.browser, line.address);
    const code = /\/JournalView-[^/]+\.js$/;
    await page.route(code, async (route) => route.abort('internetdisconnected'));
    await signInToDemo(page, 'Admin');
    line.cut();
    await page.getByText(appWords.line.lost).waitFor();
    const room = page.getByRole('heading', { name: appWords.rooms.journal });
    await page.getByRole('link', { name: appWords.rooms.journal }).click();
    await page.getByText(appWords.line.roomComes).waitFor();
    await look(page, 'room-waits-for-the-line');
    await page.unroute(code);
    expect(await room.count()).toBe(0);

    line.heal();
    await room.waitFor();
    await page.context().close();
  });

  it('that the server no longer has asks for the page to be loaded anew', async () => {
    const { page } = await openConsole(stage.browser, line.address);
    await page.route(/\/JournalView-[^/]+\.js$/, async (route) => route.fulfill({ status: 404 }));
    await signInToDemo(page, 'Admin');
    await page.getByRole('link', { name: appWords.rooms.journal }).click();
    await page.getByRole('alert').getByText(appWords.updated.title).waitFor();
    await look(page, 'room-of-an-older-page');
    await page.unrouteAll();
    await page.getByRole('button', { name: appWords.updated.retry }).click();
    await page.getByRole('heading', { name: appWords.rooms.journal }).waitFor();
    await page.context().close();
  });

  it('opens without a line', async () => {
    const { page } = await openConsole(stage.browser, line.address);
    const fetched = gatherFetched(page);
    await signInToDemo(page, 'Admin');
    await expect.poll(() => fetched(/\/PeopleView-[^/]+\.js$/), { timeout: 30_000 }).toBe(true);
    line.cut();
    await page.getByText(appWords.line.lost).waitFor();
    await page.getByRole('link', { name: appWords.rooms.people }).click();
    await page.getByRole('heading', { name: appWords.rooms.people }).waitFor();
    await takePicture(page, 'room-without-a-line');
    await page.context().close();
  });
});

it('a window whose frame fails says so, and is loaded anew', async () => {
  const { page } = await openConsole(stage.browser, line.address);
  const body = "export const WaitingNotices = () => { throw new Error('It is broken.'); };";
  await page.route(/\/WaitingNotices-[^/]+\.js$/, async (route) =>
    route.fulfill({ contentType: 'text/javascript', body }),
  );
  await page.getByRole('button', { name: accountsWords.signIn.demoAs('Admin') }).click();
  await page.getByRole('alert').getByText(appWords.windowFailure.title).waitFor();
  await look(page, 'window-failed');
  await page.unrouteAll();
  await page.getByRole('button', { name: appWords.windowFailure.retry }).click();
  await page.getByRole('heading', { name: chatWords.list.title }).waitFor();
  await page.context().close();
});
