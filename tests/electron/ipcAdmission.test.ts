import { describe, expect, it } from 'vitest';
import { admit, parseNothing, parseOne } from '#electron/main/ipcAdmission.ts';
import { isThemeChoice, isWorkspaceChoice } from '#shared/native.ts';

const console_ = { url: 'app://console/#/inbox', parent: null };
const setTheme = { channel: 'optimaliq:set-theme', parse: parseOne(isThemeChoice) };

describe('a request of the page', () => {
  it('is admitted from the console with a valid parameter', () => {
    expect(admit(console_, setTheme, ['dark'])).toBe('dark');
  });

  it.each([
    ['another site', { url: 'https://example.com/', parent: null }],
    ['a page that only sounds like the console', { url: 'app://console.example/', parent: null }],
    ['a frame inside the console', { url: 'app://console/', parent: console_ }],
    ['an empty page', { url: 'about:blank', parent: null }],
    ['a frame that is gone', null],
  ])('is refused from %s', (_what, frame) => {
    expect(() => admit(frame, setTheme, ['dark'])).toThrow('the sender is not the console');
  });

  it.each([[[]], [['purple']], [['dark', 'light']], [[{ toString: (): string => 'dark' }]], [[null]], [[['dark']]]])(
    'is refused with the parameters %j',
    (parameters) => {
      expect(() => admit(console_, setTheme, parameters)).toThrow('the parameters are not valid');
    },
  );

  it('may have no parameters where none are expected', () => {
    const request = { channel: 'optimaliq:workspace', parse: parseNothing };
    expect(admit(console_, request, [])).toBe(true);
    expect(() => admit(console_, request, ['extra'])).toThrow('the parameters are not valid');
  });

  it('chooses between the two workspaces and no others', () => {
    expect(['own', 'demo', '../own', 1].map(isWorkspaceChoice)).toEqual([true, true, false, false]);
  });
});
