import { describe, expect, it } from 'vitest';
import { originFault, originOf } from '#shared/accounts/siteRules.ts';
import { sitesContract } from '#shared/accounts/sites/contract.ts';

const LONG = `https://${'x'.repeat(300)}.example`;

describe('an allowed origin', () => {
  it.each(['https://shop.example', 'http://localhost:8080', 'https://127.0.0.1:444', 'http://[::1]:3000'])(
    '%s is one',
    (text) => {
      expect(originFault(text)).toBeNull();
    },
  );

  it.each([
    ['shop.example', 'scheme'],
    ['ftp://shop.example', 'scheme'],
    ['null', 'scheme'],
    ['', 'scheme'],
    ['javascript://shop.example', 'scheme'],
    ['https://', 'scheme'],
    ['https://shop example', 'address'],
    ['https://shop.example:99999', 'address'],
    ['https://me:secret@shop.example', 'user'],
    ['https://shop.example/', 'path'],
    ['https://shop.example/basket', 'path'],
    ['https://shop.example?', 'path'],
    ['https://shop.example#', 'path'],
    ['https://*.shop.example', 'wildcard'],
    ['*', 'wildcard'],
    ['https://Shop.example', 'case'],
    ['HTTPS://shop.example', 'case'],
    ['https://shop.example:443', 'case'],
    ['https://bücher.example', 'case'],
  ])('%s is none: %s', (text, fault) => {
    expect(originFault(text)).toBe(fault);
  });

  it('is told from an address that somebody pasted', () => {
    expect(originOf(' https://Shop.example/basket?x=1 ')).toBe('https://shop.example');
    expect(originOf('shop.example')).toBe('https://shop.example');
    expect(originOf('http://shop.example:80/')).toBe('http://shop.example');
    expect(originOf('https://*.shop.example')).toBeNull();
    expect(originOf('ftp://shop.example')).toBeNull();
    expect(originOf('two words')).toBeNull();
  });

  it('is checked by the server line by line, and never twice the same', () => {
    const { input } = sitesContract['sites.change'];
    const issuesOf = (allowedOrigins: readonly string[]) =>
      input
        .safeParse({ siteId: '01932c5e-7f0a-7c3e-9d5b-2f6a1c0e8b44', allowedOrigins })
        .error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    expect(issuesOf(['https://a.example', 'b.example', 'https://c.example/x'])).toEqual([
      'allowedOrigins.1 must begin with https:// or http://',
      'allowedOrigins.2 must end after host and port, without a path or slash',
    ]);
    expect(issuesOf(['https://a.example', 'https://a.example'])).toEqual([
      'allowedOrigins must not name an origin twice',
    ]);
    expect(issuesOf([LONG])).toHaveLength(1);
    expect(issuesOf(Array.from({ length: 51 }, (_, index) => `https://s${index}.example`))).toHaveLength(1);
    expect(issuesOf([])).toBeUndefined();
  });
});
