import { parseArgs } from 'node:util';
import { BURST_MS } from '#server/notifications/times.ts';
import { median, percentile, short, spread } from '#tests/bench/support/figures.ts';
import { openOffice, type BurstReport } from '#tests/bench/support/notificationBurst.ts';

/**
 * `npm run bench -- notifications`: 500 people are told of 20 messages each in one burst, 10,000 notifications, while customers chat at a fixed rate; what a message
 * takes until it is durable is compared with the same rate without a burst, alternating in one process. Gates: each notification has its fate, people see
 * bundles, and the median over the rounds of the ratio of the 99th percentiles is at most 2. The core's threads are the product's; the devices of the 500 claim
 * and report through them beside the chat, as they would over their lines.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    people: { type: 'string', default: '500' },
    each: { type: 'string', default: '20' },
    perSecond: { type: 'string', default: '100' },
  },
});
const rounds = Number(values.rounds);
const people = Number(values.people);
const each = Number(values.each);
const everyMs = 1_000 / Number(values.perSecond);
const MOST = 2;
/** What a person may see of a burst that lasts so long: two messages, and then one bundle for each time in which what comes is collected. */
const mostNotices = ({ tookMs }: BurstReport): number => 2 + Math.ceil(tookMs / BURST_MS);

const office = await openOffice({ people, mode: 'worker' });
const writes = await Promise.all(Array.from({ length: 10 }, () => office.startOwn()));

/** Chats at the fixed rate until `isOver`. @returns the 99th percentile of the times to durable, in milliseconds. */
async function chat(isOver: () => boolean): Promise<{ readonly p99: number; readonly messages: number }> {
  const taken: number[] = [];
  const underWay: Promise<void>[] = [];
  const from = performance.now();
  for (let place = 0; !isOver(); place += 1) {
    const due = from + place * everyMs;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => void setTimeout(resolve, wait));
    const write = writes[place % writes.length];
    if (write === undefined) break;
    // From when it was due: what waits for the one before it counts, too.
    underWay.push(write().then(() => void taken.push(performance.now() - due)));
  }
  await Promise.all(underWay);
  taken.sort((a, b) => a - b);
  return { p99: percentile(taken, 0.99), messages: taken.length };
}

interface Round {
  readonly ratio: number;
  readonly with: number;
  readonly without: number;
  readonly report: BurstReport;
}
const measured: Round[] = [];
// The first round warms up and does not count.
for (let round = 0; round <= rounds; round += 1) {
  let report: BurstReport | null = null;
  const chatting = chat(() => report !== null);
  report = await office.burst(each);
  const beside = await chatting;
  const until = performance.now() + report.tookMs;
  const alone = await chat(() => performance.now() >= until);
  console.log(
    `round ${String(round)}  p99 alone ${short(alone.p99)} ms, beside the burst ${short(beside.p99)} ms; it took ${short(report.tookMs / 1_000)} s`,
  );
  if (round > 0) measured.push({ ratio: beside.p99 / alone.p99, with: beside.p99, without: alone.p99, report });
}
await office.close();

const ratio = spread(measured.map((round) => round.ratio));
const reports = measured.map(({ report }) => report);
const isWhole = reports.every(
  ({ notifications, fates }) => notifications === people * each && fates['shown'] === people * each,
);
const noticesEach = Math.max(...reports.map(({ notices }) => notices / people));
const isBundled = reports.every((report) => report.notices <= people * mostNotices(report));
const passed = isWhole && isBundled && ratio.median <= MOST;
console.log(
  JSON.stringify({
    bench: 'notifications',
    ratio,
    gate: MOST,
    passed,
    isWhole,
    isBundled,
    noticesEach: short(noticesEach),
    p99With: short(median(measured.map((round) => round.with))),
    p99Without: short(median(measured.map(({ without }) => without))),
    reports,
    rounds,
    people,
    each,
  }),
);
process.exitCode = passed ? 0 : 1;
