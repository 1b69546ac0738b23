import type { Browser, FrameLocator, Locator, Page } from 'playwright';
import { launcherEnglish, wordsFor } from '#renderer/widget/words.ts';

export const widgetWords = wordsFor('en');

/** A customer on the demo shop's page, with the chat open. */
export interface Customer {
  readonly page: Page;
  readonly chat: FrameLocator;
  readonly composer: Locator;
  readonly errors: string[];
  write(text: string): Promise<void>;
  /** The state shown below the customer's newest message. */
  sees(text: string): Promise<void>;
  close(): Promise<void>;
}

export interface PageLook {
  readonly colorScheme?: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number };
}

export const LAPTOP = { width: 1440, height: 900 };

/** What a page and its console complained of, gathered from now on. */
export function gatherErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return errors;
}

export async function openCustomer(browser: Browser, address: string, look: PageLook = {}): Promise<Customer> {
  const context = await browser.newContext({ viewport: LAPTOP, ...look });
  const page = await context.newPage();
  const errors = gatherErrors(page);
  await page.goto(`${address}/demo/`);
  await page.getByRole('button', { name: launcherEnglish.openChat }).click();
  const chat = page.frameLocator('iframe');
  const composer = chat.getByRole('textbox', { name: widgetWords.composerLabel });
  await composer.waitFor();
  return {
    page,
    chat,
    composer,
    errors,
    write: async (text) => {
      await composer.fill(text);
      await composer.press('Enter');
      await chat.getByText(text).waitFor();
    },
    sees: (text) => chat.getByText(text).last().waitFor(),
    close: () => context.close(),
  };
}
