import { parseArgs } from 'node:util';
import { createRandom } from '#server/demo/random.ts';
import { planPoints } from '#tests/torture/support/refunds/points.ts';
import { raceTorture } from '#tests/torture/support/refunds/raceTorture.ts';
import { refundsTorture } from '#tests/torture/support/refunds/refundsTorture.ts';

// npm run torture -- refunds [--seed S] [--writer worker|inline] [--points N]
// npm run torture -- refunds --race [--seed S] [--seeds N] [--sessions N]
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    writer: { type: 'string', default: 'worker' },
    points: { type: 'string', default: '200' },
    race: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '50' },
    sessions: { type: 'string', default: '20' },
  },
});

const { writer } = values;
if (writer !== 'worker' && writer !== 'inline') {
  console.error('--writer is worker or inline.');
  process.exit(2);
}
const seed = Number(values.seed);
const start = performance.now();
const report = values.race
  ? await raceTorture({
      seeds: Array.from({ length: Number(values.seeds) }, (_, place) => seed + place),
      sessions: Number(values.sessions),
    })
  : await refundsTorture({
      seed,
      points: planPoints(createRandom(seed), Number(values.points)),
      writer,
      log: console.log,
    });
const seconds = Math.round((performance.now() - start) / 1_000);
console.log(JSON.stringify({ torture: values.race ? 'refunds --race' : 'refunds', seed, writer, ...report, seconds }));
