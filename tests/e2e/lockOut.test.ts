import { expect, test } from 'vitest';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { appWords } from '#renderer/app/words/app.en.ts';
import { errorWords } from '#renderer/app/words/errors.en.ts';
import { chatWords } from '#renderer/chat/words.en.ts';
import { openConsole, signInToDemo } from '#tests/e2e/support/agent.ts';
import { faults } from '#tests/e2e/support/faults.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';
import { givenStage } from '#tests/e2e/support/stage.ts';

const { people: words, signIn } = accountsWords;

// A server of its own: an address may try to sign in 20 times a minute.
const stage = givenStage();

test('whoever fails too often is locked out, the admin sees it and unlocks them, and they sign in again', async () => {
  const { page: sam } = await openConsole(stage.browser, stage.address);
  const email = sam.getByLabel(signIn.email);
  const password = sam.getByLabel(signIn.password, { exact: true });
  const send = sam.getByRole('button', { name: signIn.action, exact: true });
  await email.fill('support@demo.test');
  // Five failures lock; each is answered before the next.
  for (const guess of ['one', 'two', 'three', 'four', 'five']) {
    await password.fill(`not ${guess}`);
    await send.click();
    await sam.getByText(signIn.unauthenticated).waitFor();
  }
  await password.fill('optimaliq-demo');
  await send.click();
  await sam.getByText(errorWords.reasons['accounts.lockedOut'] ?? '').waitFor();
  await sam.getByRole('button', { name: /^Try again in/ }).waitFor();
  expect(await faults(sam)).toEqual([]);
  await takePicture(sam, 'people-locked-sign-in');

  const { page: admin, errors } = await openConsole(stage.browser, stage.address, { colorScheme: 'dark' });
  await signInToDemo(admin, 'Admin');
  await admin.getByRole('link', { name: appWords.rooms.people }).click();
  await admin
    .getByRole('row', { name: /Sam Okafor/ })
    .getByText(words.states.locked)
    .waitFor();
  await takePicture(admin, 'people-locked');
  await admin.getByRole('link', { name: 'Sam Okafor' }).click();
  const drawer = admin.getByRole('dialog', { name: 'Sam Okafor' });
  await drawer.getByText(words.person.lockedTitle).waitFor();
  expect(await faults(admin)).toEqual([]);
  await takePicture(admin, 'people-locked-person');
  await drawer.getByRole('button', { name: words.person.unlock }).click();
  await admin.getByText(words.person.unlocked('Sam Okafor')).waitFor();
  await drawer.getByText(words.states.active).waitFor();
  expect(await drawer.getByText(words.person.lockedTitle).count()).toBe(0);
  expect(errors).toEqual([]);

  // In the window that counts down, by typing again.
  await password.fill('');
  await password.fill('optimaliq-demo');
  await send.click();
  await sam.getByRole('heading', { name: chatWords.list.title }).waitFor();
  await sam.context().close();
  await admin.context().close();
});
