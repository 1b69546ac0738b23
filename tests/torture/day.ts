import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { build } from '#scripts/build.ts';
import { hasDisplay, onSomeDisplay } from '#scripts/support/display.ts';
import { dayTorture } from '#tests/torture/support/day/dayTorture.ts';

// npm run torture -- day [--seed S] [--minutes 8] [--messages 10000] [--conversations 500]
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '8' },
    messages: { type: 'string', default: '10000' },
    conversations: { type: 'string', default: '500' },
  },
});
if (!hasDisplay()) {
  const [program = '', ...args] = process.argv.slice(1);
  const again = onSomeDisplay(process.execPath, [program, ...args]);
  process.exit(spawnSync(again.command, again.args, { stdio: 'inherit' }).status ?? 1);
}
if (!(await build({ onlyIfStale: true }))) process.exit(1);
const report = await dayTorture({
  seed: Number(values.seed),
  minutes: Number(values.minutes),
  messages: Number(values.messages),
  conversations: Number(values.conversations),
  log: console.log,
});
console.log(JSON.stringify({ torture: 'day', seed: Number(values.seed), ...report }));
if (!report.isSteady) {
  console.error(`The app grew by ${String(report.growthPercent)} % in the last quarter of its day.`);
  process.exit(1);
}
