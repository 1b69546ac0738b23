import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import AxeBuilder from '@axe-core/playwright';
import type { BrowserContextOptions } from 'playwright';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { givenShop } from '#tests/widget/support/givenShop.ts';

// A bound for what hangs: four searches of axe take half a minute on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const stage = givenShop();
const { givenCustomer } = stage;

/** Another company's page on another origin, as strict about scripts and styles as a page can be. */
async function givenForeignPage(attributes = '', siteKey = 'demo'): Promise<string> {
  const policy = `default-src 'none'; script-src ${stage.shop.address}; frame-src ${stage.shop.address}`;
  const html = `<!doctype html><html lang="en"><title>Elsewhere</title><h1>Elsewhere</h1>
    <script src="${stage.shop.address}/widget/loader.js" data-site="${siteKey}" ${attributes} async></script>`;
  const server = createServer((request, response) => {
    if (request.url !== '/') response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy }).end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
}

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

describe('the launcher on a page', () => {
  it('loads the chat when somebody reaches for it, not before', async () => {
    const { page, launcher } = await givenCustomer();
    await launcher.waitFor();
    expect(page.frames()).toHaveLength(1);
    await launcher.hover();
    await page.locator('optimaliq-chat iframe').waitFor({ state: 'attached' });
    expect(await launcher.getAttribute('aria-expanded')).toBe('false');
  });

  it('is worked by keyboard: Enter opens and moves into the chat, Escape closes and comes back', async () => {
    const { page, launcher, composer, frame } = await givenCustomer();
    await launcher.focus();
    await page.keyboard.press('Enter');
    await composer.waitFor();
    await expect.poll(() => composer.evaluate((area) => area === document.activeElement)).toBe(true);
    expect(await launcher.getAttribute('aria-expanded')).toBe('true');
    expect(await page.locator('optimaliq-chat iframe').getAttribute('title')).toBe('Chat with Kiln & Clay');
    await page.keyboard.press('Escape');
    await expect.poll(() => launcher.getAttribute('aria-expanded')).toBe('false');
    expect(await launcher.evaluate((button) => (button.getRootNode() as ShadowRoot).activeElement === button)).toBe(
      true,
    );
    await composer.waitFor({ state: 'hidden' });
    expect(await frame.locator('body').isVisible()).toBe(false);
  });

  it('listens to the page through OptimaliQ()', async () => {
    const { page, launcher, composer } = await givenCustomer();
    await page.getByRole('button', { name: 'Ask the studio' }).click();
    await composer.waitFor();
    await page.evaluate(() => {
      (window as unknown as { OptimaliQ: (command: string) => void }).OptimaliQ('toggle');
    });
    expect(await launcher.getAttribute('aria-expanded')).toBe('false');
  });

  it('stands and works on a foreign page with the strictest policy', async () => {
    const url = await givenForeignPage();
    const customer = await givenCustomer(url);
    await customer.openChat();
    const box = await customer.launcher.boundingBox();
    expect(box?.width).toBeCloseTo(56, -1);
    await customer.write('Hello from elsewhere');
    await customer.frame.getByText('Sent', { exact: true }).waitFor();
    await customer.frame.getByRole('button', { name: 'Close chat' }).click();
    await customer.page.getByRole('button', { name: 'Open chat' }).waitFor();
    expect(customer.complaints.filter((text) => !text.includes('favicon'))).toEqual([]);
  });

  it('has the colour and the side that its tag asks for, and stays readable on any colour', async () => {
    const { page, launcher, openChat, composer } = await givenCustomer(
      await givenForeignPage('data-accent="#ffd54a" data-position="start"'),
      { reducedMotion: 'reduce' },
    );
    await openChat();
    expect((await launcher.boundingBox())?.x).toBeLessThan(100);
    expect(await launcher.evaluate((button) => getComputedStyle(button).backgroundColor)).toBe('rgb(255, 213, 74)');
    await composer.fill('Hello');
    const { violations } = await new AxeBuilder({ page }).withRules(['color-contrast']).analyze();
    expect(violations).toEqual([]);
  });

  it('takes no orders from a frame that is not its own', async () => {
    const { page, launcher, openChat } = await givenCustomer();
    await openChat();
    await page.evaluate(() => {
      window.postMessage({ optimaliq: 'close' }, '*');
      const stranger = document.createElement('iframe');
      document.body.append(stranger);
      const { contentWindow } = stranger;
      if (contentWindow !== null)
        window.dispatchEvent(
          new MessageEvent('message', { data: { optimaliq: 'close' }, source: contentWindow, origin: location.origin }),
        );
    });
    expect(await launcher.getAttribute('aria-expanded')).toBe('true');
  });

  it('covers a phone from edge to edge, and goes away again', async () => {
    const { page, launcher, composer, frame } = await givenCustomer(undefined, PHONE);
    await launcher.tap();
    await composer.waitFor();
    const iframe = page.locator('optimaliq-chat iframe');
    await expect.poll(() => iframe.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
    expect(await launcher.isVisible()).toBe(false);
    await frame.getByRole('button', { name: 'Close chat' }).tap();
    await launcher.waitFor({ state: 'visible' });
  });
});

describe('a page with a key that nobody has, or that is no longer the site’s', () => {
  const REFUSED = 'The chat is not available on this page right now.';
  const WARNING = /knows no site with the key "site_of_yesterday"/;

  async function givenPage(options: BrowserContextOptions = {}) {
    const customer = await givenCustomer('about:blank', options);
    const warnings: string[] = [];
    customer.page.on('console', (message) => {
      if (message.type() === 'warning') warnings.push(message.text());
    });
    await customer.page.goto(await givenForeignPage('', 'site_of_yesterday'));
    return { ...customer, warnings };
  }

  it('takes the launcher away before anybody has opened it, and tells the shop’s developer once', async () => {
    const { page, launcher, frame, warnings } = await givenPage();
    await launcher.hover();
    await launcher.waitFor({ state: 'hidden' });
    expect(warnings).toEqual([expect.stringMatching(WARNING)]);
    // The next page of this visit does not promise a chat at all, and a button of the shop’s own still says why.
    await page.reload();
    await launcher.waitFor({ state: 'hidden' });
    expect(warnings).toHaveLength(2);
    expect(page.frames()).toHaveLength(1);
    await page.evaluate(() => {
      (window as unknown as { OptimaliQ: (command: string) => void }).OptimaliQ('open');
    });
    await frame.getByRole('heading', { name: REFUSED }).waitFor();
    expect(warnings).toHaveLength(2);
  });

  it.each(['light', 'dark'] as const)(
    'says so to a customer who was faster, and goes when they close it (%s)',
    async (colorScheme) => {
      const { page, launcher, frame } = await givenPage({ ...PHONE, colorScheme, reducedMotion: 'reduce' });
      await launcher.tap();
      await frame.getByRole('heading', { name: REFUSED }).waitFor();
      expect((await new AxeBuilder({ page }).include('optimaliq-chat').analyze()).violations).toEqual([]);
      expect(await frame.getByRole('textbox').count()).toBe(0);
      await frame.getByRole('button', { name: 'Close chat' }).tap();
      await frame.getByRole('heading', { name: REFUSED }).waitFor({ state: 'hidden' });
      await launcher.waitFor({ state: 'hidden' });
    },
  );
});

describe('axe finds nothing wrong', () => {
  const screens: readonly (readonly [string, BrowserContextOptions])[] = [
    ['in light', { colorScheme: 'light' }],
    ['in dark', { colorScheme: 'dark' }],
    ['on a phone', PHONE],
  ];

  it.each(screens)('%s: the shop, the welcome, a conversation and a lost line', async (_name, options) => {
    const customer = await givenCustomer(undefined, { reducedMotion: 'reduce', ...options });
    const { page, frame } = customer;
    const violations = async () => {
      const { violations: found } = await new AxeBuilder({ page }).analyze();
      return found.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
      );
    };
    expect(await violations()).toEqual([]);
    await customer.openChat();
    await frame.getByText('Send us a message').waitFor();
    expect(await violations()).toEqual([]);
    await customer.write('See https://kiln.example for an example');
    await frame.getByText('Sent', { exact: true }).waitFor();
    expect(await violations()).toEqual([]);
    await page.context().setOffline(true);
    await frame.getByText(/You are offline|Connection lost/).waitFor();
    await customer.write('waits');
    expect(await violations()).toEqual([]);
  });
});
