import { afterAll, beforeAll, expect, it } from 'vitest';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { appWords } from '#renderer/app/words/app.en.ts';
import { notificationsWords as words } from '#renderer/notifications/words.en.ts';
import { launchDesktop, type Desktop } from '#tests/e2e/support/electronApp.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';

let desktop: Desktop;
beforeAll(async () => {
  desktop = await launchDesktop({ parameters: ['--demo'] });
});
afterAll(() => desktop.close());

it('where nothing shows notifications or tray icons the settings say so, and so does the test', async () => {
  const { window } = desktop;
  await window.getByRole('button', { name: accountsWords.signIn.demoAs('Support') }).click();
  await window.getByRole('navigation', { name: appWords.navigation.label }).waitFor();
  await window.evaluate(() => {
    location.hash = '#/settings/notifications';
  });
  await window.getByText(words.noNotifications).waitFor();
  await window.getByText(words.noTray).waitFor();
  expect(await window.getByRole('checkbox', { name: words.notifications }).count()).toBe(0);
  await takePicture(window, 'notifications-settings');
  await window.getByRole('button', { name: words.test }).click();
  await window.getByText(words.failed).waitFor();
  expect(desktop.errors).toEqual([]);
});
