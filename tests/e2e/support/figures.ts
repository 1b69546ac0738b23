import type { Locator, Page } from 'playwright';
import { expect } from 'vitest';
import { billingWords } from '#renderer/billing/words.en.ts';
import { faults } from './faults.ts';
import { takePicture } from './pictures.ts';

const frameWords = billingWords.overview.charts.frame;

/** The page, and what it scrolls in, are no wider than the window. */
export const isTooWide = (page: Page): Promise<boolean> =>
  page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('main, main *')].some(
      (one) =>
        one.scrollWidth > one.clientWidth + 1 &&
        ['auto', 'scroll'].includes(getComputedStyle(one).overflowX) &&
        one.querySelector('section') !== null,
    ),
  );

const LOOKS = [
  ['light', 1440, 900],
  ['dark', 1024, 700],
] as const;

/** Axe finds nothing, nothing is too wide, and a picture is taken, in both themes and two sizes. */
export async function look(page: Page, name: string): Promise<void> {
  for (const [colorScheme, width, height] of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    await page.waitForTimeout(150);
    expect(await faults(page)).toEqual([]);
    expect([width, await isTooWide(page)]).toEqual([width, false]);
    await takePicture(page, `${name}-${colorScheme}-${String(width)}`);
  }
}

interface SyncAnswer {
  readonly backfill: { readonly state: string } | null;
  readonly waitingFetches: number;
}

/** Until the back-fill has ended and nothing is to be fetched any more. */
export const everythingIsRead = (page: Page): Promise<void> =>
  expect
    .poll(
      async () => {
        const answer = await page.evaluate(
          async () => (await fetch('/api/v1/billing/sync')).json() as Promise<unknown>,
        );
        const { backfill, waitingFetches } = answer as SyncAnswer;
        return [backfill?.state, waitingFetches];
      },
      { timeout: 90_000, interval: 500 },
    )
    .toEqual(['done', 0]);

/** A chart with its frame. */
export const chart = (page: Page, title: string): Locator => page.getByRole('region', { name: title });
export const cellsOf = (row: Locator): Promise<string[]> => row.locator('th, td').allTextContents();
export const digits = (text: string): string => text.replaceAll(/\D/g, '');

/** Shows a chart as a table. */
export async function showTable(page: Page, title: string): Promise<Locator> {
  const frame = chart(page, title);
  await frame.getByRole('radio', { name: frameWords.table }).press(' ');
  return frame.getByRole('table', { name: title });
}
