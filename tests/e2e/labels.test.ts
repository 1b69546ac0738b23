import { expect, it } from 'vitest';
import { chatWords } from '#renderer/chat/words.en.ts';
import { openConsole, signInToDemo } from '#tests/e2e/support/agent.ts';
import { faults } from '#tests/e2e/support/faults.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';
import { givenShop } from '#tests/e2e/support/shop.ts';
import { givenBrowser } from '#tests/e2e/support/stage.ts';

const stage = givenBrowser();
const { labels: words } = chatWords;

it('a colleague labels a conversation by keyboard, in words that are known the next time', async () => {
  const { address } = await givenShop({ isConnected: false });
  const { page, errors } = await openConsole(stage.browser, address, { viewport: { width: 1440, height: 900 } });
  await signInToDemo(page);
  const rows = page.getByRole('listbox', { name: chatWords.list.label }).getByRole('option');
  await rows.nth(0).click();
  const part = page.getByRole('region', { name: words.title });
  const add = async (label: string): Promise<void> => {
    await part.getByRole('combobox', { name: words.add }).press('Enter');
    await page.getByPlaceholder(words.search).fill(label);
    await page.getByRole('option', { name: words.addNew(label) }).waitFor();
    await page.keyboard.press('Enter');
    await part.getByText(label, { exact: true }).waitFor();
  };
  await add('Broken');
  await add('Return');
  expect(await faults(page)).toEqual([]);
  await takePicture(page, 'labels-light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await takePicture(page, 'labels-dark');

  await rows.nth(1).click();
  await part.getByText('Broken', { exact: true }).waitFor({ state: 'detached' });
  await part.getByRole('combobox', { name: words.add }).press('Enter');
  await page.getByRole('option', { name: 'Return' }).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByPlaceholder(words.search).fill('bro');
  await page.getByRole('option', { name: 'Broken', exact: true }).click();
  await part.getByRole('button', { name: words.remove('Broken') }).press('Enter');
  await part.getByText('Broken', { exact: true }).waitFor({ state: 'detached' });
  await rows.nth(0).click();
  await part.getByText('Return', { exact: true }).waitFor();
  expect(errors).toEqual([]);
  await page.context().close();
}, 60_000);
