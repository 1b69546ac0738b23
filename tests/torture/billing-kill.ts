import { parseArgs } from 'node:util';
import { billingKillTorture } from '#tests/torture/support/billing/billingKillTorture.ts';

// npm run torture -- billing-kill [--seed S] [--writer worker|inline] [--kills N] [--payments N] [--steps N]
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    writer: { type: 'string', default: 'worker' },
    kills: { type: 'string', default: '50' },
    payments: { type: 'string', default: '300' },
    steps: { type: 'string', default: '40' },
  },
});

const { writer } = values;
if (writer !== 'worker' && writer !== 'inline') {
  console.error('--writer is worker or inline.');
  process.exit(2);
}
const start = performance.now();
const report = await billingKillTorture({
  seed: Number(values.seed),
  kills: Number(values.kills),
  payments: Number(values.payments),
  steps: Number(values.steps),
  writer,
  log: console.log,
});
const seconds = Math.round((performance.now() - start) / 1_000);
console.log(JSON.stringify({ torture: 'billing-kill', seed: Number(values.seed), writer, ...report, seconds }));
