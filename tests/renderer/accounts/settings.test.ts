import { expect, test } from 'vitest';
import { clientName } from '#renderer/accounts/settings/clientName.ts';
import { listStateOf } from '#renderer/accounts/settings/listStateOf.ts';
import { snippetFor } from '#renderer/accounts/settings/snippet.ts';

test('the snippet names this server and the site', () => {
  expect(snippetFor('http://127.0.0.1:4830', 'demo')).toBe(
    '<script src="http://127.0.0.1:4830/widget/loader.js" data-site="demo" async></script>',
  );
});

test('a browser is shown by its name, anything else as it calls itself', () => {
  const edge =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0';
  const safari =
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15';
  expect(clientName(edge)).toEqual({ program: 'Edge', system: 'Windows' });
  expect(clientName(safari)).toEqual({ program: 'Safari', system: 'macOS' });
  expect(clientName('OptimaliQ Console (desktop; Mac OS X)')).toEqual({
    program: 'OptimaliQ Console',
    system: 'macOS',
  });
  expect(clientName('curl/8.5')).toEqual({ program: null, system: null });
});

test('old data that could not be read again is stale, not an error', () => {
  expect(listStateOf({ data: undefined, isError: false }, 0)).toBe('loading');
  expect(listStateOf({ data: undefined, isError: true }, 0)).toBe('error');
  expect(listStateOf({ data: {}, isError: true }, 3)).toBe('stale');
  expect(listStateOf({ data: {}, isError: false }, 0)).toBe('empty');
  expect(listStateOf({ data: {}, isError: false }, 3)).toBe('ready');
});
