import type { Browser, BrowserContextOptions } from 'playwright';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { buildWidget } from './builtWidget.ts';
import type { BuiltWidget } from './builtWidget.ts';
import { arrive, launchBrowser } from './customer.ts';
import type { Customer } from './customer.ts';
import { openShop } from './shop.ts';
import type { Shop } from './shop.ts';

/** What the tests of a file share; there once the first of them runs. */
export interface ShopStage {
  readonly shop: Shop;
  /** A person with a browser of their own, on the shop's page unless `url` is another; gone when the test is over. */
  readonly givenCustomer: (url?: string, options?: BrowserContextOptions) => Promise<Customer>;
}

/** The built widget, a shop with it and a browser for all tests of the file that calls it at its top. */
export function givenShop(): ShopStage {
  let built: BuiltWidget;
  let shop: Shop;
  let browser: Browser;
  beforeAll(async () => {
    built = await buildWidget();
    [shop, browser] = await Promise.all([openShop(built.directory), launchBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await shop.close();
    built.remove();
  });
  return {
    get shop() {
      return shop;
    },
    givenCustomer: async (url = `${shop.address}/demo/`, options = {}) => {
      const customer = await arrive(browser, url, options);
      onTestFinished(() => customer.leave());
      return customer;
    },
  };
}
