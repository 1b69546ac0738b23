import { chromium } from 'playwright';
import type { Browser, BrowserContextOptions, FrameLocator, Locator, Page } from 'playwright';
import { chromiumLaunchOptions } from '#tests/support/chromium.ts';

export interface Customer {
  readonly page: Page;
  readonly frame: FrameLocator;
  readonly launcher: Locator;
  readonly composer: Locator;
  readonly write: (body: string) => Promise<void>;
  readonly openChat: () => Promise<void>;
  /** What the browser complained about: policy violations, errors nobody caught. */
  readonly complaints: readonly string[];
  readonly leave: () => Promise<void>;
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch(chromiumLaunchOptions());
}

/** A person with a browser of their own on a page that embeds the widget. */
export async function arrive(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Customer> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  // Below the tests' own bound, so that what never came is named.
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A websocket to a server that is down is meant to fail.
    if (message.type() === 'error' && !message.text().includes('WebSocket')) complaints.push(message.text());
  });
  await page.goto(url);
  const frame = page.frameLocator('optimaliq-chat iframe');
  const launcher = page.locator('optimaliq-chat button');
  const composer = frame.getByRole('textbox', { name: 'Your message' });
  return {
    page,
    frame,
    launcher,
    composer,
    complaints,
    async write(body) {
      await composer.fill(body);
      await composer.press('Enter');
    },
    async openChat() {
      await launcher.click();
      await composer.waitFor();
    },
    leave: () => context.close(),
  };
}
