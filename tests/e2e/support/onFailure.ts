import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import { afterEach } from 'vitest';
import { ROOT } from '#scripts/support/paths.ts';
import { watchedPages } from './watchedPages.ts';

/** Where pictures of what failed go; git ignores it. */
const FOLDER = path.join(ROOT, 'test-results', 'failures');
/** Of a page's outline, enough to see where it stood. */
const MAXIMUM_LINES = 80;

/** What somebody would look at first, for a log that is all there is: where the page stands, what has the focus, and what it shows. */
async function describePage(page: Page, picture: string): Promise<string> {
  const outline = await page.locator('body').ariaSnapshot({ timeout: 5_000 });
  const focused = await page.evaluate(() => {
    const { activeElement: element } = document;
    return `${element?.tagName} ${element?.getAttribute('aria-label') ?? element?.textContent.slice(0, 80)}`;
  });
  await page.screenshot({ path: picture, timeout: 10_000 });
  const lines = outline.split('\n').slice(0, MAXIMUM_LINES);
  return [`Where it failed: ${page.url()}`, `Focus: ${focused}`, `Picture: ${picture}`, ...lines].join('\n');
}

/** What is thrown while it is described (the page is gone, or hangs) is said instead. */
const describeSafely = (page: Page, picture: string): Promise<string> =>
  describePage(page, picture).catch(
    (error: unknown) => `Where it failed: ${page.url()} says no more: ${String(error)}`,
  );

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  mkdirSync(FOLDER, { recursive: true });
  const name = task.name.replace(/[^a-z0-9]+/gi, '-').slice(0, 60);
  const pages = watchedPages();
  for (const [index, page] of pages.entries())
    console.error(await describeSafely(page, path.join(FOLDER, `${name}-${index}.png`)));
}, 60_000);
