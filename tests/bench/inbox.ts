import { parseArgs } from 'node:util';
import type { Dispatcher } from '#server/dispatch/dispatcher.ts';
import { openForReading } from '#server/storage/sqlite/connection.ts';
import { databaseFileIn } from '#server/storage/sqlite/dataDirectory.ts';
import { openBareSql, type BareSql, type RanStatement } from '#tests/bench/support/bareSql.ts';
import { median, short, spread } from '#tests/bench/support/figures.ts';
import { inboxSteps, type Asked, type Step } from '#tests/bench/support/inboxSteps.ts';
import { connectionOf, openDispatcher } from '#tests/bench/support/openDispatcher.ts';
import { figuresOf, milliseconds, pairedTimes, type Measured } from '#tests/bench/support/pairedTimes.ts';
import { copyOfSeeded } from '#tests/bench/support/seeded.ts';
import { openConsole } from '#tests/bench/support/timedConsole.ts';

/**
 * `npm run bench -- inbox`: with 100,000 conversations and 1,000,000 messages, what people do in an inbox, through the dispatcher and the reader's
 * thread as in production, and by better-sqlite3 alone with the very statements that the same calls run, alternating in one process. Gate: for
 * each step the median over the rounds of the ratio of the 95th percentiles is at most 2. Over a socket of a server's own process, to the last
 * byte of the answer, it is measured afterwards and gates nothing. An answer of the server's takes two threads, so another program's turn on a processor
 * hits it harder than the bare SQL: a time (of both) during which a thread waited for a processor does not count, whatever came out. The last line tells
 * the part of those; where even six attempts for each time did not suffice, it is not valid and fails.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    times: { type: 'string', default: '300' },
    conversations: { type: 'string', default: '100000' },
    messages: { type: 'string', default: '1000000' },
    /** A directory that `npm run db -- seed` made; it is copied. */
    data: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const times = Number(values.times);
const MOST = 2;
const copy = await copyOfSeeded(values.data, {
  conversations: Number(values.conversations),
  messages: Number(values.messages),
});
process.on('exit', copy.remove);
const databaseFile = databaseFileIn(copy.path);
const look = openForReading(databaseFile);
const steps = inboxSteps(look.raw);
look.close();
const bareSql = openBareSql(databaseFile);

interface Round {
  readonly server: Measured;
  readonly bare: Measured;
}

/** One step many times. */
async function measureStep({ calls, by }: Step, dispatcher: Dispatcher, { statementsOf, replay }: BareSql) {
  const connection = connectionOf(by);
  const planned: { asked: readonly Asked[]; statements: readonly RanStatement[] }[] = [];
  for (let time = 0; time < times; time += 1) {
    const asked = calls();
    const core = asked.map((call) => ({ ...call, principal: by, correlationId: '', origin: null }));
    planned.push({ asked, statements: await statementsOf(core) });
  }
  const paired = await pairedTimes(planned, times, {
    server: async ({ asked }) => {
      const replies = await Promise.all(asked.map(({ name, input }) => dispatcher.call(connection, name, input)));
      if (replies.some(({ ok }) => !ok)) throw new Error(JSON.stringify(replies));
    },
    bare: ({ statements }) => {
      replay(statements);
    },
  });
  return {
    ...paired.of,
    isWhole: paired.isWhole,
    tried: paired.tried,
    disturbed: paired.disturbed,
    queries: planned[0]?.statements.filter(({ run }) => run === 'all').length ?? 0,
  };
}

const measured = new Map<Step, Round[]>(steps.map((step) => [step, []]));
const queries = new Map<Step, number>();
let disturbed = 0;
let tried = 0;
let valid = true;
const { core, dispatcher } = await openDispatcher(databaseFile);
// The first round warms both sides up and does not count.
for (let round = 0; round <= rounds; round += 1) {
  for (const step of steps) {
    const {
      queries: ran,
      isWhole,
      tried: own,
      disturbed: few,
      ...taken
    } = await measureStep(step, dispatcher, bareSql);
    queries.set(step, ran);
    if (round === 0) continue;
    disturbed += few;
    tried += own;
    valid &&= isWhole;
    measured.get(step)?.push(taken);
  }
}
await dispatcher.stop();
await core.close();
bareSql.close();

const console_ = await openConsole(copy.path);
const overSocket = new Map<Step, Measured>();
for (const step of steps) {
  const taken: number[] = [];
  for (let time = -50; time < times; time += 1) {
    const asked = step.calls();
    const took = await milliseconds(() => Promise.all(asked.map(({ name, input }) => console_.ask(name, input))));
    if (time >= 0) taken.push(took);
  }
  overSocket.set(step, figuresOf(taken));
}
await console_.close();

const results = steps.map((step) => {
  const all = measured.get(step) ?? [];
  const of = (side: keyof Round, part: keyof Measured) => short(median(all.map((round) => round[side][part])));
  const { p50 = 0, p95 = 0 } = overSocket.get(step) ?? {};
  return {
    step: step.name,
    queries: queries.get(step) ?? 0,
    ratio: spread(all.map(({ server, bare }) => server.p95 / bare.p95)),
    ratioP50: spread(all.map(({ server, bare }) => server.p50 / bare.p50)),
    server: { p50: of('server', 'p50'), p95: of('server', 'p95') },
    bare: { p50: of('bare', 'p50'), p95: of('bare', 'p95') },
    socket: { p50: short(p50), p95: short(p95) },
  };
});
for (const { step, queries: ran, ratio, ratioP50, server, bare, socket } of results)
  console.log(
    `${step.padEnd(48)} ${String(ran)} queries  ratio of p95 ${String(ratio.median)} (${String(ratio.min)} to ${String(ratio.max)}), of p50 ${String(ratioP50.median)}  ` +
      `server p50/p95 ${String(server.p50)}/${String(server.p95)} ms  bare ${String(bare.p50)}/${String(bare.p95)} ms  socket ${String(socket.p50)}/${String(socket.p95)} ms`,
  );
const worst = Math.max(...results.map(({ ratio }) => ratio.median));
const disturbedPart = short(disturbed / tried);
const passed = valid && worst <= MOST;
console.log(
  JSON.stringify({ bench: 'inbox', worst, gate: MOST, passed, valid, disturbedPart, rounds, times, results }),
);
process.exitCode = passed ? 0 : 1;
