import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { appWords } from '#renderer/app/words/app.en.ts';
import { PANEL_IDS } from '#renderer/monitoring/operations/overview/model/panels.ts';
import { overviewWords } from '#renderer/monitoring/operations/overview/words.en.ts';
import { writeMeasuredPast } from '#tests/e2e/support/measuredPast.ts';
import { launchDesktop } from '#tests/e2e/support/electronApp.ts';

export interface PanelsTortureOptions {
  readonly minutes: number;
  readonly log: (line: string) => void;
}

const LEAST_PANELS = 40;
const LONGEST_TASK_MS = 100;
/** By so much of what it was after the first minute the heap may have grown at the end. */
const MOST_GROWTH = 0.03;
/** Of those that a minute has seconds. */
const LEAST_DRAWN = 50;
const MINUTE_MS = 60_000;
/** The time that is shown: once it has passed, nothing on the screen is of before, and what is held grows no more. */
const SPAN = { name: '5m', minutes: 5 } as const;
/** All panels are in the window at this size. */
const ZOOM = 0.3;

interface Minute {
  /** Of the page's main thread, ms; tasks of less than 50 ms are not told. */
  readonly longestTaskMs: number;
  readonly heapBytes: number;
  /** How often the first chart was drawn anew. */
  readonly drawn: number;
}

/** Watches tasks of the page, and how often the first chart is drawn: whenever it is, its canvas is cleared first. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = { longest: 0, drawn: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration);
    }).observe({ type: 'longtask' });
    const { prototype } = CanvasRenderingContext2D;
    // Whichever canvas is the first one: a chart whose lines change is made anew.
    const clear: typeof prototype.clearRect = Reflect.get(prototype, 'clearRect');
    prototype.clearRect = function (this: CanvasRenderingContext2D, ...of) {
      if (this.canvas === document.querySelector('.line-chart canvas')) seen.drawn += 1;
      clear.apply(this, of);
    };
  });
}

/** What the last minute came to, by the DevTools protocol. Garbage is taken out first, so that what is left is held. */
async function readMinute(session: CDPSession): Promise<Minute> {
  const { result } = await session.send('Runtime.evaluate', {
    expression: 'const told = JSON.stringify(seen); Object.assign(seen, { longest: 0, drawn: 0 }); told',
    replMode: true,
  });
  const { longest, drawn } = JSON.parse(String(result.value)) as { readonly longest: number; readonly drawn: number };
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  // Collecting is a long task of ours.
  await session.send('Runtime.evaluate', { expression: 'setTimeout(() => { seen.longest = 0; }, 500)' });
  return { longestTaskMs: longest, heapBytes: usedSize, drawn };
}

/** All live panels in the real window, at a second's pace: what its main thread and its heap do. */
export async function panelsTorture({ minutes, log }: PanelsTortureOptions) {
  const home = mkdtempSync(path.join(tmpdir(), 'optimaliq-panels-'));
  writeMeasuredPast(path.join(home, 'data'), Date.now());
  const desktop = await launchDesktop({ home, parameters: ['--demo'] });
  try {
    const page = desktop.window;
    await page.getByRole('button', { name: accountsWords.signIn.demoAs('Admin') }).press('Enter');
    await page.getByRole('navigation', { name: appWords.navigation.label }).waitFor();
    await page.evaluate((span) => {
      location.hash = `/operations/overview/span=${span}`;
    }, SPAN.name);
    await page.getByRole('region', { name: overviewWords.label }).and(page.locator('[aria-busy="false"]')).waitFor();
    const panels = await page.getByRole('slider').count();
    if (panels !== PANEL_IDS.length) throw new Error(`${String(panels)} panels are shown`);
    // Every panel is in sight, so every one is drawn.
    await desktop.app.evaluate(({ BrowserWindow }, zoom) => {
      BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(zoom);
    }, ZOOM);
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.enable');
    await pause(SPAN.minutes * MINUTE_MS);
    await watch(page);
    // What was until now does not count.
    await readMinute(session);
    const told: Minute[] = [];
    for (let minute = 1; minute <= minutes; minute += 1) {
      await pause(MINUTE_MS);
      const one = await readMinute(session);
      told.push(one);
      log(
        `minute ${String(minute)}: longest task ${String(Math.round(one.longestTaskMs))} ms, heap ${String(Math.round(one.heapBytes / 1_000))} kB, drawn ${String(one.drawn)} times`,
      );
    }
    const seen = await page.evaluate((least) => {
      const all = [...document.querySelectorAll('.line-chart canvas')].map((canvas) => canvas.getBoundingClientRect());
      return all.filter(({ bottom, top }) => bottom > 0 && top < innerHeight).length >= least;
    }, LEAST_PANELS);
    const [first] = told;
    const last = told.at(-1);
    const longestTaskMs = Math.round(Math.max(...told.map((one) => one.longestTaskMs)));
    const growth = first === undefined || last === undefined ? 0 : last.heapBytes / first.heapBytes - 1;
    const isLive = told.every(({ drawn }) => drawn >= LEAST_DRAWN);
    const passed = panels >= LEAST_PANELS && seen && isLive && longestTaskMs <= LONGEST_TASK_MS && growth <= MOST_GROWTH; // prettier-ignore
    return { passed, panels, seen, isLive, longestTaskMs, heapKilobytes: told.map(({ heapBytes }) => Math.round(heapBytes / 1_000)), growth: Number(growth.toFixed(4)), minutes }; // prettier-ignore
  } finally {
    await desktop.close();
    rmSync(home, { recursive: true, force: true });
  }
}
