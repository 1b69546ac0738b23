import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright';
import { appWords } from '#renderer/app/words/app.en.ts';
import { chatWords } from '#renderer/chat/words.en.ts';
import type { Random } from '#server/demo/random.ts';

export interface DayAgentOptions {
  readonly page: Page;
  readonly random: Random;
  readonly conversations: number;
  /** Milliseconds over which the openings are spread evenly. */
  readonly length: number;
}

export interface DayAgentReport {
  /** Different conversations. */
  opened: number;
  /** Those that were opened once more. */
  reopened: number;
  answered: number;
  scrolled: number;
  views: number;
  settings: number;
}

/** The keys of the inbox's views, and how many conversations of a round are opened there. */
const ROUND = [
  { key: '2', view: chatWords.list.views.unassigned, openings: 5 },
  { key: '3', view: chatWords.list.views.all, openings: 3 },
  { key: '1', view: chatWords.list.views.mine, openings: 2 },
  { key: '4', view: chatWords.list.views.closed, openings: 10 },
] as const;
const SCROLL_PX = 1_500;
/** Openings in a row that come to nothing (a list that is empty, the conversation that is open already) before it is a fault. */
const MOST_IDLE = 50;

/** Works through the day in the real window: views, conversations by key and by pointer, answers, scrolling, the settings and back. */
export async function workThroughTheDay(options: DayAgentOptions): Promise<DayAgentReport> {
  const { page, random, conversations, length } = options;
  const start = performance.now();
  const report: DayAgentReport = { opened: 0, reopened: 0, answered: 0, scrolled: 0, views: 0, settings: 0 };
  const seen = new Set<string>();
  let idle = 0;
  const list = page.getByRole('listbox', { name: chatWords.list.label });
  const thread = page.getByRole('log');
  const composer = page.getByRole('textbox', { name: /^Reply to/ });
  const place = (): Promise<string> => page.evaluate(() => globalThis.location.hash);

  /** By the keyboard, now and then with the pointer. @returns whether another conversation is open than before. */
  async function open(): Promise<boolean> {
    const before = await place();
    if (!(await list.isVisible())) return false;
    if (random.next() < 0.25) {
      const box = await list.boundingBox();
      if (box !== null) await page.mouse.click(box.x + box.width / 3, box.y + random.between(20, box.height - 20));
    } else {
      await list.focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
    }
    if ((await place()) === before) {
      // At the end of the list it goes on at the top.
      await page.keyboard.press('Home');
      await page.keyboard.press('Enter');
    }
    if ((await place()) === before) return false;
    await thread.waitFor();
    // The address of the conversation.
    const now = await place();
    if (seen.has(now)) report.reopened += 1;
    else report.opened += 1;
    seen.add(now);
    return true;
  }

  async function answer(): Promise<void> {
    if (!(await composer.isVisible())) return;
    await composer.fill(`Answer ${String(report.answered + 1)}: let me look that up for you.`);
    await composer.press('Enter');
    await composer.press('Escape');
    report.answered += 1;
  }

  async function scroll(): Promise<void> {
    const box = await thread.boundingBox();
    if (box === null) return;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.wheel(0, -SCROLL_PX);
    await page.mouse.wheel(0, SCROLL_PX);
    report.scrolled += 1;
  }

  async function show(key: string, name: string): Promise<void> {
    await page.keyboard.press('Escape');
    await page.keyboard.press(key);
    await page.getByRole('tab', { name: new RegExp(`^${name}`), selected: true }).waitFor();
    report.views += 1;
  }

  /** A room's heading is the first of its level; what matters is that its screen was drawn. */
  async function visitSettings(): Promise<void> {
    const rail = page.getByRole('navigation', { name: appWords.navigation.label });
    await rail.getByRole('link', { name: appWords.rooms.settings }).click();
    await page.getByRole('heading', { name: appWords.rooms.settings, level: 1 }).waitFor();
    await rail.getByRole('link', { name: appWords.rooms.inbox }).click();
    await page.getByRole('tab').first().waitFor();
    report.settings += 1;
  }

  while (report.opened < conversations) {
    for (const { key, view, openings } of ROUND) {
      await show(key, view);
      for (let opening = 0; opening < openings && report.opened < conversations; opening += 1) {
        await pause(Math.max(0, start + (report.opened / conversations) * length - performance.now()));
        const isOpen = await open();
        idle = isOpen ? 0 : idle + 1;
        if (idle > MOST_IDLE) throw new Error(`nothing can be opened any more after ${String(report.opened)}`);
        if (!isOpen) continue;
        const what = random.next();
        if (what < 0.12) await answer();
        else if (what < 0.3) await scroll();
      }
    }
    await visitSettings();
  }
  return report;
}
