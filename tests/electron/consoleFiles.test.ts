import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consoleFileFor } from '#electron/main/consoleFiles.ts';

const ROOT = path.resolve('/app/out/renderer');
const fileOf = (address: string) => consoleFileFor(address, ROOT)?.path ?? null;

describe('app://console/', () => {
  it('is the page', () => {
    expect(consoleFileFor('app://console/', ROOT)).toEqual({
      path: path.join(ROOT, 'index.html'),
      mediaType: 'text/html; charset=utf-8',
    });
    expect(fileOf('app://console/#/inbox')).toBe(path.join(ROOT, 'index.html'));
  });

  it('serves files of the build with their type', () => {
    expect(consoleFileFor('app://console/assets/index-1a2b.js?v=1', ROOT)).toEqual({
      path: path.join(ROOT, 'assets', 'index-1a2b.js'),
      mediaType: 'text/javascript; charset=utf-8',
    });
    expect(consoleFileFor('app://console/assets/inter.woff2', ROOT)?.mediaType).toBe('font/woff2');
  });

  it.each([
    ['another host', 'app://other/index.html'],
    ['another scheme', 'https://console/index.html'],
    ['credentials', 'app://user@console/index.html'],
    ['a port', 'app://console:80/index.html'],
    ['an encoded slash on the way up', 'app://console/..%2f..%2fpackage.json'],
    ['a twice encoded dot', 'app://console/%252e%252e/package.json'],
    ['a backslash', 'app://console/assets%5c..%5cindex.html'],
    ['a drive', 'app://console/C%3a/boot.json'],
    ['a null byte', 'app://console/index.html%00.js'],
    ['broken encoding', 'app://console/%zz.js'],
    ['a hidden file', 'app://console/.env.json'],
    ['a source map', 'app://console/assets/index.js.map'],
    ['a folder', 'app://console/assets/'],
    ['an empty part', 'app://console//etc/hosts.json'],
  ])('refuses %s', (_what, address) => {
    expect(fileOf(address)).toBeNull();
  });

  it('takes an encoded way up for the top, as browsers do', () => {
    expect(fileOf('app://console/%2e%2e/%2e%2e/etc/passwd.json')).toBe(path.join(ROOT, 'etc', 'passwd.json'));
  });

  it('never leaves its folder, whatever is asked for', () => {
    const part = fc.oneof(
      fc.constantFrom('..', '.', '%2e%2e', '%2f', '%5c', '..%2f', 'assets', 'index.html', '', '%00', 'x.js'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const file = fileOf(`app://console/${parts.join('/')}`);
        return file === null || file.startsWith(ROOT + path.sep);
      }),
    );
  });
});
