import type { Browser, Page } from 'playwright';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { chatWords } from '#renderer/chat/words.en.ts';
import { gatherErrors, LAPTOP, type PageLook } from './customer.ts';

/** Opens the browser console of a demo server. */
export async function openConsole(
  browser: Browser,
  address: string,
  look: PageLook = {},
): Promise<{ page: Page; errors: string[] }> {
  const context = await browser.newContext({ viewport: LAPTOP, ...look });
  const page = await context.newPage();
  const errors = gatherErrors(page);
  await page.goto(`${address}/console/`);
  return { page, errors };
}

/** Signs in with one click, as a demo offers, and waits for the inbox. */
export async function signInToDemo(page: Page, role: 'Support' | 'Finance' | 'Admin' = 'Support'): Promise<void> {
  await page.getByRole('button', { name: accountsWords.signIn.demoAs(role) }).click();
  await page.getByRole('heading', { name: chatWords.list.title }).waitFor();
}

/** Shows a view of the inbox and opens the conversation whose row says `text`. */
export async function openConversation(
  page: Page,
  view: keyof typeof chatWords.list.views,
  text: string,
): Promise<void> {
  await page.getByRole('tab', { name: new RegExp(`^${chatWords.list.views[view]}`) }).click();
  await page.getByText(text).first().click();
  await page.getByRole('textbox', { name: /^Reply to/ }).waitFor();
}
