import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { hasDisplay, onSomeDisplay } from '#scripts/support/display.ts';
import { failuresIn } from '#scripts/support/failures.ts';
import { binary, ROOT } from '#scripts/support/paths.ts';
import { printResult, runStep } from '#scripts/support/steps.ts';
import { electronBinary } from '#tests/support/electronBinary.ts';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** Left out for want of a system package. */
  readonly skipped?: number;
  /** What failed, and why, each in a line. */
  readonly failures?: readonly string[];
}

/** How a test begins the line that says why it was left out; it is shown even when all else is well. */
export const SKIPPED = 'SKIPPED ';

/** Characters of what a run printed at last that are said of it when no test of it failed and it ended badly all the same. */
const MOST_OF_A_LOG = 600;

const CACHE = path.join(ROOT, 'node_modules', '.cache', 'tests');
/** Where processes that tests start leave their coverage (see scripts/coverage.ts). */
export const CHILD_COVERAGE = path.join(CACHE, 'child-coverage');
/** Where Node keeps what it has compiled, so that each of the many servers does not compile all of it again. */
const COMPILED = path.join(CACHE, 'compiled');
/** The same for processes whose coverage is measured. */
const MEASURED_COMPILED = path.join(CACHE, 'compiled-measured');

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

interface Run {
  readonly project: 'unit' | 'e2e';
  /** Part of the project, where it is run in parts. */
  readonly part?: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly displayNumber?: number;
}

async function runVitest({ project, part, args, environment = {}, displayNumber }: Run): Promise<Tally> {
  const name = part === undefined ? project : `${project}-${part}`;
  const reportFile = path.join(CACHE, `${name}.json`);
  rmSync(reportFile, { force: true });
  mkdirSync(CACHE, { recursive: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const vitest = [binary('vitest/vitest.mjs'), 'run', '--project', project, ...reporters, ...args];
  const result = await runStep({
    name: `tests: ${name}`,
    ...onSomeDisplay(process.execPath, vitest, displayNumber),
    environment,
  });
  const tally = tallyOf(reportFile, result.ok);
  const skipped = tally.skipped === undefined ? '' : `, ${tally.skipped} skipped`;
  printResult({ ...result, ok: tally.failed === 0 }, `${tally.passed} passed, ${tally.failed} failed${skipped}`);
  for (const line of skippedIn(result.output)) console.log(`       ${line}`);
  if (tally.failed === 0) return tally;
  const failures = failuresIn(reportFile, result.output);
  return {
    ...tally,
    failures: failures.length === 0 ? [`${result.name}: ${result.output.slice(-MOST_OF_A_LOG)}`] : failures,
  };
}

/** Commands that load all of the server, do nothing and end. */
const LOADING: readonly (readonly string[])[] = [
  ['server/entry/headless.ts', '--print-config'],
  ['server/entry/db.ts'],
  ['server/entry/sandbox.ts', '--help'],
];

/**
 * Of a function that is kept compiled V8 counts only that it ran, no more which parts of it. So what is kept is made by commands that run little
 * beyond what runs whenever a module is loaded; everything else is compiled by whoever runs it, and counted in full.
 */
async function compileForMeasured(): Promise<void> {
  rmSync(MEASURED_COMPILED, { recursive: true, force: true });
  const environment = { NODE_COMPILE_CACHE: MEASURED_COMPILED };
  for (const args of LOADING) await runStep({ name: 'compile', command: process.execPath, args, environment });
}

/** Unit and integration tests, with coverage of server/ and shared/. `args` go to vitest: file names, -t NAME. */
export async function runUnitTests(args: readonly string[] = [], coverage = true): Promise<Tally> {
  // Of two processors Vitest would leave one idle, and most of the time these tests wait, for other processes and for the time to pass.
  const words = ['--maxWorkers=4', ...args];
  if (!coverage) return runVitest({ project: 'unit', args: words });
  rmSync(CHILD_COVERAGE, { recursive: true, force: true });
  await compileForMeasured();
  const environment = { OPTIMALIQ_CHILD_COVERAGE: CHILD_COVERAGE, OPTIMALIQ_CHILD_COMPILED: MEASURED_COMPILED };
  return runVitest({ project: 'unit', args: ['--coverage.enabled', ...words], environment });
}

const END_TO_END = path.join(ROOT, 'tests', 'e2e');
/** What opens windows that people could see, in which the keyboard is wherever the focus is: such tests never run side by side. */
const OPENS_WINDOWS = /support\/(?:desktopShop|electronApp|quietTab)\.ts'/;

function endToEndFiles(): { readonly window: readonly string[]; readonly browser: readonly string[] } {
  const files = readdirSync(END_TO_END).filter((name) => name.endsWith('.test.ts'));
  const opensWindows = (name: string): boolean => OPENS_WINDOWS.test(readFileSync(path.join(END_TO_END, name), 'utf8'));
  const named = (chosen: readonly string[]): readonly string[] => chosen.map((name) => `tests/e2e/${name}`);
  return {
    window: named(files.filter(opensWindows)),
    browser: named(files.filter((name) => !opensWindows(name))),
  };
}

const endToEnd = (
  part: 'window' | 'window-1' | 'window-2' | 'browser' | undefined,
  args: readonly string[],
  displayNumber?: number,
): Promise<Tally> =>
  runVitest({
    project: 'e2e',
    ...(part === undefined ? {} : { part }),
    args,
    environment: {
      OPTIMALIQ_TEST_ELECTRON: electronBinary().path,
      NODE_COMPILE_CACHE: COMPILED,
      ...(part === undefined ? {} : { OPTIMALIQ_PICTURES: '0' }),
    },
    ...(displayNumber === undefined ? {} : { displayNumber }),
  });

/** What Chromium alone shows, two files at a time. Much of it is waiting, so it may run beside others, on a display of its own. */
export const runBrowserTests = (): Promise<Tally> =>
  endToEnd('browser', ['--fileParallelism', '--maxWorkers=2', ...endToEndFiles().browser], 300);

/** Two parts that take about as long: how long a file is tells roughly how long its tests take. */
function halves(files: readonly string[]): readonly [readonly string[], readonly string[]] {
  const left: string[] = [];
  const right: string[] = [];
  const sized = files.map((file) => ({ file, bytes: statSync(path.join(ROOT, file)).size }));
  // How many more bytes of tests the left part has.
  let ahead = 0;
  for (const { file, bytes } of sized.toSorted((a, b) => b.bytes - a.bytes)) {
    const goesLeft = ahead <= 0;
    (goesLeft ? left : right).push(file);
    ahead = goesLeft ? ahead + bytes : ahead - bytes;
  }
  return [left, right];
}

/**
 * What opens the real Electron window, beside nothing else, since it stalls where processors are short: one test after the other where somebody looks, and
 * otherwise in two halves, each with a keyboard and an invisible display of its own.
 */
export async function runWindowTests(): Promise<Tally> {
  const files = endToEndFiles().window;
  if (hasDisplay()) return endToEnd('window', files);
  const [left, right] = halves(files);
  const [one, other] = await Promise.all([endToEnd('window-1', left, 400), endToEnd('window-2', right, 500)]);
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    failures: [...(one.failures ?? []), ...(other.failures ?? [])],
  };
}

/** Some end-to-end tests, or all of them one after the other. */
export const runEndToEndTests = (args: readonly string[]): Promise<Tally> => endToEnd(undefined, args);
