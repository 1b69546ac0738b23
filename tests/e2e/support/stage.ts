import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll } from 'vitest';
import { startHeadlessDemo, type HeadlessServer } from '#tests/e2e/support/headless.ts';
import { watchPages } from '#tests/e2e/support/watchedPages.ts';
import { chromiumLaunchOptions } from '#tests/support/chromium.ts';

/** What the tests of a file share; there once the first of them runs. */
export interface Stage {
  readonly browser: Browser;
  /** Of a headless server on a demo workspace of its own: `http://127.0.0.1:PORT`. */
  readonly address: string;
}

/** One browser for all tests of the file that calls it at its top. */
export function givenBrowser(): Pick<Stage, 'browser'> {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch(chromiumLaunchOptions());
    watchPages(browser);
  });
  afterAll(() => browser.close());
  return {
    get browser() {
      return browser;
    },
  };
}

/** One browser and one demo for all tests of the file that calls it at its top. */
export function givenStage(): Stage {
  let server: HeadlessServer;
  const stage = givenBrowser();
  beforeAll(async () => {
    server = await startHeadlessDemo();
  });
  afterAll(() => server.close());
  return {
    get browser() {
      return stage.browser;
    },
    get address() {
      return server.address;
    },
  };
}
