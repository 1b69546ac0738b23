import { parseArgs } from 'node:util';
import { lineFaults } from '#tests/torture/support/lineFaults.ts';

// npm run torture -- lines [--seed S] [--runs N] [--writer worker|inline]
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '500' },
    writer: { type: 'string', default: 'worker' },
  },
});
const { writer } = values;
if (writer !== 'worker' && writer !== 'inline') {
  console.error('--writer is worker or inline.');
  process.exit(2);
}
const start = performance.now();
const report = await lineFaults({
  seed: Number(values.seed),
  runs: Number(values.runs),
  abreast: 10,
  writer,
  log: console.log,
});
const seconds = Math.round((performance.now() - start) / 1_000);
console.log(JSON.stringify({ torture: 'lines', seed: Number(values.seed), writer, ...report, seconds }));
