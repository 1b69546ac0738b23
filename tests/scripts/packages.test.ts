import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectNode } from '#scripts/setup/node.mjs';
import { installPackages, packagesAreCurrent } from '#scripts/setup/packages.mjs';
import { ROOT } from '#scripts/support/paths.ts';

type Packages = Record<string, { version?: string; optional?: boolean; resolved?: string; dependencies?: object }>;

/** A project whose lock file asks for `wanted` and whose node_modules holds `installed`. */
function project(wanted: Packages, installed: Packages | null): string {
  const root = mkdtempSync(path.join(tmpdir(), 'optimaliq-packages-'));
  writeFileSync(path.join(root, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...wanted } }));
  mkdirSync(path.dirname(projectNode(root)), { recursive: true });
  writeFileSync(projectNode(root), '');
  const stamp = path.join(root, 'node_modules', '.package-lock.json');
  if (installed !== null) writeFileSync(stamp, JSON.stringify({ packages: installed }));
  return root;
}

const zod = { 'node_modules/zod': { version: '4.6.7' } };

test('a fresh clone needs an install', () => {
  expect(packagesAreCurrent(mkdtempSync(path.join(tmpdir(), 'optimaliq-packages-')))).toBe(false);
});

test('an install that was interrupted is done again', () => {
  expect(packagesAreCurrent(project(zod, null))).toBe(false);
});

test('an install of what the lock file asks for is kept', () => {
  expect(packagesAreCurrent(project(zod, zod))).toBe(true);
});

test('a lock file that has changed since asks for a new one', () => {
  expect(packagesAreCurrent(project(zod, { 'node_modules/zod': { version: '4.6.6' } }))).toBe(false);
  expect(packagesAreCurrent(project({ ...zod, 'node_modules/pino': { version: '1.0.0' } }, zod))).toBe(false);
});

test('packages for other platforms may be missing', () => {
  expect(packagesAreCurrent(project({ ...zod, 'node_modules/win': { version: '1.0.0', optional: true } }, zod))).toBe(
    true,
  );
});

test('a failed install shows what npm said', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'optimaliq-packages-'));
  writeFileSync(path.join(root, 'package.json'), '{}');
  const { ok, sentence } = installPackages(root);
  expect(ok).toBe(false);
  expect(sentence).toContain('npm ci did not succeed');
  expect(sentence).toContain('package-lock.json');
});

const lock = () => JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')) as { packages: Packages };

test('the lock file names no registry', () => {
  expect(Object.values(lock().packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
});

/** npm writes a lock file with holes when a registry lacks an optional package, and `npm ci` then refuses it everywhere. */
test('the lock file holds every package that another one in it depends on', () => {
  const { packages } = lock();
  const holes = Object.entries(packages).flatMap(([place, entry]) => {
    const names = Object.keys({
      ...entry.dependencies,
      ...(entry as { optionalDependencies?: object }).optionalDependencies,
    });
    return names.filter((name) => !isHeld(packages, place, name)).map((name) => `${place} needs ${name}`);
  });
  expect(holes).toEqual([]);
});

/** Node's look-up: beside the package, then beside each one around it. */
function isHeld(packages: Packages, place: string, name: string): boolean {
  for (let around = place; ; around = around.slice(0, Math.max(0, around.lastIndexOf('/node_modules/')))) {
    if (packages[`${around === '' ? '' : `${around}/`}node_modules/${name}`] !== undefined) return true;
    if (around === '') return false;
  }
}
