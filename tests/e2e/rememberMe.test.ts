import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { appWords } from '#renderer/app/words/app.en.ts';
import { launchDesktop, type Desktop } from '#tests/e2e/support/electronApp.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';

const words = accountsWords.signIn;

let desktop: Desktop;
beforeAll(async () => {
  desktop = await launchDesktop({ parameters: ['--demo'] });
});
afterAll(() => desktop.close());

it('without a keychain the sign-in says why it does not offer to remember, and nothing is kept', async () => {
  const { window, app } = desktop;
  await window.getByText(words.rememberNot.noKeychain).waitFor();
  expect(await window.getByRole('checkbox', { name: words.remember }).count()).toBe(0);
  await takePicture(window, 'remember-not-offered');
  await window.getByRole('button', { name: words.demoAs('Admin') }).click();
  await window.getByRole('navigation', { name: appWords.navigation.label }).waitFor();
  const profile = await app.evaluate(({ app: electron }) => electron.getPath('userData'));
  expect(existsSync(path.join(profile, 'remembered.json'))).toBe(false);
});

it('the preview of a site works in the window too', async () => {
  const { window } = desktop;
  const sites = accountsWords.sites;
  await window.evaluate(() => {
    location.hash = '/settings/sites';
  });
  await window.getByRole('button', { name: sites.editNamed('Kiln & Clay') }).click();
  const preview = window.frameLocator(`iframe[title="${sites.previewOf}"]`);
  await preview.frameLocator('optimaliq-chat iframe').getByText('Kiln & Clay').waitFor();
  expect(desktop.errors).toEqual([]);
});
