import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { appWords } from '#renderer/app/words/app.en.ts';
import { chatWords } from '#renderer/chat/words.en.ts';
import { newId } from '#renderer/client/newId.ts';
import { createSocketIoClient, type SocketIoClient, type VisitorSession } from '#renderer/client/socketIo.ts';
import { DEMO_SITE_KEY } from '#server/demo/seedDemo.ts';
import { openConversation, signInToDemo } from '#tests/e2e/support/agent.ts';
import { launchDesktop, type Desktop } from '#tests/e2e/support/electronApp.ts';
import { startHub, type Hub } from '#tests/e2e/support/hub.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';
import { countPorts, fallAsleep, wakeUp } from '#tests/e2e/support/sleep.ts';
import { createLineProxy, type LineProxy } from '#tests/support/lineProxy.ts';

/** The newest of the demo's conversations: it stands at the top of a long list. */
const QUESTION = 'Is the Ember teapot coming back in the smaller size?';
const WRITTEN_ASLEEP = ['Good morning, it is.', 'In about two weeks.', 'Shall I keep one for you?'];

const thread = (page: Page) => page.getByRole('log');
const waiting = (page: Page) => thread(page).getByText(chatWords.states.waiting);

async function write(page: Page, texts: readonly string[]): Promise<void> {
  const composer = page.getByRole('textbox', { name: /^Reply to/ });
  for (const text of texts) {
    await composer.fill(text);
    await composer.press('Enter');
    await thread(page).getByText(text, { exact: true }).waitFor();
  }
}

/** Every bubble of the thread whose text is one of `texts`, from the top. */
const shown = (page: Page, texts: readonly string[]): Promise<string[]> =>
  thread(page)
    .getByText(new RegExp(`^(?:${texts.map((text) => text.replaceAll(/[.?]/g, '\\$&')).join('|')})$`))
    .allInnerTexts();

/** Everything is sent; and the server, asked by a fresh page, has each text once and in order. */
async function expectSentOnce(page: Page, texts: readonly string[]): Promise<void> {
  await page.getByText(appWords.status.online, { exact: true }).waitFor();
  await waiting(page).first().waitFor({ state: 'detached' });
  await thread(page).getByText(chatWords.states.sending).first().waitFor({ state: 'detached' });
  expect(await shown(page, texts)).toEqual(texts);
  await page.reload();
  await openConversation(page, 'all', texts.at(-1) ?? '');
  await thread(page)
    .getByText(texts.at(-1) ?? '', { exact: true })
    .waitFor();
  await page.getByText(appWords.status.online, { exact: true }).waitFor();
  expect(await shown(page, texts)).toEqual(texts);
}

describe('a laptop with a workspace of its own', () => {
  let desktop: Desktop;
  beforeEach(async () => {
    desktop = await launchDesktop({ parameters: ['--demo'] });
    await signInToDemo(desktop.window);
    await openConversation(desktop.window, 'all', QUESTION);
    await thread(desktop.window).getByText(QUESTION).waitFor();
  });
  afterEach(() => desktop.close());

  const serverPid = (): number => {
    const [pid] = desktop.serverPids();
    if (pid === undefined) throw new Error('no server process was found');
    return pid;
  };

  it('wakes to a server that never answers again: it is replaced, and what was written asleep is sent once', async () => {
    const { window } = desktop;
    const asleep = serverPid();
    process.kill(asleep, 'SIGSTOP');
    await fallAsleep(desktop);
    await write(window, WRITTEN_ASLEEP);
    await waiting(window).first().waitFor();
    await wakeUp(desktop);
    await window.getByText(appWords.line.lost).waitFor();
    await takePicture(window, 'sleep-port-replaced');
    await window.getByText(appWords.line.lost).waitFor({ state: 'detached' });
    await expectSentOnce(window, WRITTEN_ASLEEP);
    expect(serverPid()).not.toBe(asleep);
    expect(desktop.errors).toEqual([]);
  });

  it('wakes to a server that was only late: the port is replaced, the server stays, and nothing is there twice', async () => {
    const { window } = desktop;
    const asleep = serverPid();
    const ports = await countPorts(desktop);
    process.kill(asleep, 'SIGSTOP');
    await fallAsleep(desktop);
    await write(window, WRITTEN_ASLEEP);
    // The network is back, and the page hears of it before the main process hears of anything.
    await window.evaluate(() => globalThis.dispatchEvent(new Event('online')));
    await window.getByText(appWords.line.lost).waitFor();
    expect(await ports()).toBeGreaterThan(0);
    // Now it does what it was asked to on the old port, and is asked again on the new one.
    process.kill(asleep, 'SIGCONT');
    await expectSentOnce(window, WRITTEN_ASLEEP);
    expect(serverPid()).toBe(asleep);
    expect(desktop.errors).toEqual([]);
  });

  it('wakes as if nothing had been, when nothing has died', async () => {
    const { window } = desktop;
    const asleep = serverPid();
    const ports = await countPorts(desktop);
    process.kill(asleep, 'SIGSTOP');
    await fallAsleep(desktop);
    await write(window, WRITTEN_ASLEEP);
    process.kill(asleep, 'SIGCONT');
    await wakeUp(desktop);
    await waiting(window).first().waitFor({ state: 'detached' });
    expect(await ports()).toBe(0);
    await expectSentOnce(window, WRITTEN_ASLEEP);
    expect(serverPid()).toBe(asleep);
  });
});

