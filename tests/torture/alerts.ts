import { parseArgs } from 'node:util';
import { createRandom } from '#server/demo/random.ts';
import { alertsTorture } from '#tests/torture/support/alerts/alertsTorture.ts';
import { planPoints } from '#tests/torture/support/alerts/points.ts';

// npm run torture -- alerts [--seed S] [--writer worker|inline] [--points N]
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    writer: { type: 'string', default: 'worker' },
    points: { type: 'string', default: '100' },
  },
});

const { writer } = values;
if (writer !== 'worker' && writer !== 'inline') {
  console.error('--writer is worker or inline.');
  process.exit(2);
}
const seed = Number(values.seed);
const start = performance.now();
const points = planPoints(createRandom(seed), Number(values.points));
const report = await alertsTorture({ seed, points, writer, log: console.log });
const seconds = Math.round((performance.now() - start) / 1_000);
console.log(JSON.stringify({ torture: 'alerts', seed, writer, ...report, seconds }));
