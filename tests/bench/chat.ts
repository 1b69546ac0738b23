import { parseArgs } from 'node:util';
import { compareSeeded } from '#tests/bench/support/compareSeeded.ts';
import { median, short } from '#tests/bench/support/figures.ts';
import { measure, type Kind, type Measurement } from '#tests/bench/support/measure.ts';
import { copyOfSeeded } from '#tests/bench/support/seeded.ts';

/**
 * `npm run bench -- chat`: a bare Socket.IO relay with acknowledgement, the least durable relay and the product, alternating, under the same
 * load from a second process. Gates: the median of the ratios of product and relay is at least 0.6; at half the relay's rate the product's
 * p99 is at most twice the relay's. The durable relay gates nothing: it tells what durability alone costs here. With `--seeded` it tells instead what
 * a large workspace costs: the ratio falls by less than 5 %.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '5' },
    visitors: { type: 'string', default: '1000' },
    /** Compares a fresh workspace with one of 100,000 conversations and 1,000,000 messages instead: made when there is none, or a copy of `data`. */
    seeded: { type: 'boolean', default: false },
    data: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
// A visitor waits for the acknowledgement before writing again, as people do. With more under way, each visitor's messages share a TCP segment.
const load = { visitors: Number(values.visitors), consoles: 20, seconds: Number(values.seconds), window: 1 };
const LEAST_RATIO = 0.6;
const MOST_P99 = 2;
const GENERATOR_LIMIT = 0.8;

if (values.seeded || values.data !== undefined) {
  const copy = await copyOfSeeded(values.data, { conversations: 100_000, messages: 1_000_000 });
  process.on('exit', copy.remove);
  const compared = await compareSeeded({ ...load, rate: null }, rounds, copy.path);
  console.log(JSON.stringify({ bench: 'chat', seeded: true, ...compared }));
  process.exit(compared.passed ? 0 : 1);
}

const rateOf = ({ acknowledged, seconds }: Measurement): number => Math.round(acknowledged / seconds);
const percent = (part: number): string => `${String(Math.round(part * 100))} %`;

function tell(what: string, measured: Measurement): void {
  const microseconds = Math.round((measured.serverCpu * 1e6) / rateOf(measured));
  console.log(
    `${what.padEnd(21)} ${String(rateOf(measured)).padStart(6)}/s  server ${percent(measured.serverCpu)} (${String(microseconds)} us/message)  ` +
      `generator ${percent(measured.generatorCpu)}  ack p50/p99 ${String(measured.acknowledgement.p50)}/${String(measured.acknowledgement.p99)} ms` +
      (measured.delivery.p99 > 0
        ? `  delivery ${String(measured.delivery.p50)}/${String(measured.delivery.p99)} ms`
        : ''),
  );
  if (measured.refused > 0) throw new Error(`${String(measured.refused)} messages were refused`);
}

interface Round {
  readonly relay: Measurement;
  readonly durableRelay: Measurement;
  readonly product: Measurement;
}

/** All three, one after the other, with `rate` messages a second or as fast as they are acknowledged. */
async function measureRounds(rate: number | null): Promise<readonly Round[]> {
  const done: Round[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const at = rate === null ? String(round) : `at ${String(rate)}`;
    const take = async (kind: Kind): Promise<Measurement> => {
      const measured = await measure(kind, { ...load, rate });
      tell(`${kind} ${at}`, measured);
      return measured;
    };
    done.push({
      relay: await take('relay'),
      durableRelay: await take('durableRelay'),
      product: await take('product'),
    });
  }
  return done;
}

const ratesOf = (measured: readonly Round[], kind: keyof Round): number[] =>
  measured.map((round) => rateOf(round[kind]));
const p99Of = (round: Round, kind: keyof Round): number => round[kind].acknowledgement.p99;

const fast = await measureRounds(null);
const ratios = fast.map(({ relay, product }) => rateOf(product) / rateOf(relay));
const relayRate = median(ratesOf(fast, 'relay'));
const half = Math.round(relayRate / 2);
const paced = await measureRounds(half);
const medianP99Ratio = (of: keyof Round, to: keyof Round) =>
  short(median(paced.map((round) => p99Of(round, of) / p99Of(round, to))));

const generatorCpu = Math.max(
  ...[...fast, ...paced]
    .flatMap((round) => [round.relay, round.durableRelay, round.product])
    .map((each) => each.generatorCpu),
);
const ratio = median(ratios);
const p99Ratio = medianP99Ratio('product', 'relay');
const valid = generatorCpu <= GENERATOR_LIMIT;
const passed = valid && ratio >= LEAST_RATIO && p99Ratio <= MOST_P99;
if (!valid)
  console.log(`invalid: the generator used ${percent(generatorCpu)} of a core, more than ${percent(GENERATOR_LIMIT)}`);

const cpu = (kind: keyof Round) => short(median(fast.map((round) => round[kind].serverCpu)));
const p99 = (kind: keyof Round) => median(paced.map((round) => p99Of(round, kind)));
console.log(
  JSON.stringify({
    bench: 'chat',
    ratio: short(ratio),
    ratios: ratios.map(short),
    gate: LEAST_RATIO,
    passed,
    valid,
    relayRate,
    durableRelayRate: median(ratesOf(fast, 'durableRelay')),
    productRate: median(ratesOf(fast, 'product')),
    pacedRate: half,
    p99Ratio,
    p99Gate: MOST_P99,
    durableRelayP99Ratio: medianP99Ratio('durableRelay', 'relay'),
    relayP99: p99('relay'),
    durableRelayP99: p99('durableRelay'),
    productP99: p99('product'),
    relayDeliveryP99: median(paced.map(({ relay }) => relay.delivery.p99)),
    productDeliveryP99: median(paced.map(({ product }) => product.delivery.p99)),
    relayCpu: cpu('relay'),
    durableRelayCpu: cpu('durableRelay'),
    productCpu: cpu('product'),
    generatorCpu: short(generatorCpu),
    visitors: load.visitors,
    consoles: load.consoles,
  }),
);
process.exitCode = passed ? 0 : 1;
