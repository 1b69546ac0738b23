import { runUnitTests } from '#scripts/support/testRuns.ts';

const tally = await runUnitTests(process.argv.slice(2), false);
if (tally.failed > 0) process.exitCode = 1;
