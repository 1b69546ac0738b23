import { parseArgs } from 'node:util';
import { sandboxTorture } from '#tests/torture/support/sandboxTorture.ts';

// npm run torture -- sandbox [--seed S] [--kills N] [--payments N] [--clients N]
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    kills: { type: 'string', default: '20' },
    payments: { type: 'string', default: '2000' },
    clients: { type: 'string', default: '8' },
  },
});

const start = performance.now();
const report = await sandboxTorture({
  seed: Number(values.seed),
  kills: Number(values.kills),
  payments: Number(values.payments),
  clients: Number(values.clients),
  log: console.log,
});
const seconds = Math.round((performance.now() - start) / 1_000);
console.log(JSON.stringify({ torture: 'sandbox', seed: Number(values.seed), ...report, seconds }));
