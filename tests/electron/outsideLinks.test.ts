import { describe, expect, it } from 'vitest';
import { isConsolePage } from '#electron/main/consoleAddress.ts';
import { isAllowedOutside, isSandboxPage } from '#electron/main/outsideLinks.ts';

const SERVER = 'http://127.0.0.1:4830';

describe('leaving the window', () => {
  it('opens pages of the own server in the browser', () => {
    expect(isAllowedOutside(`${SERVER}/demo/`, [SERVER])).toBe(true);
  });

  it.each([
    ['another site', 'https://example.com/'],
    ['another port', 'http://127.0.0.1:4831/demo/'],
    ['another spelling of the host', 'http://localhost:4830/demo/'],
    ['the other protocol', 'https://127.0.0.1:4830/demo/'],
    ['a host that only begins alike', 'http://127.0.0.1:4830.example.com/'],
    ['credentials', 'http://user:secret@127.0.0.1:4830/demo/'],
    ['a file', 'file:///etc/passwd'],
    ['a program of the system', 'ms-msdt:/id'],
    ['a script', 'javascript:alert(1)'],
    ['the console', 'app://console/'],
    ['no address', 'demo'],
  ])('refuses %s', (_what, address) => {
    expect(isAllowedOutside(address, [SERVER])).toBe(false);
  });

  it('refuses everything while no server runs', () => {
    expect(isAllowedOutside(`${SERVER}/demo/`, [])).toBe(false);
  });
});

describe('the pages of the sandbox that stands in for Stripe', () => {
  const SANDBOX = 'http://127.0.0.1:4242';

  it.each(['/c/pay/cs_test_a1b2', '/pay/plink_1', '/3ds/pi_1', '/receipts/ch_1'])('%s is opened', (page) => {
    expect(isSandboxPage(`${SANDBOX}${page}`, 4242)).toBe(true);
  });

  it.each([
    ['another port', 'http://127.0.0.1:4243/receipts/ch_1'],
    ['another spelling of the host', 'http://localhost:4242/receipts/ch_1'],
    ['another protocol', 'https://127.0.0.1:4242/receipts/ch_1'],
    ['a host that only begins alike', 'http://127.0.0.1:4242.example.com/receipts/ch_1'],
    ['credentials', 'http://user:secret@127.0.0.1:4242/receipts/ch_1'],
    ['its API', `${SANDBOX}/v1/charges/ch_1`],
    ['what commands it', `${SANDBOX}/_sandbox/clock`],
    ['its first page', `${SANDBOX}/`],
    ['a way out of its pages', `${SANDBOX}/receipts/../v1/charges`],
    ['a way on from them', `${SANDBOX}/receipts/ch_1/refund`],
    ['a question with them', `${SANDBOX}/receipts/ch_1?to=https://example.com`],
    ['a place on them', `${SANDBOX}/receipts/ch_1#there`],
    ['no address', 'receipts/ch_1'],
  ])('%s is not', (_what, address) => {
    expect(isSandboxPage(address, 4242)).toBe(false);
  });

  it('are none while no sandbox is connected', () => {
    expect(isSandboxPage(`${SANDBOX}/receipts/ch_1`, null)).toBe(false);
  });
});

describe('staying in the window', () => {
  it('may load its page again', () => {
    expect(isConsolePage('app://console/#/inbox')).toBe(true);
  });

  it.each(['app://console/assets/index.js', 'app://console.example.com/', 'https://console/', 'app://x@console/', ''])(
    'may not go to %j',
    (address) => {
      expect(isConsolePage(address)).toBe(false);
    },
  );
});
