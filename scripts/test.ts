import { build } from '#scripts/build.ts';
import { checkCoverage } from '#scripts/coverage.ts';
import { lintSteps } from '#scripts/lint.ts';
import { runEndToEndTests, runUnitTests, type Tally } from '#scripts/support/testRuns.ts';
import { runSteps } from '#scripts/support/steps.ts';
import { typecheckSteps } from '#scripts/typecheck.ts';

/** Everything that must hold before a change lands, most telling first. The last line is the sum that CI reads. */
const asTally = (ok: boolean): Tally => (ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

const checks = await runSteps([...lintSteps(), ...typecheckSteps()]);
const built = await build({ onlyIfStale: false });
const unit = await runUnitTests();
const coverage = checkCoverage();
const endToEnd = built ? await runEndToEndTests() : asTally(false);

const tallies = [...checks.map(({ ok }) => asTally(ok)), asTally(built), unit, asTally(coverage), endToEnd];
const sum = (key: 'passed' | 'failed') => tallies.reduce((total, tally) => total + tally[key], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
if (sum('failed') > 0) process.exitCode = 1;
