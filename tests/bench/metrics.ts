import { parseArgs } from 'node:util';
import { median, short } from '#tests/bench/support/figures.ts';
import { measure, type Measurement } from '#tests/bench/support/measure.ts';

/**
 * `npm run bench -- metrics`: what instrumentation costs. The product under the chat bench's load with everything measured, and with OPTIMALIQ_METRICS=off, alternating in
 * one run, at half the rate that it can take: there both sides do the same work in the same time, and the processor's seconds are what differs. The order changes each round.
 * Gate: the median of the paired ratios of processor time per message is at most 1.03.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '8' },
    seconds: { type: 'string', default: '6' },
    visitors: { type: 'string', default: '1000' },
    /** Messages a second; half of what the product takes when not given. */
    rate: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const load = { visitors: Number(values.visitors), consoles: 20, seconds: Number(values.seconds), window: 1 };
const MOST_RATIO = 1.03;

const rateOf = ({ acknowledged, seconds }: Measurement): number => acknowledged / seconds;
/** Processor microseconds of all the server's threads for each message. */
const costOf = (measured: Measurement): number => (measured.serverCpu * 1e6) / rateOf(measured);

async function take(isMeasured: boolean, rate: number | null): Promise<Measurement> {
  const environment = { OPTIMALIQ_METRICS: isMeasured ? 'on' : 'off' };
  const measured = await measure('product', { ...load, rate }, { environment });
  if (measured.refused > 0) throw new Error(`${String(measured.refused)} messages were refused`);
  const { p50, p99 } = measured.acknowledgement;
  console.log(
    `${isMeasured ? 'measured' : 'off'.padEnd(8)} ${rate === null ? 'fast ' : 'paced'}  ${Math.round(rateOf(measured))}/s  ` +
      `${costOf(measured).toFixed(1)} us/message  ack p50/p99 ${p50}/${p99} ms`,
  );
  return measured;
}

const rate = values.rate === undefined ? Math.round(rateOf(await take(false, null)) / 2) : Number(values.rate);
const ratios: number[] = [];
const costs: Record<'on' | 'off', number[]> = { on: [], off: [] };
for (let round = 0; round < rounds; round += 1) {
  const order = round % 2 === 0 ? [true, false] : [false, true];
  const found = new Map<boolean, number>();
  for (const isMeasured of order) found.set(isMeasured, costOf(await take(isMeasured, rate)));
  const on = found.get(true) ?? Number.NaN;
  const off = found.get(false) ?? Number.NaN;
  costs.on.push(on);
  costs.off.push(off);
  ratios.push(on / off);
}
const ratio = median(ratios);
const passed = ratio <= MOST_RATIO;
console.log(
  JSON.stringify({
    bench: 'metrics',
    ratio: short(ratio),
    ratios: ratios.map(short),
    gate: MOST_RATIO,
    passed,
    pacedRate: rate,
    microsecondsMeasured: short(median(costs.on)),
    microsecondsOff: short(median(costs.off)),
    visitors: load.visitors,
    consoles: load.consoles,
  }),
);
process.exitCode = passed ? 0 : 1;
