import { parseArgs } from 'node:util';
import { killTorture } from '#tests/torture/support/killTorture.ts';

// npm run torture -- kill [--seed S] [--writer worker|inline] [--kills N] [--visitors N] [--messages N]
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    writer: { type: 'string', default: 'worker' },
    kills: { type: 'string', default: '20' },
    visitors: { type: 'string', default: '50' },
    messages: { type: 'string', default: '2000' },
  },
});

const { writer } = values;
if (writer !== 'worker' && writer !== 'inline') {
  console.error('--writer is worker or inline.');
  process.exit(2);
}
const start = performance.now();
const report = await killTorture({
  seed: Number(values.seed),
  kills: Number(values.kills),
  visitors: Number(values.visitors),
  messages: Number(values.messages),
  writer,
  log: console.log,
});
const seconds = Math.round((performance.now() - start) / 1_000);
console.log(JSON.stringify({ torture: 'kill', seed: Number(values.seed), writer, ...report, seconds }));
