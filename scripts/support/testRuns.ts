import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { onSomeDisplay } from '#scripts/support/display.ts';
import { binary, ROOT } from '#scripts/support/paths.ts';
import { printResult, runStep } from '#scripts/support/steps.ts';
import { electronBinary } from '#tests/support/electronBinary.ts';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** Left out for want of a system package. */
  readonly skipped?: number;
}

/** How a test begins the line that says why it was left out; it is shown even when all else is well. */
export const SKIPPED = 'SKIPPED ';

const CACHE = path.join(ROOT, 'node_modules', '.cache', 'tests');
/** Where processes that tests start leave their coverage (see scripts/coverage.ts). */
export const CHILD_COVERAGE = path.join(CACHE, 'child-coverage');

/** The tally that vitest's JSON report gives; a run that broke without a failed test counts as one failure. */
export function tallyOf(reportFile: string, runOk: boolean): Tally {
  let report: { numPassedTests?: number; numFailedTests?: number; numPendingTests?: number } = {};
  try {
    report = JSON.parse(readFileSync(reportFile, 'utf8')) as typeof report;
  } catch {
    return { passed: 0, failed: 1 };
  }
  const failed = report.numFailedTests ?? 0;
  const skipped = report.numPendingTests ?? 0;
  return {
    passed: report.numPassedTests ?? 0,
    failed: runOk ? failed : Math.max(failed, 1),
    ...(skipped > 0 ? { skipped } : {}),
  };
}

/** The lines in which tests say why they were left out. */
export function skippedIn(output: string): readonly string[] {
  const lines = stripVTControlCharacters(output).split('\n');
  return lines.filter((line) => line.startsWith(SKIPPED));
}

async function runVitest(
  name: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Tally> {
  const reportFile = path.join(CACHE, `${name}.json`);
  rmSync(reportFile, { force: true });
  mkdirSync(CACHE, { recursive: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const vitest = [binary('vitest/vitest.mjs'), 'run', '--project', name, ...reporters, ...args];
  const result = await runStep({ name: `tests: ${name}`, ...onSomeDisplay(process.execPath, vitest), environment });
  const tally = tallyOf(reportFile, result.ok);
  const skipped = tally.skipped === undefined ? '' : `, ${tally.skipped} skipped`;
  printResult({ ...result, ok: tally.failed === 0 }, `${tally.passed} passed, ${tally.failed} failed${skipped}`);
  for (const line of skippedIn(result.output)) console.log(`       ${line}`);
  return tally;
}

/** Unit and integration tests, with coverage of server/ and shared/. `args` go to vitest: file names, -t NAME. */
export function runUnitTests(args: readonly string[] = [], coverage = true): Promise<Tally> {
  // Vitest leaves one processor of two idle; much of these tests is waiting for other processes.
  const words = ['--maxWorkers=2', ...args];
  if (!coverage) return runVitest('unit', words, {});
  rmSync(CHILD_COVERAGE, { recursive: true, force: true });
  return runVitest('unit', ['--coverage.enabled', ...words], { OPTIMALIQ_CHILD_COVERAGE: CHILD_COVERAGE });
}

/** The real Electron window and Chromium, on an invisible display where there is no other. */
export function runEndToEndTests(args: readonly string[] = []): Promise<Tally> {
  return runVitest('e2e', args, { OPTIMALIQ_TEST_ELECTRON: electronBinary().path });
}
