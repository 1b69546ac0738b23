import type { Page } from 'playwright';
import { expect } from 'vitest';
import { LAPTOP } from './customer.ts';
import { faults, type FaultsOptions } from './faults.ts';
import { picturesAre, takePicture } from './pictures.ts';

const SMALL = { width: 1024, height: 700 };
/** What is drawn on a canvas, or stood in a drawer, stands where it belongs. Only pictures need it. */
const DRAWN_MS = 800;

export interface LookOptions extends Pick<FaultsOptions, 'except'> {
  /** False where nothing but values differs from what axe has seen. */
  readonly isNew?: boolean;
  /** Axe looks at both sizes in both themes, too. */
  readonly isThorough?: boolean;
}

/**
 * Looks at a screen in the large light window and in the small dark one, where axe finds nothing. Pictures are of both themes: large ones for the documentation, and at both sizes
 * when somebody wants to look at them. Ends large and light.
 */
export async function look(
  page: Page,
  name: string,
  { isNew = true, isThorough = false, ...except }: LookOptions = {},
): Promise<void> {
  const dialogs = page.getByRole('dialog');
  // Of a list that has just been closed, too.
  await expect.poll(() => page.locator('[role=dialog][data-state=closed]').count()).toBe(0);
  const before = await dialogs.count();
  const see = async (colorScheme: 'light' | 'dark', viewport: typeof SMALL): Promise<void> => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    const isSmall = viewport === SMALL;
    if (isNew && (isThorough || isSmall === (colorScheme === 'dark')))
      expect(await faults(page, except), name).toEqual([]);
    if (picturesAre('unwanted') || (isSmall && picturesAre('documentation'))) return;
    await page.waitForTimeout(DRAWN_MS);
    await takePicture(page, `${name}-${isSmall ? 'small-' : ''}${colorScheme}`);
  };
  await see('light', LAPTOP);
  await see('dark', LAPTOP);
  await see('dark', SMALL);
  await see('light', SMALL);
  await page.setViewportSize(LAPTOP);
  // What stood in a drawer stands beside the list again, and the keyboard is no longer the drawer's.
  await expect.poll(() => dialogs.count()).toBe(before);
}
