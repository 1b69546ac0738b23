import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { billingWords } from '#renderer/billing/words.en.ts';
import { ROOT } from '#scripts/support/paths.ts';
import { contentSecurityPolicy, previewSecurityPolicy } from '#electron/main/contentSecurityPolicy.ts';
import { openConsole, signInToDemo } from '#tests/e2e/support/agent.ts';
import { builtFiles, cardEntriesIn } from '#tests/e2e/support/cardEntry.ts';
import { launchDesktop } from '#tests/e2e/support/electronApp.ts';
import { givenOutsider, tryWaysOut, WAYS_OUT } from '#tests/e2e/support/outsider.ts';
import { givenShop } from '#tests/e2e/support/shop.ts';
import { givenBrowser } from '#tests/e2e/support/stage.ts';
import { policyHoles } from '#tests/support/policyHoles.ts';

const stage = givenBrowser();
const OUT = path.join(ROOT, 'out');
const files = builtFiles(OUT);
/** The program that stands in for Stripe is none of the product's: it may be built into files of its own, which are called after it. */
const isSandbox = (name: string): boolean => /(?:^|\/)sandbox[^/]*$/.test(name);
const pages = files.filter(({ name }) => /^(?:renderer|widget)\/.*\.html$/.test(name));

describe('what is built', () => {
  it('is all looked at: the window, its preload, the console, the widget and the server', () => {
    const folders = new Set(files.map(({ name }) => name.slice(0, name.indexOf('/'))));
    expect([...folders].sort()).toEqual(['main', 'preload', 'renderer', 'server', 'widget']);
    const said = files.filter(({ text }) => text.includes(billingWords.requests.paysAtStripe));
    expect(said.map(({ name }) => name)).toEqual([expect.stringMatching(/^renderer\/assets\/.*\.js$/)]);
  });

  it.each(files.filter(({ name }) => !isSandbox(name)).map(({ name }) => name))('%s takes no card', (name) => {
    const file = files.find((one) => one.name === name);
    expect(cardEntriesIn(file?.text ?? '', file?.kind ?? 'js')).toEqual([]);
  });

  it('has nothing of the sandbox in it, whose pages stand for Stripe’s', () => {
    for (const { name, text } of files.filter((file) => !isSandbox(file.name)))
      expect(text, name).not.toMatch(/pm_card_|chargeDeclinedLostCard/);
    const maps = ['main/index.cjs.map', 'server/utility.mjs.map', 'server/coreThread.mjs.map'];
    for (const map of readdirSync(OUT, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.map'))) {
      const { sources } = JSON.parse(readFileSync(path.join(OUT, map), 'utf8')) as {
        readonly sources: readonly string[];
      };
      if (maps.includes(map)) expect(sources, map).toContainEqual(expect.stringMatching(/(?:electron|server)\//));
      if (!isSandbox(map))
        expect(
          sources.filter((source) => source.includes('billing/sandbox/')),
          map,
        ).toEqual([]);
    }
  });
});

describe('the search for a card’s fields is not blind', () => {
  it.each([
    ['html', '<input autocomplete="cc-number">'],
    ['html', '<label>Card number<input name="n"></label>'],
    ['html', '<input name="exp-month">'],
    ['html', '<script src="https://js.stripe.com/v3/"></script>'],
    ['js', 'jsx("input",{autoComplete:"cc-csc"})'],
    ['js', 'e("input",{name:"cardNumber"})'],
    ['js', 'e("input",{placeholder:"CVC"})'],
    ['js', 'const words={cvc:"The three digits on the back"}'],
    ['js', 'e(Field,{label:"Expiry date"})'],
    ['js', 'e("input",{placeholder:"MM / YY"})'],
    ['js', 'node.append(`<input name="card_number" id="${x}">`)'],
    ['js', 'const s=await loadStripe(key)'],
    ['js', 'stripe.elements().create("payment");e(PaymentElement,{})'],
    ['js', 'load("https://m.stripe.network/inner.html")'],
    ['js', 'new PaymentRequest(methods,details)'],
  ] as const)('%s: %s', (kind, planted) => {
    expect(cardEntriesIn(planted, kind)).not.toEqual([]);
  });

  it.each([
    ['js', 'const words={incorrect_cvc:"The security code is wrong.",note:"No card number ever comes here."}'],
    ['js', 'open("https://checkout.stripe.com/c/pay/1")'],
    ['html', '<input name="email" autocomplete="email">'],
  ] as const)('and does not cry wolf: %s: %s', (kind, harmless) => {
    expect(cardEntriesIn(harmless, kind)).toEqual([]);
  });
});

describe('the policies of the pages', () => {
  it('as they are served keep everything in, on every page there is', async () => {
    const { address } = await givenShop();
    const webSocket = address.replace(/^http/, 'ws');
    const addressOf = (name: string): string =>
      name
        .replace(/^renderer\//, '/console/')
        .replace(/^widget\/demo\//, '/demo/')
        .replace(/^widget\/widget\//, '/widget/')
        .replace(/frame\.html$/, 'frame.html?site=demo');
    const served = pages.map(({ name }) => addressOf(name));
    expect(served).toEqual(
      expect.arrayContaining(['/console/index.html', '/demo/index.html', '/widget/frame.html?site=demo']),
    );
    for (const page of [...served, '/console/', '/demo/', '/widget/frame.html?site=nobody', '/nothing', '/healthz']) {
      const { headers } = await fetch(`${address}${page}`);
      const policy = headers.get('content-security-policy') ?? '';
      // An answer that is no page shows nothing, and has nothing to send.
      if (headers.get('content-type')?.startsWith('text/html') === true)
        expect(policyHoles(policy, webSocket), page).toEqual([]);
      else expect(policy, page).toBe("default-src 'none'; frame-ancestors 'none'");
    }
  });

  it('of the window keep everything in', () => {
    for (const policy of [contentSecurityPolicy(), previewSecurityPolicy()]) {
      expect(policyHoles(policy, null)).toEqual([]);
      expect(policy).toContain("connect-src 'none'");
    }
  });

  it.each([
    [
      'an outsider’s script',
      "script-src 'self'",
      "script-src 'self' https://js.stripe.com",
      'script-src lets https://js.stripe.com',
    ],
    [
      'a script in the page',
      "script-src 'self'",
      "script-src 'self' 'unsafe-inline'",
      "script-src lets 'unsafe-inline'",
    ],
    ['an outsider’s frame', "frame-src 'self'", 'frame-src https:', 'frame-src lets https:'],
    ['a form to anywhere', "form-action 'none'; ", '', 'form-action is missing'],
    [
      'a form to an outsider',
      "form-action 'none'",
      'form-action https://example.com',
      'form-action is https://example.com',
    ],
    ['a connection to anywhere', "connect-src 'none'", 'connect-src *', 'connect-src lets *'],
    ['an outsider’s picture', 'img-src', 'img-src https://example.com', 'img-src lets https://example.com'],
    ['whatever is not named', "default-src 'none'", "default-src 'self'", "default-src is 'self'"],
  ])('are found wanting with %s', (_what, from, to, hole) => {
    const planted = contentSecurityPolicy().replace(from, to);
    expect(planted).not.toBe(contentSecurityPolicy());
    expect(policyHoles(planted, null)).toContain(hole);
  });
});

describe('from within a page', () => {
  it('of the console and of the widget nothing goes out, from a page without a policy everything', async () => {
    const outsider = await givenOutsider();
    const { address } = await givenShop();
    const { page } = await openConsole(stage.browser, address);
    await signInToDemo(page);
    expect(await tryWaysOut(page, outsider.address)).toEqual(WAYS_OUT);
    await page.goto(`${address}/widget/frame.html?site=demo`);
    expect(await tryWaysOut(page, outsider.address)).toEqual(WAYS_OUT);
    expect(outsider.asked).toEqual([]);

    await page.goto(`${outsider.address}/page`);
    expect(await tryWaysOut(page, outsider.address)).toEqual([]);
    const ways = ['beacon', 'fetch', 'form', 'frame', 'object', 'pixel.png', 'script.js', 'socket', 'style.css'];
    expect([...new Set(outsider.asked)].sort()).toEqual(ways.map((way) => `/${way}`));
    await page.context().close();
  });

  it('of the desktop window nothing goes out', async () => {
    const outsider = await givenOutsider();
    const desktop = await launchDesktop();
    onTestFinished(() => desktop.close());
    expect(await tryWaysOut(desktop.window, outsider.address)).toEqual(WAYS_OUT);
    expect(outsider.asked).toEqual([]);
  });
});

describe('the page where a customer pays', () => {
  it('is Stripe’s, in a demo the sandbox’s: no address of the server’s answers for it, and even the sandbox asks for no number', async () => {
    const { address, stripe } = await givenShop();
    const { url } = await stripe.checkout.sessions.create({
      mode: 'payment',
      success_url: 'https://shop.example/',
      line_items: [
        { quantity: 1, price_data: { currency: 'eur', unit_amount: 1_000, product_data: { name: 'A vase' } } },
      ],
    });
    const hosted = new URL(url ?? '');
    expect(hosted.origin).not.toBe(address);
    const page = await (await fetch(hosted)).text();
    expect(page).toContain('<form');
    expect(cardEntriesIn(page, 'html')).toEqual([]);
    for (const prefix of ['', '/console', '/widget', '/demo'])
      expect((await fetch(`${address}${prefix}${hosted.pathname}`)).status).toBe(404);
  });
});
