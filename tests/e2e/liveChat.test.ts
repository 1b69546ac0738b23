import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { chatWords } from '#renderer/chat/words.en.ts';
import { launcherEnglish } from '#renderer/widget/words.ts';
import { openConsole, openConversation, signInToDemo } from '#tests/e2e/support/agent.ts';
import { openCustomer, widgetWords, type PageLook } from '#tests/e2e/support/customer.ts';
import { launchDesktop } from '#tests/e2e/support/electronApp.ts';
import { startHeadlessDemo } from '#tests/e2e/support/headless.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';
import { givenBrowser } from '#tests/e2e/support/stage.ts';

const stage = givenBrowser();

interface Desk {
  readonly address: string;
  readonly page: Page;
  readonly errors: readonly string[];
}

/** The whole of the product's main job, seen from both sides. */
async function talk(desk: Desk, name: string, look: PageLook): Promise<void> {
  const agent = desk.page;
  await signInToDemo(agent);
  const customer = await openCustomer(stage.browser, desk.address, look);

  const question = 'Is the blue teapot still in stock?';
  await customer.write(question);
  // The console has it, although nobody has looked yet.
  await customer.sees(widgetWords.delivered);
  await openConversation(agent, 'unassigned', question);
  await customer.sees(widgetWords.read);

  await customer.composer.pressSequentially('And ');
  await agent
    .getByText(/is writing/)
    .first()
    .waitFor();
  await customer.composer.fill('');

  const composer = agent.getByRole('textbox', { name: /^Reply to/ });
  await composer.pressSequentially('Yes');
  await customer.sees(widgetWords.writing('Sam Okafor'));
  const answer = 'Yes, two of them. Shall I put one aside?';
  await composer.fill(answer);
  await composer.press('Enter');
  await customer.sees(answer);
  await agent.getByText(chatWords.states.read, { exact: true }).last().waitFor();

  await customer.write('Yes please!');
  await agent.getByText('Yes please!').last().waitFor();
  await customer.sees(widgetWords.read);

  await takePicture(agent, `console-${name}`);
  await takePicture(customer.page, `widget-${name}`);
  expect(customer.errors).toEqual([]);
  expect(desk.errors).toEqual([]);

  // What was said is still there for a customer who comes back.
  await customer.page.reload();
  await customer.page.getByRole('button', { name: launcherEnglish.openChat }).click();
  await customer.chat.getByText(answer).waitFor();
  await customer.close();
}

describe.each(['light', 'dark'] as const)('a customer on the shop’s page and an agent, in %s', (colorScheme) => {
  it('talk to each other through a console in the browser', async () => {
    const server = await startHeadlessDemo();
    try {
      const { page, errors } = await openConsole(stage.browser, server.address, { colorScheme });
      await talk({ address: server.address, page, errors }, `browser-${colorScheme}`, { colorScheme });
      await page.context().close();
    } finally {
      await server.close();
    }
  });

  it('talk to each other through the desktop window', async () => {
    const desktop = await launchDesktop({ parameters: ['--demo'] });
    try {
      await desktop.app.evaluate(({ nativeTheme, BrowserWindow }, theme) => {
        nativeTheme.themeSource = theme;
        BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900);
      }, colorScheme);
      const { window: page, errors } = desktop;
      await talk({ address: await desktop.serverAddress(), page, errors }, `desktop-${colorScheme}`, { colorScheme });
    } finally {
      await desktop.close();
    }
  });
});
