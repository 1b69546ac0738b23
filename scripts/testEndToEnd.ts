import { build } from '#scripts/build.ts';
import { runEndToEndTests } from '#scripts/support/testRuns.ts';

const built = await build({ onlyIfStale: true });
if (!built || (await runEndToEndTests(process.argv.slice(2))).failed > 0) process.exitCode = 1;
