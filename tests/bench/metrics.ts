import { parseArgs } from 'node:util';
import { median, short } from '#tests/bench/support/figures.ts';
import { startLoaded, type LoadedServer, type Measurement } from '#tests/bench/support/measure.ts';

/**
 * `npm run bench -- metrics`: what instrumentation costs. Two servers, one with everything measured and one with OPTIMALIQ_METRICS=off, take the chat bench's load in turns, at
 * half the rate that the latter can take: there both do the same work in the same time, and the processor's seconds are what differs. Both have run for a while before
 * it counts, at that rate too, so neither still compiles; the order changes each round. One ratio differs from the next by some 3 % on two shared cores, so there are many
 * (`standardError` says how far their mean may be off). Gate: the median of the paired ratios of processor time per message is at most 1.03.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '16' },
    seconds: { type: 'string', default: '10' },
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

const start = (isMeasured: boolean): Promise<LoadedServer> =>
  startLoaded('product', { environment: { OPTIMALIQ_METRICS: isMeasured ? 'on' : 'off' } });
const servers: Readonly<Record<'on' | 'off', LoadedServer>> = { on: await start(true), off: await start(false) };

async function take(side: 'on' | 'off', rate: number | null): Promise<Measurement> {
  const measured = await servers[side].load({ ...load, rate });
  if (measured.refused > 0) throw new Error(`${String(measured.refused)} messages were refused`);
  const { p50, p99 } = measured.acknowledgement;
  console.log(
    `${side.padEnd(3)} ${rate === null ? 'fast ' : 'paced'}  ${Math.round(rateOf(measured))}/s  ` +
      `${costOf(measured).toFixed(1)} us/message  ack p50/p99 ${p50}/${p99} ms`,
  );
  return measured;
}

await take('on', null);
const fast = rateOf(await take('off', null));
const rate = values.rate === undefined ? Math.round(fast / 2) : Number(values.rate);
for (const side of ['on', 'off'] as const) await take(side, rate);
const ratios: number[] = [];
const costs: Record<'on' | 'off', number[]> = { on: [], off: [] };
for (let round = 0; round < rounds; round += 1) {
  const order = round % 2 === 0 ? (['on', 'off'] as const) : (['off', 'on'] as const);
  for (const side of order) costs[side].push(costOf(await take(side, rate)));
  ratios.push((costs.on.at(-1) ?? Number.NaN) / (costs.off.at(-1) ?? Number.NaN));
}
await Promise.all([servers.on.close(), servers.off.close()]);
const ratio = median(ratios);
const mean = ratios.reduce((sum, one) => sum + one, 0) / rounds;
const variance = ratios.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (rounds - 1);
const passed = ratio <= MOST_RATIO;
console.log(
  JSON.stringify({
    bench: 'metrics',
    ratio: short(ratio),
    mean: short(mean),
    standardError: short(Math.sqrt(variance / rounds)),
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
