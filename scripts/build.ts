import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { binary, ROOT } from '#scripts/support/paths.ts';
import { sourceFingerprint } from '#scripts/support/sourceFingerprint.ts';
import { printResult, runStep, type Step } from '#scripts/support/steps.ts';

const STAMP = path.join(ROOT, 'out', 'built-from');
const OUTPUTS = ['main', 'preload', 'renderer', 'widget'];

const production = { NODE_ENV: 'production' };
const STEPS: readonly Step[] = [
  {
    name: 'build: desktop and console',
    command: process.execPath,
    args: [binary('electron-vite/bin/electron-vite.js'), 'build'],
    environment: production,
  },
  {
    name: 'build: widget',
    command: process.execPath,
    args: [binary('vite/bin/vite.js'), 'build', '--config', 'vite.widget.config.ts'],
    environment: production,
  },
  {
    name: 'build: preview of the widget',
    command: process.execPath,
    args: [binary('vite/bin/vite.js'), 'build', '--config', 'vite.preview.config.ts'],
    environment: production,
  },
];

function isFresh(fingerprint: string): boolean {
  return (
    OUTPUTS.every((output) => existsSync(path.join(ROOT, 'out', output))) &&
    existsSync(STAMP) &&
    readFileSync(STAMP, 'utf8') === fingerprint
  );
}

/** Builds out/, or with `onlyIfStale` does so when a source has changed since. Prints a line for each step; false when one failed. */
export async function build({ onlyIfStale }: { readonly onlyIfStale: boolean }): Promise<boolean> {
  const fingerprint = sourceFingerprint(ROOT);
  if (onlyIfStale && isFresh(fingerprint)) return true;
  if (onlyIfStale) console.log('Building ...');
  for (const step of STEPS) {
    const result = await runStep(step);
    printResult(result);
    if (!result.ok) return false;
  }
  await mkdir(path.dirname(STAMP), { recursive: true });
  await writeFile(STAMP, fingerprint);
  return true;
}

if (import.meta.main && !(await build({ onlyIfStale: process.argv.includes('--if-stale') }))) process.exitCode = 1;
