import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { appWords } from '#renderer/app/words/app.en.ts';
import { errorWords } from '#renderer/app/words/errors.en.ts';
import { chatWords } from '#renderer/chat/words.en.ts';
import { openConsole } from '#tests/e2e/support/agent.ts';
import { faults } from '#tests/e2e/support/faults.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';
import { givenStage } from '#tests/e2e/support/stage.ts';

const { people: words, invitation: joining, signIn } = accountsWords;
const roleNames = accountsWords.settings.about.roleNames;

const stage = givenStage();

async function openPeople(page: Page): Promise<void> {
  await page.getByRole('button', { name: signIn.demoAs('Admin') }).click();
  await page.getByRole('link', { name: appWords.rooms.people }).click();
  await page.getByRole('heading', { name: words.title }).waitFor();
}

test.each([
  { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 1024, height: 700 } },
] as const)(
  'a colleague is invited, joins, gets other roles at once and is let go, in the $colorScheme theme',
  async (look) => {
    const { colorScheme } = look;
    const name = colorScheme === 'light' ? 'Nora Quist' : 'Milo Brandt';
    const email = `${colorScheme}@kiln.test`;
    const { page: admin, errors } = await openConsole(stage.browser, stage.address, look);
    await openPeople(admin);
    await admin.getByRole('link', { name: 'Sam Okafor' }).waitFor();

    await admin.getByRole('button', { name: words.invite }).click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByLabel(words.inviteDialog.email).fill(email);
    expect(await faults(admin)).toEqual([]);
    await takePicture(admin, `people-invite-${colorScheme}`);
    await dialog.getByRole('button', { name: words.inviteDialog.action(email) }).click();
    const link = await dialog.getByText(/#\/invitation\//).textContent();
    await takePicture(admin, `people-link-${colorScheme}`);
    await dialog.getByRole('button', { name: words.link.done }).click();
    const invite = admin.getByRole('button', { name: words.invite });
    await expect.poll(() => invite.evaluate((button) => button === document.activeElement)).toBe(true);
    await admin.getByRole('button', { name: words.invitations.renewFor(email) }).waitFor();
    expect(await faults(admin)).toEqual([]);
    await takePicture(admin, `people-${colorScheme}`);

    // The invited person pastes the link at the sign-in, as in a desktop window.
    const { page: nora } = await openConsole(stage.browser, stage.address, look);
    await nora.getByRole('link', { name: joining.have }).click();
    await nora.getByLabel(joining.pasteLabel).fill(`  ${link ?? ''}\n`);
    expect(await faults(nora)).toEqual([]);
    await nora.getByRole('button', { name: joining.pasteAction }).click();
    await nora.getByLabel(joining.name).fill(name);
    await nora.getByLabel(joining.password, { exact: true }).fill('a long enough one');
    expect(await faults(nora)).toEqual([]);
    await takePicture(nora, `people-join-${colorScheme}`);
    await nora.getByRole('button', { name: joining.action, exact: true }).click();
    await nora.getByRole('heading', { name: chatWords.list.title }).waitFor();
    expect(nora.url()).not.toContain('invitation');

    // A second person with the same link is told why not.
    const { page: late } = await openConsole(stage.browser, stage.address, look);
    await late.goto(link ?? '');
    await late.getByText(errorWords.reasons['accounts.invitationUsed'] ?? '').waitFor();
    await takePicture(late, `people-used-${colorScheme}`);
    await late.context().close();

    // From now on an admin: the room appears in the open window.
    await admin.reload();
    await admin.getByRole('link', { name }).click();
    const drawer = admin.getByRole('dialog', { name });
    await drawer.getByLabel(roleNames.admin).check();
    expect(await faults(admin)).toEqual([]);
    await takePicture(admin, `people-person-${colorScheme}`);
    await drawer.getByRole('button', { name: words.person.saveRoles }).click();
    await nora.getByRole('link', { name: appWords.rooms.people }).waitFor();

    await drawer.getByRole('button', { name: words.person.deactivate }).click();
    const question = admin.getByRole('dialog', { name: words.deactivateDialog.title(name) });
    await question.getByText(words.deactivateDialog.conversations(0)).waitFor();
    expect(await faults(admin)).toEqual([]);
    await takePicture(admin, `people-deactivate-${colorScheme}`);
    await question.getByRole('button', { name: words.deactivateDialog.action(name) }).click();
    await nora.getByText(signIn.ended).waitFor();
    await drawer.getByText(words.states.deactivated, { exact: true }).first().waitFor();
    await admin.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
    await nora.context().close();
    await admin.context().close();
  },
);

test('one’s own password is changed in the settings, and a wrong one is said at its field', async () => {
  const { page } = await openConsole(stage.browser, stage.address, { colorScheme: 'dark' });
  await page.getByRole('button', { name: signIn.demoAs('Finance') }).click();
  await page.getByRole('heading', { name: chatWords.list.title }).waitFor();
  await page.evaluate(() => {
    location.hash = '/settings/password';
  });
  const { password: form } = accountsWords;
  await page.getByLabel(form.current, { exact: true }).fill('not this one');
  await page.getByLabel(form.next, { exact: true }).fill('a wholly new one');
  await page.getByRole('button', { name: form.action }).click();
  await page.getByText(errorWords.reasons['accounts.currentPassword'] ?? '').waitFor();
  expect(await faults(page)).toEqual([]);
  await takePicture(page, 'people-password');
  await page.getByLabel(form.current, { exact: true }).fill('optimaliq-demo');
  await page.getByRole('button', { name: form.action }).click();
  await page.getByText(form.changed).waitFor();
  await page.context().close();
});
