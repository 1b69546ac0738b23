import type { Locator, Page } from 'playwright';

const MOST_STEPS = 90;

const hasFocus = (element: Locator): Promise<boolean> =>
  element.evaluate(
    (node) => node === document.activeElement || (node.contains(document.activeElement) && node.tagName !== 'BODY'),
  );

/** Goes to an element as people without a mouse do. Fails where Tab does not lead to it. */
export async function tabTo(page: Page, element: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await element.waitFor();
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    if (await hasFocus(element)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${String(element)} is not reached with ${key}`);
}

/** Goes to a button, a link or a tab and presses it. */
export async function pressOn(page: Page, element: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, element);
  await page.keyboard.press(key);
}

/** Goes to a field and types, instead of what stands there. */
export async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

/** Keys one after the other, as in `g p`. */
export async function keys(page: Page, ...pressed: readonly string[]): Promise<void> {
  for (const key of pressed) await page.keyboard.press(key);
}
