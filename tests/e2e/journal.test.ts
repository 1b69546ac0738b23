import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { accountsWords } from '#renderer/accounts/words.en.ts';
import { appWords } from '#renderer/app/words/app.en.ts';
import { auditWords as words } from '#renderer/audit/words.en.ts';
import { chatWords } from '#renderer/chat/words.en.ts';
import { openConsole, signInToDemo } from '#tests/e2e/support/agent.ts';
import { launchDesktop } from '#tests/e2e/support/electronApp.ts';
import { faults } from '#tests/e2e/support/faults.ts';
import { startHeadlessDemo, type HeadlessServer } from '#tests/e2e/support/headless.ts';
import { takePicture } from '#tests/e2e/support/pictures.ts';
import { chromiumLaunchOptions } from '#tests/support/chromium.ts';
import { changeRows } from '#tests/support/databaseState.ts';

const { filters, verify, details, list, timeline } = words;

const entriesOf = (page: Page) => page.getByRole('listbox', { name: list.label }).getByRole('option');

/** An admin's journal in a window of its own. */
async function signInAsAdmin(page: Page): Promise<void> {
  await page.getByRole('button', { name: accountsWords.signIn.demoAs('Admin') }).click();
  await page.getByRole('link', { name: appWords.rooms.journal }).click();
  await entriesOf(page).first().waitFor();
}

async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
}

/** Chooses in one of the lists with a search field: entries of the journal are options too, so only its own count. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click();
  await page.getByRole('dialog', { name: label }).getByRole('option', { name: option }).click();
}

async function chooseTime(page: Page, time: keyof typeof filters.times): Promise<void> {
  await page.getByLabel(filters.time, { exact: true }).click();
  await page.getByRole('option', { name: filters.times[time], exact: true }).click();
}

/** A machine with other work may take its time. */
const SOON = { timeout: 60_000 };

/** Whether there are entries and every one says `text`. */
const everyEntrySays = (page: Page, text: string) =>
  expect
    .poll(async () => {
      const texts = await entriesOf(page).allTextContents();
      return texts.length > 2 && texts.every((one) => one.includes(text));
    }, SOON)
    .toBe(true);

