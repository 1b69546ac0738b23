import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import { ROOT } from '#scripts/support/paths.ts';

const ASKED = process.env['OPTIMALIQ_PICTURES'];
/** Nobody looks at the pictures of a whole `npm test`, and they take their time. */
const PURPOSE = ASKED === '0' ? 'unwanted' : ASKED === '1' ? 'documentation' : 'looking';

export const picturesAre = (purpose: typeof PURPOSE): boolean => PURPOSE === purpose;

/** Where pictures go: `docs/images` when OPTIMALIQ_PICTURES=1 asks for new ones, else a folder git ignores. */
const FOLDER = path.join(ROOT, picturesAre('documentation') ? 'docs/images' : 'test-results/images');

export async function takePicture(page: Page, name: string): Promise<void> {
  if (picturesAre('unwanted')) return;
  mkdirSync(FOLDER, { recursive: true });
  await page.screenshot({ path: path.join(FOLDER, `${name}.png`), animations: 'disabled' });
}
