import type { Page } from 'playwright';
import { beforeAll, expect, test } from 'vitest';
import { galleryWords as words } from '#renderer/app/gallery/words.ts';
import { faults } from '#tests/e2e/support/faults.ts';
import { givenStage } from '#tests/e2e/support/stage.ts';

const stage = givenStage();
let page: Page;

beforeAll(async () => {
  const context = await stage.browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  page = await context.newPage();
  await page.goto(`${stage.address}/console/#/ui`);
  await page.getByRole('heading', { name: words.title }).waitFor();
});

const show = (name: keyof typeof words.pages) =>
  page.getByRole('banner').getByRole('radio', { name: words.pages[name], exact: true }).click();

test.each(['light', 'dark'] as const)('axe finds nothing on the primitives in the %s theme', async (theme) => {
  await show('all');
  await page.getByRole('banner').getByRole('radio', { name: words[theme], exact: true }).click();
  expect(await faults(page)).toEqual([]);
});

test('a list of 2,000 is walked with the keyboard, and only what is in sight is drawn', async () => {
  await show('lists');
  const list = page.getByRole('listbox', { name: words.conversations });
  const active = () =>
    list.evaluate((element) => {
      const id = element.getAttribute('aria-activedescendant') ?? '';
      return document.getElementById(id)?.getAttribute('aria-posinset');
    });
  await list.focus();
  expect(await active()).toBe('2');
  await page.keyboard.press('ArrowDown');
  expect(await active()).toBe('3');
  await page.keyboard.press('End');
  await expect.poll(active).toBe('2000');
  expect(await list.getByRole('option').count()).toBeLessThan(60);
  await page.keyboard.press('Enter');
  expect(await list.getByRole('option', { selected: true }).getAttribute('aria-posinset')).toBe('2000');
  await page.keyboard.press('Home');
  await expect.poll(active).toBe('1');
});

test('the handle between panes is moved with the keyboard, and its place survives a reload', async () => {
  await show('lists');
  const handle = page.getByRole('separator', { name: words.handle(words.panes['list'] ?? '') });
  const list = page.getByRole('listbox', { name: words.conversations });
  const widthOf = async () => Math.round((await list.boundingBox())?.width ?? 0);
  const before = await widthOf();
  await handle.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(widthOf).toBeGreaterThan(before);
  const after = await widthOf();
  await page.reload();
  await show('lists');
  await expect.poll(widthOf).toBe(after);
});

test('a dialog takes the focus, keeps it, and gives it back on Escape', async () => {
  await show('overlays');
  const opener = page.getByRole('button', { name: 'Dialog', exact: true });
  await opener.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: words.delete });
  await dialog.waitFor();
  for (let press = 0; press < 6; press += 1) {
    await page.keyboard.press('Tab');
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  }
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => opener.evaluate((element) => element === document.activeElement)).toBe(true);
});

test('a menu is opened, walked and chosen from with the keyboard', async () => {
  await show('overlays');
  await page.getByRole('button', { name: 'Menu', exact: true }).focus();
  await page.keyboard.press('Enter');
  const notes = page.getByRole('menuitemcheckbox', { name: words.notes });
  await notes.waitFor();
  expect(await notes.getAttribute('aria-checked')).toBe('true');
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  await expect.poll(focused).toContain(words.assign);
  // Past what cannot be chosen now.
  await page.keyboard.press('ArrowDown');
  await expect.poll(focused).toContain(words.close);
  await page.keyboard.press('ArrowDown');
  await expect.poll(focused).toContain(words.notes);
  await page.keyboard.press('Enter');
  await notes.waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');
  expect(await notes.getAttribute('aria-checked')).toBe('false');
  await page.keyboard.press('Escape');
});
