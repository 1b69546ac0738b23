import { parseArgs } from 'node:util';
import { measure, type Measurement } from '#tests/bench/support/measure.ts';

/**
 * `npm run bench -- chat`: a bare Socket.IO relay with acknowledgement and the product, alternating, under the same load from a second
 * process. Gates: the median of the paired ratios is at least 0.6; at half the relay's rate the product's p99 is at most twice the relay's.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '5' },
    visitors: { type: 'string', default: '1000' },
  },
});
const rounds = Number(values.rounds);
// A visitor waits for the acknowledgement before writing again, as people do. With more under way, each visitor's messages share a TCP segment.
const load = { visitors: Number(values.visitors), consoles: 20, seconds: Number(values.seconds), window: 1 };
const LEAST_RATIO = 0.6;
const MOST_P99 = 2;
const GENERATOR_LIMIT = 0.8;

const rateOf = ({ acknowledged, seconds }: Measurement): number => Math.round(acknowledged / seconds);
const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
const percent = (part: number): string => `${String(Math.round(part * 100))} %`;
const short = (value: number): number => Number(value.toFixed(3));

function tell(what: string, measured: Measurement): void {
  const microseconds = Math.round((measured.serverCpu * 1e6) / rateOf(measured));
  console.log(
    `${what.padEnd(16)} ${String(rateOf(measured)).padStart(6)}/s  server ${percent(measured.serverCpu)} (${String(microseconds)} us/message)  ` +
      `generator ${percent(measured.generatorCpu)}  ack p50/p99 ${String(measured.acknowledgement.p50)}/${String(measured.acknowledgement.p99)} ms` +
      (measured.delivery.p99 > 0
        ? `  delivery ${String(measured.delivery.p50)}/${String(measured.delivery.p99)} ms`
        : ''),
  );
  if (measured.refused > 0) throw new Error(`${String(measured.refused)} messages were refused`);
}

const pairs: { relay: Measurement; product: Measurement }[] = [];
for (let round = 1; round <= rounds; round += 1) {
  const relay = await measure('relay', { ...load, rate: null });
  tell(`relay ${String(round)}`, relay);
  const product = await measure('product', { ...load, rate: null });
  tell(`product ${String(round)}`, product);
  pairs.push({ relay, product });
}
const ratios = pairs.map(({ relay, product }) => rateOf(product) / rateOf(relay));
const relayRate = median(pairs.map(({ relay }) => rateOf(relay)));
const productRate = median(pairs.map(({ product }) => rateOf(product)));

const half = Math.round(relayRate / 2);
const paced: { relay: Measurement; product: Measurement }[] = [];
for (let round = 1; round <= rounds; round += 1) {
  const relay = await measure('relay', { ...load, rate: half });
  tell(`relay at ${String(half)}`, relay);
  const product = await measure('product', { ...load, rate: half });
  tell(`product at ${String(half)}`, product);
  paced.push({ relay, product });
}
const p99Ratio = median(paced.map(({ relay, product }) => product.acknowledgement.p99 / relay.acknowledgement.p99));
const all = [...pairs, ...paced].flatMap(({ relay, product }) => [relay, product]);
const generatorCpu = Math.max(...all.map((measured) => measured.generatorCpu));
const ratio = median(ratios);
const valid = generatorCpu <= GENERATOR_LIMIT;
const passed = valid && ratio >= LEAST_RATIO && p99Ratio <= MOST_P99;
if (!valid)
  console.log(`invalid: the generator used ${percent(generatorCpu)} of a core, more than ${percent(GENERATOR_LIMIT)}`);

const cpu = (which: 'relay' | 'product') => short(median(pairs.map((pair) => pair[which].serverCpu)));
console.log(
  JSON.stringify({
    bench: 'chat',
    ratio: short(ratio),
    ratios: ratios.map(short),
    gate: LEAST_RATIO,
    passed,
    valid,
    relayRate,
    productRate,
    pacedRate: half,
    p99Ratio: short(p99Ratio),
    relayP99: median(paced.map(({ relay }) => relay.acknowledgement.p99)),
    productP99: median(paced.map(({ product }) => product.acknowledgement.p99)),
    relayDeliveryP99: median(paced.map(({ relay }) => relay.delivery.p99)),
    productDeliveryP99: median(paced.map(({ product }) => product.delivery.p99)),
    relayCpu: cpu('relay'),
    productCpu: cpu('product'),
    generatorCpu: short(generatorCpu),
    visitors: load.visitors,
    consoles: load.consoles,
  }),
);
process.exitCode = passed ? 0 : 1;
