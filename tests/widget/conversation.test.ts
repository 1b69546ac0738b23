import { describe, expect, it, onTestFinished } from 'vitest';
import { signInAgent } from '#tests/widget/support/agent.ts';
import { givenShop } from '#tests/widget/support/givenShop.ts';

const stage = givenShop();
const { givenCustomer } = stage;

async function givenAgent() {
  const agent = await signInAgent(stage.shop.address);
  onTestFinished(agent.leave);
  await agent.takeNewest();
  return agent;
}

/** A customer who has just asked something, and the agent who took it. */
async function givenTalk(question: string) {
  const customer = await givenCustomer();
  await customer.openChat();
  await customer.write(question);
  await customer.frame.getByText('Sent', { exact: true }).waitFor();
  return { customer, agent: await givenAgent() };
}

describe('a customer and an agent', () => {
  it('see each other write, and the customer sees how far each message has got', async () => {
    const { customer, agent } = await givenTalk('Is the mug dishwasher safe?');
    const { frame } = customer;
    await frame.getByText('Sam Okafor joined the conversation').waitFor();

    await customer.composer.pressSequentially('Also');
    await agent.visitorIsTyping();
    await customer.composer.fill('Also the teapot?');
    await customer.composer.press('Enter');
    const seq = await agent.hears('Also the teapot?');
    await agent.delivered(seq);
    await frame.getByText('Delivered', { exact: true }).waitFor();
    await agent.read(seq);
    await frame.getByText('Read', { exact: true }).waitFor();

    await agent.typing(true);
    await frame.getByText('Sam Okafor is writing').waitFor();
    await agent.reply('Both are.');
    await frame.getByText('Both are.').waitFor();
    await frame.getByText('Sam Okafor is writing').waitFor({ state: 'detached' });
    await agent.visitorRead(seq + 1);

    await agent.closeConversation();
    await frame.getByText('This conversation was closed').waitFor();
    expect(customer.complaints).toEqual([]);
  });

  it('lose nothing to a closed panel: the launcher counts, and the thread is there on return', async () => {
    const { customer, agent } = await givenTalk('Do you ship to Norway?');
    await customer.page.keyboard.press('Escape');
    await customer.page.getByRole('button', { name: 'Open chat' }).waitFor();
    await agent.reply('We do.');
    await agent.reply('It takes four days.');
    await customer.page.getByRole('button', { name: 'Open chat, 2 new messages' }).waitFor();

    await customer.page.reload();
    await customer.page.getByRole('button', { name: 'Open chat, 2 new messages' }).click();
    await customer.frame.getByText('It takes four days.').waitFor();
    await customer.page.getByRole('button', { name: 'Close chat' }).first().waitFor();
    expect(await customer.frame.getByText('Do you ship to Norway?').count()).toBe(1);
  });

  it('lose nothing to a server that goes away: what is written meanwhile is sent once, in order', async () => {
    const { customer, agent } = await givenTalk('Hello?');
    await stage.shop.stop();
    await customer.frame.getByText('Connection lost. Reconnecting').waitFor();
    await customer.write('first');
    await customer.write('second');
    await customer.frame.getByText('Will be sent when you are back online').waitFor();
    await stage.shop.startAgain();
    // The network's own word is worth an attempt at once.
    await customer.frame.locator('body').evaluate(() => window.dispatchEvent(new Event('online')));
    await customer.frame.getByText('Sent', { exact: true }).waitFor();
    await customer.frame.getByText('Connection lost. Reconnecting').waitFor({ state: 'detached' });
    agent.leave();
    expect(await (await givenAgent()).heard()).toEqual(['Hello?', 'first', 'second']);
    expect(await customer.frame.getByText('second').count()).toBe(1);
  });

  it('have a message that cannot be accepted marked, to be tried again or removed', async () => {
    const { customer } = await givenTalk('Hi');
    await customer.composer.evaluate((area) => {
      // Half of an emoji: no text that anybody could store.
      (area as HTMLTextAreaElement).value = 'broken \ud83d';
      area.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await customer.composer.press('Enter');
    await customer.frame.getByText('Not sent.').waitFor();
    await customer.frame.getByRole('button', { name: 'Try again' }).click();
    await customer.frame.getByText('Not sent.').waitFor();
    await customer.frame.getByRole('button', { name: 'Remove' }).click();
    await customer.frame.getByText('Not sent.').waitFor({ state: 'detached' });
  });

  it('have a long past that comes in as one scrolls up', async () => {
    const { customer, agent } = await givenTalk('The very first question');
    for (let number = 1; number <= 120; number += 1) await agent.reply(`line ${String(number)} of many`);
    await customer.page.reload();
    await customer.openChat();
    await customer.frame.getByText('line 120 of many').waitFor();
    expect(await customer.frame.getByText('The very first question').count()).toBe(0);
    const scroller = customer.frame.getByRole('region', { name: 'Conversation' });
    await expect
      .poll(async () => {
        await scroller.evaluate((element) => element.scrollTo(0, 0));
        return customer.frame.getByText('The very first question').count();
      })
      .toBe(1);
    expect(await customer.frame.getByText(/^line \d+ of many$/).count()).toBe(120);
  });

  it('keep a draft over a reload, and the customer is nobody before they have written', async () => {
    const customer = await givenCustomer();
    await customer.openChat();
    await customer.composer.fill('Half a thou');
    const kept = await customer.page.evaluate(() => Object.keys(localStorage).filter((key) => !key.endsWith(':draft')));
    expect(kept).toEqual([]);
    await customer.page.reload();
    await customer.openChat();
    expect(await customer.composer.inputValue()).toBe('Half a thou');
  });

  it('break lines with Shift, and are told when a message grows too long', async () => {
    const customer = await givenCustomer();
    await customer.openChat();
    await customer.composer.fill('one');
    await customer.composer.press('Shift+Enter');
    await customer.composer.pressSequentially('two');
    expect(await customer.composer.inputValue()).toBe('one\ntwo');
    await customer.composer.fill('🍵'.repeat(9_999));
    await customer.frame.getByText('9,999 of 10,000 characters').waitFor();
    await customer.composer.fill('a'.repeat(10_002));
    await customer.frame.getByText('2 characters too many').waitFor();
    expect(await customer.frame.getByRole('button', { name: 'Send message' }).isDisabled()).toBe(true);
  });
});
