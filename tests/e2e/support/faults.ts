import { AxeBuilder } from '@axe-core/playwright';
import type axeCore from 'axe-core';
import { source as axeSource } from 'axe-core';
import type { Page } from 'playwright';

export interface FaultsOptions {
  /** Electron lets no second page be opened for the frames. */
  readonly isElectron?: boolean;
  /** What is not looked at, as a selector. */
  readonly except?: string;
}

/**
 * A change of theme or screen is animated for 120 ms: its last frame is what people read. One that is called off has none; one that ends may begin
 * another, where colours are handed down.
 */
async function untilStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let round = 0; round < 20; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, 30));
      const running = document.getAnimations();
      if (running.length === 0 && round > 0) return;
      await Promise.allSettled(running.map((animation) => animation.finished));
    }
  });
}

type Violations = readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
type Look = (page: Page, except: string | undefined) => Promise<Violations>;

/** A page without frames is looked at where it is, and keeps axe: to load it takes longer than to look. */
const lookHere: Look = async (page, except) => {
  if (await page.evaluate(() => !('axe' in globalThis))) await page.evaluate(`${axeSource}; undefined`);
  return page.evaluate(async (left) => {
    const { axe } = globalThis as unknown as { axe: typeof axeCore };
    const exclude = left === undefined ? [] : [[left]];
    const { violations } = await axe.run({ include: [['html']], exclude }, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => ({ html })) }));
  }, except);
};

/** What is found in frames is carried to a page that is opened for it. */
const lookIntoFrames: Look = async (page, except) => {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  return (await (except === undefined ? axe : axe.exclude(except)).analyze()).violations;
};

/** What axe finds on a page, in words that lead to the place. */
export async function faults(page: Page, { isElectron = false, except }: FaultsOptions = {}): Promise<string[]> {
  // A note that leaves by itself would be looked at while it fades. It stays so: a page may have been opened without motion.
  if (!isElectron) await page.emulateMedia({ reducedMotion: 'reduce' });
  const look = isElectron || page.frames().length === 1 ? lookHere : lookIntoFrames;
  const found = async (): Promise<string[]> => {
    await untilStill(page);
    // What passes is not described: that takes far longer than finding what does not.
    const violations = await look(page, except);
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  };
  // What comes by itself while it is looked at, and is faded in, is looked at once more.
  const first = await found();
  if (first.length === 0) return first;
  const again = await found();
  return first.filter((fault) => again.includes(fault));
}
