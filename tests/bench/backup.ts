import { parseArgs } from 'node:util';
import { median, short, spread } from '#tests/bench/support/figures.ts';
import { measure, type Measurement } from '#tests/bench/support/measure.ts';
import { copyOfSeeded } from '#tests/bench/support/seeded.ts';

/**
 * `npm run bench -- backup`: the chat bench's product at a steady rate, with and without backups being made one after the other, alternating.
 * Gates: the median of the ratios of p99 is at most 1.5; the longest time without an acknowledgement is, in the median, at most 50 ms, or no longer than
 * without a backup; and each restored copy has a whole journal and equals its source up to its newest entry. The rate is far below
 * what the product can do: where the load alone fills the machine, a 99th percentile measures the queue.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '10' },
    visitors: { type: 'string', default: '1000' },
    rate: { type: 'string', default: '1500' },
    /** A workspace of 100,000 conversations and 1,000,000 messages instead of a demo: made when there is none, or a copy of `data`. */
    seeded: { type: 'boolean', default: false },
    data: { type: 'string' },
  },
});
const MOST = 1.5;
const MOST_PAUSE_MS = 50;
const load = {
  visitors: Number(values.visitors),
  consoles: 20,
  seconds: Number(values.seconds),
  window: 1,
  rate: Number(values.rate),
};

const seeded =
  values.seeded || values.data !== undefined
    ? await copyOfSeeded(values.data, { conversations: 100_000, messages: 1_000_000 })
    : null;
process.on('exit', () => seeded?.remove());
const kept = seeded === null ? {} : { data: seeded.path };
const rounds: { without: Measurement; during: Measurement }[] = [];
for (let round = 1; round <= Number(values.rounds); round += 1) {
  const without = await measure('product', load, kept);
  const during = await measure('product', load, { ...kept, backUp: true });
  rounds.push({ without, during });
  console.log(
    `${String(round)}  ack p50/p99 without ${String(without.acknowledgement.p50)}/${String(without.acknowledgement.p99)} ms, ` +
      `during ${String(during.acknowledgement.p50)}/${String(during.acknowledgement.p99)} ms; longest gap ${String(without.longestGap)}, ${String(during.longestGap)} ms; ` +
      `longest delay of the event loop ${String(without.loopDelay)}, ${String(during.loopDelay)} ms; ${JSON.stringify(during.backups)}`,
  );
}
const ratios = rounds.map(({ without, during }) => during.acknowledgement.p99 / without.acknowledgement.p99);
const gapOf = (which: 'without' | 'during') => spread(rounds.map((round) => round[which].longestGap));
const delayOf = (which: 'without' | 'during') => spread(rounds.map((round) => round[which].loopDelay));
const backups = rounds.flatMap(({ during }) => during.backups ?? []);
const sound = backups.length > 0 && backups.every(({ equal, journalIsWhole }) => equal && journalIsWhole);
const gap = { without: gapOf('without'), during: gapOf('during') };
const passed = sound && median(ratios) <= MOST && gap.during.median <= Math.max(MOST_PAUSE_MS, gap.without.median);
console.log(
  JSON.stringify({
    bench: 'backup',
    p99Ratio: short(median(ratios)),
    p99Ratios: ratios.map(short),
    gate: MOST,
    passed,
    sound,
    backups: backups.length,
    p99Without: median(rounds.map(({ without }) => without.acknowledgement.p99)),
    p99During: median(rounds.map(({ during }) => during.acknowledgement.p99)),
    longestGap: gap,
    loopDelay: { without: delayOf('without'), during: delayOf('during') },
    ...load,
  }),
);
process.exitCode = passed ? 0 : 1;
