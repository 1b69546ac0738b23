import { parseArgs } from 'node:util';
import { mirrorTorture } from '#tests/torture/support/mirror/mirrorTorture.ts';

// npm run torture -- mirror [--seed S] [--seeds N] [--events N]
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '20' },
    events: { type: 'string', default: '5000' },
  },
});

const LOST = 0.05;
const start = performance.now();
const [first, seeds, events] = [Number(values.seed), Number(values.seeds), Number(values.events)];
const sums = { events: 0, deliveries: 0, lost: 0, objects: 0, payments: 0 };
for (let seed = first; seed < first + seeds; seed += 1) {
  const listed = seed % 2 === 0;
  for (const scene of [
    { oneSecond: false, lost: LOST, listed },
    { oneSecond: true, lost: LOST, listed: !listed },
    { oneSecond: false, lost: 0, listed },
    { oneSecond: true, lost: 0, listed },
  ]) {
    const report = await mirrorTorture({ seed, events, ...scene });
    console.log(JSON.stringify({ seed, ...scene, ...report }));
    for (const name of Object.keys(sums) as (keyof typeof sums)[]) sums[name] += report[name];
  }
}
const seconds = Math.round((performance.now() - start) / 1_000);
console.log(JSON.stringify({ torture: 'mirror', seed: first, seeds, ...sums, seconds }));
