import { describe, expect, it } from 'vitest';
import { isConsolePage } from '#electron/main/consoleAddress.ts';
import { isAllowedOutside } from '#electron/main/outsideLinks.ts';

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
