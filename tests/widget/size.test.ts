import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWidget } from '#tests/widget/support/builtWidget.ts';
import type { BuiltWidget } from '#tests/widget/support/builtWidget.ts';

let built: BuiltWidget;

beforeAll(async () => {
  built = await buildWidget();
});
afterAll(() => built.remove());

function gzippedBytes(...files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(built.directory, file))).byteLength, 0);
}

describe('what a shop makes its customers load', () => {
  it('is a loader of at most 5 KB', () => {
    expect(gzippedBytes('widget/loader.js')).toBeLessThanOrEqual(5 * 1_024);
  });

  it('is a widget of at most 45 KB, scripts and styles together', () => {
    const assets = readdirSync(path.join(built.directory, 'widget/assets')).map((name) => `widget/assets/${name}`);
    expect(assets.some((name) => name.endsWith('.js'))).toBe(true);
    expect(assets.some((name) => name.endsWith('.css'))).toBe(true);
    expect(gzippedBytes('widget/frame.html', ...assets)).toBeLessThanOrEqual(45 * 1_024);
  });

  it('holds no script or style in its pages, so that script-src and style-src can be strict', () => {
    for (const page of ['widget/frame.html', 'demo/index.html']) {
      const html = readFileSync(path.join(built.directory, page), 'utf8');
      expect(html).not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>/);
      expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/);
    }
  });

  it('leaves the place where the server writes the site', () => {
    expect(readFileSync(path.join(built.directory, 'widget/frame.html'), 'utf8')).toContain('<!--site-->');
  });
});
