import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page } from 'playwright';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { appWords } from '#renderer/app/words/app.en.ts';
import { errorWords } from '#renderer/app/words/errors.en.ts';
import { chatWords } from '#renderer/chat/words.en.ts';
import { openConversation, signInToDemo } from '#tests/e2e/support/agent.ts';
import { launchDesktop, type Desktop } from '#tests/e2e/support/electronApp.ts';
import { startHub, type Hub } from '#tests/e2e/support/hub.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';

/** The newest of the demo's conversations: it stands at the top of a long list. */
const QUESTION = 'Is the Ember teapot coming back in the smaller size?';
const LATER = 'And it may go into the dishwasher.';
const ANSWER = 'Yes, in about two weeks.';

let home: string;
let hub: Hub;
let desktop: Desktop;

beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'optimaliq-joined-'));
  hub = await startHub();
  desktop = await launchDesktop({ home });
});
afterAll(async () => {
  await desktop.close();
  await hub.close();
  rmSync(home, { recursive: true, force: true });
});

const offlineSign = (page: Page) => page.getByText(/^Offline - what you saw at \d/).last();

/** What a person does who does not want to wait for the next try. */
async function tryNow(page: Page): Promise<void> {
  // The next try may come by itself first, and takes the button away; what follows waits for its success either way.
  await page
    .getByRole('button', { name: appWords.line.retryNow, exact: true })
    .last()
    .click({ timeout: 5_000 })
    .catch(() => undefined);
}

it('joins a hub by its address, and explains an address that cannot be one', async () => {
  const { window } = desktop;
  await window.getByRole('heading', { name: accountsWords.setUp.title }).waitFor();
  await window.getByRole('button', { name: appWords.profiles.joinAction }).click();
  const address = window.getByRole('textbox', { name: appWords.profiles.address });
  await address.fill('http://support.example.com');
  await address.press('Enter');
  await window.getByText(appWords.profiles.problems.plainHttp).waitFor();
  await takePicture(window, 'join-hub');
  await address.fill(hub.address);
  await window.getByRole('textbox', { name: appWords.profiles.name, exact: true }).fill('The Team');
  await window.getByRole('button', { name: appWords.profiles.join, exact: true }).click();
  await signInToDemo(window);
  await window.getByText(appWords.status.online, { exact: true }).waitFor();
});

it('loses the hub: what was read is read on, and says from when it is', async () => {
  const { window } = desktop;
  await openConversation(window, 'all', QUESTION);
  await window.getByRole('log').getByText(QUESTION).waitFor();
  await hub.kill();
  await offlineSign(window).waitFor();
  await window.getByText(errorWords.reasons['link.nobodyThere'] ?? '').waitFor();
  await window.getByRole('log').getByText(QUESTION).waitFor();
  await takePicture(window, 'offline-light');
});

it('keeps what is written without the hub, and sends it once when the hub is back', async () => {
  const { window } = desktop;
  const composer = window.getByRole('textbox', { name: /^Reply to/ });
  await composer.fill(ANSWER);
  await composer.press('Enter');
  await window.getByText(chatWords.states.waiting).first().waitFor();
  await hub.start();
  await tryNow(window);
  await window.getByText(appWords.status.online, { exact: true }).waitFor();
  await window.getByText(chatWords.states.waiting).first().waitFor({ state: 'detached' });

  // From the hub, not from this window's memory.
  await window.reload();
  await openConversation(window, 'all', ANSWER);
  await window.getByText(appWords.status.online, { exact: true }).waitFor();
  const thread = window.getByRole('log');
  await thread.getByText(ANSWER).first().waitFor();
  expect(await thread.getByText(ANSWER).count()).toBe(1);
});

it('opens without the hub on what was read, and asks to sign in when the hub is back', async () => {
  await desktop.close();
  await hub.kill();
  desktop = await launchDesktop({ home });
  const { window } = desktop;
  await offlineSign(window).waitFor();
  await openConversation(window, 'all', ANSWER);
  await window.getByRole('log').getByText(QUESTION).waitFor();
  await desktop.app.evaluate(({ nativeTheme }) => {
    nativeTheme.themeSource = 'dark';
  });
  await takePicture(window, 'offline-dark');

  // What is written now outlives the app: it is kept beside what was read.
  const composer = window.getByRole('textbox', { name: /^Reply to/ });
  await composer.fill(LATER);
  await composer.press('Enter');
  await window.getByRole('log').getByText(chatWords.states.waiting).first().waitFor();
  await desktop.close();
  desktop = await launchDesktop({ home });
  await desktop.window.getByRole('link', { name: appWords.status.unsentWaiting(1) }).click();
  await desktop.window.getByRole('log').getByText(LATER, { exact: true }).waitFor();
  await hub.start();
  await tryNow(desktop.window);
  await signInToDemo(desktop.window);
  await desktop.window.getByText(appWords.status.online, { exact: true }).waitFor();
  await openConversation(desktop.window, 'all', LATER);
  const thread = desktop.window.getByRole('log');
  await thread
    .getByText(/^(?:Delivered|Read|Sent)$/)
    .last()
    .waitFor();
  expect(await thread.getByText(LATER, { exact: true }).count()).toBe(1);
});

it('goes to the workspace of this computer and back, and forgets a hub', async () => {
  const { window } = desktop;
  const choose = async (name: string) => {
    await window.keyboard.press('Control+k');
    await window.getByRole('combobox').fill(name);
    await window.keyboard.press('Enter');
  };
  await choose(appWords.palette.workspace(appWords.profiles.own));
  await window.getByRole('heading', { name: accountsWords.setUp.title }).waitFor();
  await window.getByRole('button', { name: appWords.profiles.joinAction }).click();
  await takePicture(window, 'profiles');
  await window.getByRole('button', { name: 'The Team', exact: true }).click();
  // The session stays in the main process.
  await window.getByRole('heading', { name: chatWords.list.title }).waitFor();
  await choose(appWords.palette.joinHub);
  await window.getByRole('button', { name: appWords.profiles.remove('The Team') }).click();
  await window.getByRole('heading', { name: accountsWords.setUp.title }).waitFor();
});