describe('a laptop that has joined a hub', () => {
  const CUSTOMER_ASKS = 'Do you also take in repairs?';
  const CUSTOMER_ASKS_ASLEEP = ['Hello?', 'It is only the handle.'];
  let home: string;
  let hub: Hub;
  let line: LineProxy;
  let desktop: Desktop;
  let customer: SocketIoClient;
  let conversationId: string;

  const customerWrites = (body: string) => customer.call('chat.send', { id: newId(), conversationId, body });

  beforeAll(async () => {
    home = mkdtempSync(path.join(tmpdir(), 'optimaliq-sleep-'));
    hub = await startHub();
    line = await createLineProxy(hub.address);
    const session = new Promise<VisitorSession>((resolve) => {
      customer = createSocketIoClient({
        url: hub.address,
        namespace: '/visitor',
        auth: () => ({ siteKey: DEMO_SITE_KEY }),
        onSession: resolve,
        wakeUps: () => () => undefined,
      });
    });
    await session;
    ({ conversationId } = await customer.call('chat.start', { id: newId() }));
    await customerWrites(CUSTOMER_ASKS);

    desktop = await launchDesktop({ home });
    const { window } = desktop;
    await window.getByRole('heading', { name: accountsWords.setUp.title }).waitFor();
    await window.getByRole('button', { name: appWords.profiles.joinAction }).click();
    await window.getByRole('textbox', { name: appWords.profiles.address }).fill(line.address);
    await window.getByRole('textbox', { name: appWords.profiles.name, exact: true }).fill('The Team');
    await window.getByRole('button', { name: appWords.profiles.join, exact: true }).click();
    await signInToDemo(window);
    await openConversation(window, 'unassigned', CUSTOMER_ASKS);
    await thread(window).getByText(CUSTOMER_ASKS).waitFor();
  });
  afterAll(async () => {
    await desktop.close();
    customer.close();
    await line.close();
    await hub.close();
    rmSync(home, { recursive: true, force: true });
  });

  it('wakes on a line that is dead without anybody having said so: it is replaced, and what waited is sent once', async () => {
    const { window } = desktop;
    line.freeze();
    await fallAsleep(desktop);
    for (const body of CUSTOMER_ASKS_ASLEEP) await customerWrites(body);
    await write(window, WRITTEN_ASLEEP);
    await waiting(window).first().waitFor();
    await takePicture(window, 'sleep-hub-waiting');

    const before = line.connections();
    // Another network: the hub can be reached, the old connection lies there as if nothing had happened.
    line.strand();
    await wakeUp(desktop);
    await thread(window)
      .getByText(CUSTOMER_ASKS_ASLEEP.at(-1) ?? '', { exact: true })
      .waitFor();
    expect(line.connections()).toBeGreaterThan(before);
    await expectSentOnce(window, [...CUSTOMER_ASKS_ASLEEP, ...WRITTEN_ASLEEP]);

    const { messages } = await customer.call('chat.history', { conversationId });
    expect(messages.filter(({ kind }) => kind === 'message').map(({ body }) => body)).toEqual([
      CUSTOMER_ASKS,
      ...CUSTOMER_ASKS_ASLEEP,
      ...WRITTEN_ASLEEP,
    ]);
    expect(desktop.errors).toEqual([]);
  });
});
