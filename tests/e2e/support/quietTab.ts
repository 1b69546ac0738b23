import type { BrowserContext, Page } from 'playwright';

/** A tab that has the focus only while it is in front: Playwright else tells each that it has it. */
export async function openQuietTab(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  // After loading, which sets it anew.
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: false });
  return page;
}