describe('the journal in a browser', () => {
  let browser: Browser;
  let server: HeadlessServer;
  beforeAll(async () => {
    server = await startHeadlessDemo();
    browser = await chromium.launch(chromiumLaunchOptions());
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  it.each([
    { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
    { colorScheme: 'dark', viewport: { width: 1024, height: 700 } },
    { colorScheme: 'light', viewport: { width: 1024, height: 700 } },
    { colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  ] as const)('can be read, entry by entry, with the keyboard ($colorScheme, $viewport.width px)', async (look) => {
    const name = `${look.colorScheme}-${String(look.viewport.width)}`;
    const { page, errors } = await openConsole(browser, server.address, look);
    await signInAsAdmin(page);
    expect(await faults(page)).toEqual([]);
    await takePicture(page, `journal-${name}`);

    await page.keyboard.press('j');
    const number =
      (
        await entriesOf(page)
          .nth(1)
          .getByText(/^#\d+$/)
          .textContent()
      )?.slice(1) ?? '';
    await page.keyboard.press('Enter');
    await page.getByText(details.title(number)).first().waitFor();
    expect(page.url()).toContain(`entry=${number}`);
    expect(await faults(page)).toEqual([]);
    await takePicture(page, `journal-entry-${name}`);
    await page.keyboard.press('Escape');
    await page.getByText(details.title(number)).first().waitFor({ state: 'detached' });

    await goTo(page, '/journal/by=0198f000-0000-7000-8000-00000000abcd&time=today');
    await page.getByText(list.filteredTitle).waitFor();
    expect(await faults(page)).toEqual([]);
    await takePicture(page, `journal-none-${name}`);
    await page.getByRole('button', { name: filters.clear }).first().click();
    await entriesOf(page).first().waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('is filtered by person, subject and time, in an address that can be passed on', async () => {
    const { page, errors } = await openConsole(browser, server.address, { colorScheme: 'light' });
    await signInAsAdmin(page);
    await choose(page, filters.person, 'Sam Okafor');
    await expect.poll(() => page.url(), SOON).toContain('/journal/by=');
    await everyEntrySays(page, 'Sam Okafor');
    await takePicture(page, 'journal-by-light');

    const address = page.url();
    await page.goto('about:blank');
    await page.goto(address);
    await everyEntrySays(page, 'Sam Okafor');
    await expect.poll(() => page.getByLabel(filters.person, { exact: true }).textContent(), SOON).toBe('Sam Okafor');

    await page.getByRole('button', { name: filters.clear }).click();
    await choose(page, filters.subject, 'Kiln & Clay');
    await expect.poll(() => page.url(), SOON).toContain('about=site:');
    await everyEntrySays(page, 'Kiln & Clay');

    await page.getByRole('button', { name: filters.clear }).click();
    await chooseTime(page, 'custom');
    await page.getByLabel(filters.from, { exact: true }).fill('2001-01-02');
    await page.getByLabel(filters.to, { exact: true }).fill('2001-01-01');
    await page.getByText(filters.backwards).waitFor();
    expect(await faults(page)).toEqual([]);
    await takePicture(page, 'journal-custom-light');
    await page.getByLabel(filters.to, { exact: true }).fill('2001-01-03');
    await expect.poll(() => page.url(), SOON).toContain('from=2001-01-02&to=2001-01-03');
    await page.getByText(list.filteredTitle).waitFor();
    await chooseTime(page, 'today');
    await entriesOf(page).first().getByText(chatWords.thread.today, { exact: true }).waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('is verified on demand, and says that it is whole', async () => {
    const { page, errors } = await openConsole(browser, server.address, { colorScheme: 'light' });
    await signInAsAdmin(page);
    await page.getByRole('button', { name: verify.action }).press('Enter');
    await page.getByText(/The journal is whole: [\d,]+ entries/).waitFor();
    expect(await faults(page)).toEqual([]);
    await takePicture(page, 'journal-whole-light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 1024, height: 700 });
    expect(await faults(page)).toEqual([]);
    await takePicture(page, 'journal-whole-dark');
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('is said to be broken where it is, with the last entry that can be trusted', async () => {
    const own = await startHeadlessDemo();
    onTestFinished(own.close);
    const { page, errors } = await openConsole(browser, own.address, { colorScheme: 'light' });
    await signInAsAdmin(page);
    changeRows(own.dataDirectory, 'UPDATE journal SET at = at + 1 WHERE seq = 40');
    await page.getByRole('button', { name: verify.action }).press('Enter');
    const alert = page.getByRole('alert').filter({ hasText: verify.broken.changed('40') });
    await alert.getByText(verify.upTo(39)).waitFor();
    expect(await faults(page)).toEqual([]);
    await alert.getByRole('link', { name: verify.show }).click();
    await page.getByText(details.title('39')).first().waitFor();
    await page.getByText(details.kind, { exact: true }).waitFor();
    await takePicture(page, 'journal-broken-light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 1024, height: 700 });
    await page.getByRole('dialog', { name: details.title('39') }).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await takePicture(page, 'journal-broken-dark');
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('is exported as CSV with the filters of the screen', async () => {
    const { page, errors } = await openConsole(browser, server.address, { colorScheme: 'light' });
    await signInAsAdmin(page);
    await choose(page, filters.person, 'Sam Okafor');
    await everyEntrySays(page, 'Sam Okafor');
    const size = async () => {
      // A filter that closes takes the focus back to its button, sooner or later.
      await page.getByRole('listbox', { name: list.label }).focus();
      await page.keyboard.press('End');
      return Number(await entriesOf(page).last().getAttribute('aria-setsize'));
    };
    // Only at its end does the list know how long it is.
    await expect.poll(size, SOON).toBeGreaterThan(2);
    const shown = await size();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: words.export.action }).press('Enter'),
    ]);
    expect(download.suggestedFilename()).toMatch(/^journal-\d{4}-\d{2}-\d{2}\.csv$/);
    const text = readFileSync(await download.path(), 'utf8');
    const [header, ...lines] = text.split('\r\n').slice(0, -1);
    expect(header).toBe(`\uFEFF${Object.values(words.export.columns).join(',')}`);
    expect(lines).toHaveLength(shown);
    for (const line of lines) expect(line).toMatch(/^\d+,\d{4}-\d{2}-\d{2}T[\d:.]+Z,"?Sam Okafor .*,staff,Sam Okafor,/);
    await page.getByText(words.export.done(shown, download.suggestedFilename())).waitFor();
    expect(await faults(page)).toEqual([]);
    await takePicture(page, 'journal-exported-light');
    await page.getByRole('button', { name: words.export.dismiss }).click();
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it.each(['light', 'dark'] as const)('each person has their own timeline (%s)', async (colorScheme) => {
    const { page, errors } = await openConsole(browser, server.address, { colorScheme });
    await signInAsAdmin(page);
    await page.getByRole('link', { name: appWords.rooms.people }).click();
    await page.getByRole('link', { name: 'Sam Okafor' }).click();
    const drawer = page.getByRole('dialog', { name: 'Sam Okafor' });
    await drawer.getByRole('heading', { name: timeline.title }).scrollIntoViewIfNeeded();
    await drawer.getByRole('listitem').filter({ hasText: 'Sam Okafor' }).first().waitFor();
    expect(await faults(page)).toEqual([]);
    await drawer.getByRole('link', { name: timeline.deeds('Sam Okafor') }).scrollIntoViewIfNeeded();
    await takePicture(page, `journal-person-${colorScheme}`);
    await drawer.getByRole('link', { name: timeline.deeds('Sam Okafor') }).click();
    await expect.poll(() => page.url(), SOON).toContain('/journal/by=');
    await entriesOf(page).first().waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it.each([
    { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
    { colorScheme: 'dark', viewport: { width: 1024, height: 700 } },
  ] as const)('each conversation has its own timeline, for support too ($colorScheme)', async (look) => {
    const { page, errors } = await openConsole(browser, server.address, look);
    await signInToDemo(page, 'Support');
    expect(await page.getByRole('link', { name: appWords.rooms.journal }).count()).toBe(0);
    await page.getByRole('tab', { name: new RegExp(`^${chatWords.list.views.all}`) }).click();
    const first = page.getByRole('option').first();
    await first.click();
    await page.getByRole('textbox', { name: /^Reply to/ }).waitFor();
    if (look.viewport.width < 1100) await page.getByRole('button', { name: chatWords.thread.showCustomer }).click();
    const history = page.getByRole('heading', { name: timeline.title }).locator('..');
    await history.getByText(words.thisConversation).first().waitFor();
    expect(await history.getByRole('link', { name: timeline.inJournal }).count()).toBe(0);
    await history.scrollIntoViewIfNeeded();
    expect(await faults(page)).toEqual([]);
    await takePicture(page, `journal-conversation-${look.colorScheme}`);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('what is done with a conversation appears in its timeline at once', async () => {
    const { page, errors } = await openConsole(browser, server.address, { colorScheme: 'light' });
    await signInToDemo(page, 'Support');
    await page.getByRole('tab', { name: new RegExp(`^${chatWords.list.views.unassigned}`) }).click();
    await page.getByRole('option').first().click();
    await page.getByRole('textbox', { name: /^Reply to/ }).waitFor();
    const history = page.getByRole('heading', { name: timeline.title }).locator('..');
    await history.getByText(words.thisConversation).first().waitFor();
    await page.getByRole('button', { name: chatWords.thread.closeLabel }).click();
    await history
      .getByText(/ closed /)
      .first()
      .waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });
});

describe('the journal in the desktop window', () => {
  it('is exported into a file that the person chooses, while nothing else can be downloaded', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'optimaliq-export-'));
    const desktop = await launchDesktop({ parameters: ['--demo'] });
    const { app, window } = desktop;
    try {
      await signInAsAdmin(window);
      // Stands for the question where to keep it.
      await app.evaluate(({ session }, into) => {
        const seen: string[] = [];
        Object.assign(globalThis, { seen });
        session.defaultSession.on('will-download', (event, item) => {
          if (event.defaultPrevented) {
            seen.push('refused');
            return;
          }
          item.setSavePath(`${into}/${item.getFilename()}`);
          item.once('done', (_, state) => seen.push(state));
        });
      }, folder);
      const seen = () => app.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
      await window.getByRole('button', { name: words.export.action }).click();
      await expect.poll(seen, SOON).toEqual(['completed']);
      const done = await window.getByText(/ in journal-.*\.csv\.$/).textContent();
      const fileName = /journal-[\d-]+\.csv/.exec(done ?? '')?.[0] ?? '';
      const text = readFileSync(path.join(folder, fileName), 'utf8');
      expect(text.startsWith(`\uFEFF${words.export.columns.seq},`)).toBe(true);
      expect(text.split('\r\n').length).toBeGreaterThan(20);

      await window.evaluate(() => {
        const link = document.createElement('a');
        link.href = 'app://console/index.html';
        link.download = 'page.html';
        link.click();
      });
      await expect.poll(seen, SOON).toEqual(['completed', 'refused']);
      expect(desktop.errors).toEqual([]);
    } finally {
      await desktop.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
