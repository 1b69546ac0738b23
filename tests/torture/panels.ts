import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { build } from '#scripts/build.ts';
import { hasDisplay, onSomeDisplay } from '#scripts/support/display.ts';
import { panelsTorture } from '#tests/torture/support/panels/panelsTorture.ts';

// npm run torture -- panels [--seed S] [--minutes 10]
const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, minutes: { type: 'string', default: '10' } },
});
if (!hasDisplay()) {
  const [program = '', ...args] = process.argv.slice(1);
  const again = onSomeDisplay(process.execPath, [program, ...args]);
  process.exit(spawnSync(again.command, again.args, { stdio: 'inherit' }).status ?? 1);
}
if (!(await build({ onlyIfStale: true }))) process.exit(1);
const report = await panelsTorture({ minutes: Number(values.minutes), log: console.log });
console.log(JSON.stringify({ torture: 'panels', seed: Number(values.seed), ...report }));
process.exit(report.passed ? 0 : 1);
