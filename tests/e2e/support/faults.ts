import { AxeBuilder } from '@axe-core/playwright';
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

/** What axe finds on a page, in words that lead to the place. */
export async function faults(page: Page, { isElectron = false, except }: FaultsOptions = {}): Promise<string[]> {
  // A note that leaves by itself would be looked at while it fades. It stays so: a page may have been opened without motion.
  if (!isElectron) await page.emulateMedia({ reducedMotion: 'reduce' });
  // A page without frames is looked at where it is; otherwise all that was found is carried to a page that is opened for it, for nothing. What
  // passes is not described: that takes far longer than finding what does not.
  const isWhole = isElectron || page.frames().length === 1;
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode(isWhole);
  const found = async (): Promise<string[]> => {
    await untilStill(page);
    const { violations } = await (except === undefined ? axe : axe.exclude(except)).analyze();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  };
  // What comes by itself while it is looked at, and is faded in, is looked at once more.
  const first = await found();
  if (first.length === 0) return first;
  const again = await found();
  return first.filter((fault) => again.includes(fault));
}
