import { parseArgs } from 'node:util';
import { resumeTorture } from '#tests/torture/support/resumeTorture.ts';

// npm run torture -- resume [--seed S] [--missed N]
const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, missed: { type: 'string', default: '12000' } },
});

/** A round of this many missed entries must be over within this many milliseconds, on both sides. */
const THOUSAND = 1_000;
const THOUSAND_WITHIN_MS = 1_000;

const report = await resumeTorture({ seed: Number(values.seed), rounds: [THOUSAND, Number(values.missed)] });
console.log(JSON.stringify({ torture: 'resume', seed: Number(values.seed), ...report }));
const slow = report.rounds.filter(
  ({ missed, consoleMs, widgetMs }) => missed <= THOUSAND && Math.max(consoleMs, widgetMs) > THOUSAND_WITHIN_MS,
);
if (slow.length > 0) {
  console.error(`${String(THOUSAND)} missed entries took more than ${String(THOUSAND_WITHIN_MS)} ms.`);
  process.exitCode = 1;
}
