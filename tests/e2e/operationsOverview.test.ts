import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { appWords } from '#renderer/app/words/app.en.ts';
import { PANEL_IDS } from '#renderer/monitoring/operations/overview/model/panels.ts';
import { operationsWords } from '#renderer/monitoring/operations/words.en.ts';
import { overviewWords as words } from '#renderer/monitoring/operations/overview/words.en.ts';
import { openConsole } from '#tests/e2e/support/agent.ts';
import { endChild, runDemo } from '#tests/e2e/support/headless.ts';
import { writeMeasuredPast } from '#tests/e2e/support/measuredPast.ts';
import { look } from '#tests/e2e/support/look.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';
import { givenBrowser } from '#tests/e2e/support/stage.ts';

const stage = givenBrowser();
let home: string;
let server: { child: ChildProcess; address: string };
beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'optimaliq-headless-'));
  writeMeasuredPast(path.join(home, 'data'), Date.now());
  server = await runDemo(home, 0);
});
afterAll(async () => {
  await endChild(server.child, 'SIGTERM');
  rmSync(home, { recursive: true, force: true });
});

async function openOverview(): Promise<{ page: Page; errors: readonly string[] }> {
  const { page, errors } = await openConsole(stage.browser, server.address, { colorScheme: 'light' });
  await page.getByRole('button', { name: accountsWords.signIn.demoAs('Admin') }).click();
  await page.getByRole('navigation', { name: appWords.navigation.label }).waitFor();
  await page.evaluate(() => {
    location.hash = '/operations';
  });
  await page.getByRole('region', { name: words.label }).and(page.locator('[aria-busy="false"]')).waitFor();
  return { page, errors };
}

const panel = (page: Page, id: keyof typeof words.panels) => page.getByRole('region', { name: words.panels[id], exact: true }).first(); // prettier-ignore
const chart = (page: Page, id: keyof typeof words.panels) => page.getByRole('slider', { name: words.keys(words.panels[id]) }); // prettier-ignore

/** The time of the newest row of a table. */
const newest = (page: Page): Promise<string> => panel(page, 'connections').getByRole('rowheader').first().innerText();

it('an admin sees at a glance how the server does: live without a shift, with a gap where it stood still, each chart as a table and a file', async () => {
  const { page, errors } = await openOverview();
  expect(await page.getByRole('slider').count()).toBe(PANEL_IDS.length);
  await page.getByText(words.wrong.noBackups).waitFor();
  await look(page, 'operations-overview', { isNew: false });

  await page.getByRole('button', { name: words.happened(2) }).press('Enter');
  await page.getByText(/Version 0\.1\.0 after 1/).waitFor();
  await page.keyboard.press('Escape');

  // It goes on, and nothing moves for that.
  await page.evaluate(() => {
    const shifts = { sum: 0 };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.sum += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift' });
    Object.assign(window, { shifts });
  });
  const connections = panel(page, 'connections');
  await connections.getByRole('button', { name: words.toTable(words.panels.connections) }).press('Enter');
  const before = await newest(page);
  await expect.poll(() => newest(page)).not.toBe(before);
  expect(await page.evaluate(() => (window as unknown as { shifts: { sum: number } }).shifts.sum)).toBeLessThan(0.001);
  const gaps = await connections.getByRole('cell', { name: words.noValue }).count();
  expect(gaps).toBeGreaterThan(10);
  await look(page, 'operations-overview-table');
  await connections.getByRole('button', { name: words.toChart(words.panels.connections) }).press('Enter');

  const saving = page.waitForEvent('download');
  await panel(page, 'durable')
    .getByRole('button', { name: words.csv(words.panels.durable) })
    .press('Enter');
  const file = await (await saving).path();
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  expect(lines[0]).toContain(words.lines['p99']);
  expect(lines.length).toBeGreaterThan(100);
  expect(errors).toEqual([]);
  await page.context().close();
});

it('one crosshair stands in all charts, by pointer and by keys; a drawn time is looked at closely, beside the time before; and a wall shows it all', async () => {
  const { page, errors } = await openOverview();
  const messages = chart(page, 'messages');
  await messages.hover({ position: { x: 200, y: 60 } });
  await expect.poll(() => panel(page, 'events').locator('header span').innerText()).toMatch(/\d:\d\d/);

  await messages.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => messages.getAttribute('aria-valuetext')).toMatch(/visitors .*\/s/);
  const time = (await messages.getAttribute('aria-valuetext'))?.split(': ')[0] ?? '';
  await expect.poll(() => panel(page, 'calls').locator('header span').innerText()).toBe(time);
  await takePicture(page, 'operations-overview-crosshair-light');

  const box = await messages.boundingBox();
  if (box === null) throw new Error('the chart is not there');
  await page.mouse.move(box.x + 160, box.y + 50);
  await page.mouse.down();
  await page.mouse.move(box.x + 200, box.y + 50, { steps: 4 });
  await page.mouse.move(box.x + 260, box.y + 50, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => new URL(page.url()).hash).toMatch(/from=\d+&to=\d+/);
  const toLive = page.getByRole('button', { name: words.toLive });
  await toLive.waitFor();
  await page.getByRole('combobox', { name: words.compare }).press('Enter');
  await page.getByRole('option', { name: words.comparisons.day }).press('Enter');
  await panel(page, 'messages').getByText(words.before.day).waitFor();
  await look(page, 'operations-overview-drawn');
  await toLive.press('Enter');
  await expect.poll(() => new URL(page.url()).hash).not.toMatch(/from=/);

  const operations = page.getByRole('tab', { name: operationsWords.tabs.overview });
  await operations.focus();
  await page.keyboard.press('w');
  const wall = page.getByRole('dialog', { name: words.wall });
  await wall.waitFor();
  // Nothing behind it can be reached, by no key and by no screen reader.
  const STOPS = '[data-shell] :is(a, button, input, [tabindex="0"])';
  const behind = page.locator(`${STOPS}:not([data-wall] *, [inert] *, [inert])`);
  expect(await behind.count()).toBe(0);
  // An open list takes Escape for itself.
  await page.getByRole('combobox', { name: words.compare }).press('Enter');
  await page.keyboard.press('Escape');
  await page.getByRole('listbox').waitFor({ state: 'detached' });
  await look(page, 'operations-overview-wall');
  await page.keyboard.press('Escape');
  await wall.waitFor({ state: 'detached' });
  expect(await behind.count()).toBeGreaterThan(10);
  await expect.poll(() => operations.evaluate((tab) => tab === document.activeElement)).toBe(true);
  expect(errors).toEqual([]);
  await page.context().close();
});
