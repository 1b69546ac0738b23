import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { billingWords } from '#renderer/billing/words.en.ts';
import { openConsole, openConversation, signInToDemo } from '#tests/e2e/support/agent.ts';
import { openCustomer, widgetWords } from '#tests/e2e/support/customer.ts';
import { faults } from '#tests/e2e/support/faults.ts';
import { givenShop } from '#tests/e2e/support/shop.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';
import { givenBrowser } from '#tests/e2e/support/stage.ts';

const stage = givenBrowser();
const words = billingWords.requests;

const card = (page: Page) => page.getByRole('region', { name: words.label }).last();

describe.each([
  { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 1024, height: 700 } },
] as const)('asking for money in a conversation, in $colorScheme', (look) => {
  const name = `${look.colorScheme}-${String(look.viewport.width)}`;

  it('by keyboard; the customer pays on the hosted page, and both see it', async () => {
    const { address } = await givenShop();
    const { page: agent, errors } = await openConsole(stage.browser, address, look);
    await signInToDemo(agent);
    const customer = await openCustomer(stage.browser, address, look);
    const question = 'I would like the blue teapot.';
    await customer.write(question);
    await openConversation(agent, 'unassigned', question);

    await agent.getByRole('main').first().focus();
    await agent.getByRole('log').focus();
    await agent.keyboard.press('p');
    const dialog = agent.getByRole('dialog', { name: words.title });
    await dialog.getByLabel(words.amount, { exact: true }).fill('0');
    await dialog.getByRole('button', { name: words.send }).click();
    await dialog.getByText(words.tooLittle).waitFor();
    await dialog.getByText(words.noDescription).waitFor();
    await dialog.getByLabel(words.amount, { exact: true }).fill('129.50');
    await dialog.getByLabel(words.description).fill('The blue teapot, with a lid');
    expect(await faults(agent)).toEqual([]);
    await takePicture(agent, `request-dialog-${name}`);
    await agent.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await card(agent).getByText(words.states.open, { exact: true }).waitFor();
    expect(await faults(agent)).toEqual([]);
    await takePicture(agent, `request-open-${name}`);

    const pay = customer.chat.getByRole('link', { name: /^Pay / });
    await pay.waitFor();
    expect(await faults(customer.page)).toEqual([]);
    await takePicture(customer.page, `request-widget-${name}`);
    const [hosted] = await Promise.all([customer.page.context().waitForEvent('page'), pay.click()]);
    await hosted.getByLabel('E-mail').fill('ada@example.com');
    await hosted.getByLabel('Name').fill('Ada');
    await hosted.getByRole('button', { name: /^Pay/ }).click();

    await card(agent).getByText(words.states.paid, { exact: true }).waitFor();
    await customer.chat.getByText(widgetWords.requestStates.paid).waitFor();
    expect(await card(agent).getByRole('button').count()).toBe(0);
    expect(await faults(agent)).toEqual([]);
    await takePicture(agent, `request-paid-${name}`);
    await takePicture(customer.page, `request-widget-paid-${name}`);
    expect(customer.errors).toEqual([]);
    expect(errors).toEqual([]);
    await customer.close();
    await agent.context().close();
  });
});

it('what was asked for can be taken back, and cannot be paid any more', async () => {
  const { address } = await givenShop();
  const { page: agent } = await openConsole(stage.browser, address);
  await signInToDemo(agent);
  const customer = await openCustomer(stage.browser, address);
  await customer.write('How much is the vase?');
  await openConversation(agent, 'unassigned', 'How much is the vase?');
  await agent.getByRole('button', { name: words.open, exact: true }).click();
  const dialog = agent.getByRole('dialog', { name: words.title });
  await dialog.getByLabel(words.amount, { exact: true }).fill('20');
  await dialog.getByLabel(words.description).fill('A vase');
  await dialog.getByRole('radio', { name: words.kinds.paymentLink }).click();
  await dialog.getByRole('button', { name: /^Request/ }).click();
  await customer.chat.getByRole('link', { name: /^Pay / }).waitFor();
  await card(agent).getByRole('button', { name: words.takeBack }).click();
  const question = agent.getByRole('dialog', { name: words.takeBackTitle });
  await question.getByRole('button', { name: words.takeBack, exact: true }).click();
  await card(agent).getByText(words.states.canceled, { exact: true }).waitFor();
  await customer.chat.getByText(widgetWords.requestStates.canceled).waitFor();
  expect(await customer.chat.getByRole('link', { name: /^Pay / }).count()).toBe(0);
  await customer.close();
  await agent.context().close();
});
