import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { sourceFingerprint } from '#scripts/support/sourceFingerprint.ts';

function project(): { root: string; write: (file: string, content: string) => void } {
  const root = mkdtempSync(path.join(tmpdir(), 'optimaliq-sources-'));
  const write = (file: string, content: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  };
  write('shared/a.ts', 'a');
  write('renderer/app/b.css', 'b');
  return { root, write };
}

test('a build is stale when a source was changed, added, removed or renamed', () => {
  const { root, write } = project();
  const seen = new Set([sourceFingerprint(root)]);
  write('shared/a.ts', 'A');
  seen.add(sourceFingerprint(root));
  write('renderer/app/c.css', 'c');
  seen.add(sourceFingerprint(root));
  rmSync(path.join(root, 'renderer/app/b.css'));
  seen.add(sourceFingerprint(root));
  write('renderer/app/d.css', 'c');
  rmSync(path.join(root, 'renderer/app/c.css'));
  seen.add(sourceFingerprint(root));
  write('package.json', '{}');
  seen.add(sourceFingerprint(root));
  expect(seen.size).toBe(6);
});

test('it is fresh when only times have changed, or files that the build does not read', () => {
  const { root, write } = project();
  const before = sourceFingerprint(root);
  utimesSync(path.join(root, 'shared/a.ts'), 1, 1);
  write('docs/page.md', 'x');
  write('tests/a.test.ts', 'x');
  expect(sourceFingerprint(root)).toBe(before);
});
