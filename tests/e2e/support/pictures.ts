import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import { ROOT } from '#scripts/support/paths.ts';

/** Where pictures go: `docs/images` when OPTIMALIQ_PICTURES=1 asks for new ones, else a folder git ignores. */
const FOLDER = path.join(ROOT, process.env['OPTIMALIQ_PICTURES'] === '1' ? 'docs/images' : 'test-results/images');

/** Nobody looks at the pictures of a whole `npm test`, and they take their time. */
const IS_WANTED = process.env['OPTIMALIQ_PICTURES'] !== '0';

export async function takePicture(page: Page, name: string): Promise<void> {
  if (!IS_WANTED) return;
  mkdirSync(FOLDER, { recursive: true });
  await page.screenshot({ path: path.join(FOLDER, `${name}.png`), animations: 'disabled' });
}
