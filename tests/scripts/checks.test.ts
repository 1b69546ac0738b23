import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { missingSystemPackages } from '#scripts/setup/system.mjs';
import { hasDisplay } from '#scripts/support/display.ts';
import { runStep } from '#scripts/support/steps.ts';
import { skippedIn, tallyOf } from '#scripts/support/testRuns.ts';

function reportFile(content: string): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'optimaliq-tally-')), 'report.json');
  writeFileSync(file, content);
  return file;
}

test('the tally of a run is what its report says', () => {
  const file = reportFile('{"numPassedTests":12,"numFailedTests":2}');
  expect(tallyOf(file, false)).toEqual({ passed: 12, failed: 2 });
});

test('a test that was left out counts for neither side, and is said', () => {
  const file = reportFile('{"numPassedTests":12,"numFailedTests":0,"numPendingTests":3}');
  expect(tallyOf(file, true)).toEqual({ passed: 12, failed: 0, skipped: 3 });
  expect(skippedIn('\u001B[22m\u001B[39mSKIPPED a test: no age\n ok another, not SKIPPED\n')).toEqual([
    'SKIPPED a test: no age',
  ]);
});

test('a run that broke without a failed test is a failure, and so is one without a report', () => {
  const file = reportFile('{"numPassedTests":12,"numFailedTests":0}');
  expect(tallyOf(file, true)).toEqual({ passed: 12, failed: 0 });
  expect(tallyOf(file, false)).toEqual({ passed: 12, failed: 1 });
  expect(tallyOf('/nowhere/report.json', true)).toEqual({ passed: 0, failed: 1 });
});

test('a step keeps what it printed and tells a bad end from a good one', async () => {
  const run = (code: string) => runStep({ name: 'step', command: process.execPath, args: ['-e', code] });
  expect(await run('console.log(1); console.error(2)')).toMatchObject({
    ok: true,
    output: expect.stringContaining('2') as string,
  });
  expect(await run('process.exit(1)')).toMatchObject({ ok: false });
  expect(await runStep({ name: 'none', command: '/nowhere/program', args: [] })).toMatchObject({ ok: false });
});

test('a window needs a display on Linux only', () => {
  expect(hasDisplay({}, 'linux')).toBe(false);
  expect(hasDisplay({ DISPLAY: '' }, 'linux')).toBe(false);
  expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true);
  expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
  expect(hasDisplay({}, 'darwin')).toBe(true);
});

test('system packages are a matter of Linux', () => {
  expect(missingSystemPackages('tests', 'darwin')).toEqual([]);
});
