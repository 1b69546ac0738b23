import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterEach } from 'vitest';
import { ROOT } from '#scripts/support/paths.ts';
import { watchedPages } from './watchedPages.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** Where a failed test's pages stood. */
    stood?: string;
  }
}

/** Where pictures of what failed go; git ignores it. */
const FOLDER = path.join(ROOT, 'test-results', 'failures');
/** Of a page's outline, enough to see where it stood. */
const MAXIMUM_LINES = 80;

/** Of what a page says, enough for the sum of a run (scripts/support/failures.ts). */
const MAXIMUM_CHARACTERS = 300;

/** A page's content without the frame round it, and what lies over it; all of it where it has none. */
const contentOf = (page: Page): Locator =>
  page.locator('main, [role=dialog], [role=alertdialog]').or(page.locator('body:not(:has(main))'));

/** What somebody would look at first, for a log that is all there is: where the page stands, what has the focus, and what it shows. */
async function describePage(page: Page, picture: string): Promise<string> {
  const content = await contentOf(page).all();
  const outlines = await Promise.all(content.map((part) => part.ariaSnapshot({ timeout: 5_000 })));
  const focused = await page.evaluate(() => {
    const { activeElement: element } = document;
    return `${element?.tagName} ${element?.getAttribute('aria-label') ?? element?.textContent.slice(0, 80)}`;
  });
  await page.screenshot({ path: picture, timeout: 10_000 });
  const lines = outlines.flatMap((outline) => outline.split('\n')).slice(0, MAXIMUM_LINES);
  return [`Where it failed: ${page.url()}`, `Focus: ${focused}`, `Picture: ${picture}`, ...lines].join('\n');
}

/** The same for a log of which little may remain: its address and the last that its content says, mostly what it waits for or what went wrong. */
async function inShort(page: Page): Promise<string> {
  const said = await contentOf(page).allInnerTexts();
  return `${new URL(page.url()).hash}: ${said.join(' ').replaceAll(/\s+/g, ' ').slice(-MAXIMUM_CHARACTERS)}`;
}

/** What is thrown while it is described (the page is gone, or hangs) is said instead. */
const safely = (page: Page, described: Promise<string>): Promise<string> =>
  described.catch((error: unknown) => `Where it failed: ${page.url()} says no more: ${String(error)}`);

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  mkdirSync(FOLDER, { recursive: true });
  const name = task.name.replace(/[^a-z0-9]+/gi, '-').slice(0, 60);
  const pages = watchedPages();
  const stood: string[] = [];
  for (const [index, page] of pages.entries()) {
    console.error(await safely(page, describePage(page, path.join(FOLDER, `${name}-${index}.png`))));
    stood.push(await safely(page, inShort(page)));
  }
  task.meta.stood = stood.join(' | ');
}, 60_000);
