import { expect, it } from 'vitest';
import { isConsoleFile } from '#electron/main/consoleAddress.ts';

it('what the console’s page has made itself may be saved', () => {
  expect(isConsoleFile('blob:app://console/0f3c9a4e-5e0c-4a52-9d0e-0d6f5f6f7a11')).toBe(true);
});

it.each([
  'app://console/index.html',
  'blob:app://other/0f3c',
  'blob:https://console/0f3c',
  'blob:https://evil.test/app://console/0f3c',
  'blob:app://user@console/0f3c',
  'blob:null/0f3c',
  'blob:blob:app://console/0f3c',
  'data:text/csv,a',
  'file:///etc/passwd',
  'blob:',
  '',
])('%j may not', (address) => {
  expect(isConsoleFile(address)).toBe(false);
});
