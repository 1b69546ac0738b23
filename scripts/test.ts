import { build } from '#scripts/build.ts';
import { checkCoverage } from '#scripts/coverage.ts';
import { lintSteps } from '#scripts/lint.ts';
import { runBrowserTests, runUnitTests, runWindowTests, type Tally } from '#scripts/support/testRuns.ts';
import { summaryOf } from '#scripts/support/failures.ts';
import { runSteps } from '#scripts/support/steps.ts';
import { typecheckSteps } from '#scripts/typecheck.ts';

/** Everything that must hold before a change lands, most telling first. The last line is the sum that CI reads. */
const asTally = (ok: boolean, name: string): Tally =>
  ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, failures: [name] };

const NOT_BUILT: Tally = { passed: 0, failed: 1 };

const checks = await runSteps([...lintSteps(), ...typecheckSteps()]);
const built = await build({ onlyIfStale: false });
// Side by side they take little longer than the first alone; the real window is by itself, since it stalls beside others.
const [unit, inBrowser] = await Promise.all([runUnitTests(), built ? runBrowserTests() : NOT_BUILT]);
const coverage = checkCoverage();
const inWindow = built ? await runWindowTests() : NOT_BUILT;

const tallies = [
  ...checks.map(({ ok, name }) => asTally(ok, name)),
  asTally(built, 'build'),
  unit,
  inBrowser,
  asTally(coverage, 'coverage'),
  inWindow,
];
const sum = (key: 'passed' | 'failed') => tallies.reduce((total, tally) => total + tally[key], 0);
for (const line of summaryOf(tallies.flatMap(({ failures = [] }) => failures))) console.log(line);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
if (sum('failed') > 0) process.exitCode = 1;
