import { constants, setPriority } from 'node:os';
import { parseArgs } from 'node:util';
import { median, short } from '#tests/bench/support/figures.ts';
import { measure } from '#tests/bench/support/measure.ts';
import { eventsOfTrade, eventTexts } from '#tests/bench/support/signedEvents.ts';
import { connectedTo, keyOf, load, measureBare, measureProduct, SECRET } from '#tests/bench/support/webhookSides.ts';
import type { MeasuredWebhooks } from '#tests/bench/support/webhookSides.ts';
import { startServerProcess } from '#tests/torture/support/serverProcess.ts';

/**
 * `npm run bench -- webhooks`: the road of a webhook against a bare node:http handler that verifies it with Stripe's own function and commits one row for it, alternating, each
 * in a process of its own, under the same generator, the same kept connections and the same signed bodies, which are made before. What is measured is the time from
 * the first request to the last answer 200. The product's answer means verified and durable, as the bare one's; the product besides processes
 * what it has stored meanwhile, on the same two cores, so that this is the whole road while it is busy (the part that was processed by then is
 * printed). Then the chat bench's product at half of what it can do, and webhooks at a steady rate in every second slice of some seconds: side by side in time, since a shared machine is
 * another one half a minute later. They tell of payments that Stripe has, so that what the mirror asks for is answered; the account and who sends them run
 * at the lowest priority, since in truth they are elsewhere. Gates: the median of the paired ratios of webhooks per second is at least 1.5; the median of
 * the paired ratios of the chat's p99, of a slice with webhooks and the one before it, is at most 2.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    /** Webhooks of each measurement. */
    count: { type: 'string', default: '12000' },
    connections: { type: 'string', default: '128' },
    /** Webhooks a second beside the chat: of some ten payments a second. */
    rate: { type: 'string', default: '50' },
    'chat-rounds': { type: 'string', default: '3' },
    /** Of each measurement of the chat, half of them with webhooks. */
    slices: { type: 'string', default: '12' },
    visitors: { type: 'string', default: '1000' },
    /** Messages a second of the chat; without it half of what it is measured to do first. */
    chat: { type: 'string' },
    only: { type: 'string' },
    /** A directory for profiles of the product. */
    profile: { type: 'string' },
  },
});
const LEAST_RATIO = 1.5;
const MOST_P99 = 2;
const GENERATOR_LIMIT = 0.8;
/** To be let in, some tenths of a second each. */
const MOST_ATTEMPTS = 60;
const LEAST_COUNT = 2_000;
const rounds = Number(values.rounds);
const chatRounds = Number(values['chat-rounds']);
const count = Number(values.count);
const rate = Number(values.rate);
const slices = 2 * Math.ceil(Number(values.slices) / 2);
/** What webhooks begin goes on for some seconds after the last. */
const SLICE = { length: 7, settling: 3 };
if (count < LEAST_COUNT) {
  console.error(`--count takes at least ${String(LEAST_COUNT)}: fewer tell nothing.`);
  process.exit(2);
}
const texts = await eventTexts();

/** A Stripe account without any trade yet. */
interface Account {
  readonly port: number;
  /** Stripe's machines are not these processors: from now on it takes what the server leaves of them. */
  stepBack(): void;
  close(): void;
}

const opened = new Set<Account>();
process.on('exit', () => {
  for (const account of opened) account.close();
});

async function openAccount(): Promise<Account> {
  const sandbox = await startServerProcess({ program: 'server/entry/sandbox.ts', dataDirectory: ':memory:' });
  const account: Account = {
    port: Number(new URL(sandbox.address).port),
    stepBack: () => {
      setPriority(sandbox.pid, constants.priority.PRIORITY_LOW);
    },
    close: () => {
      opened.delete(account);
      sandbox.signal('SIGKILL');
    },
  };
  opened.add(account);
  return account;
}

function tell(what: string, { perSecond, cpuEach, answer, generatorCpu, processed, refused }: MeasuredWebhooks): void {
  if (refused > 0) throw new Error(`${String(refused)} webhooks were refused`);
  console.log(
    `${what.padEnd(12)} ${String(perSecond).padStart(6)}/s  server ${String(cpuEach)} us each  answer p50/p99 ${String(answer.p50)}/${String(answer.p99)} ms  ` +
      `generator ${String(Math.round(generatorCpu * 100))} %${processed === null ? '' : `  processed by then ${String(Math.round(processed * 100))} %`}`,
  );
}

async function measureRoad() {
  const { port: sandboxPort } = await openAccount();
  const done: { bare: MeasuredWebhooks; product: MeasuredWebhooks }[] = [];
  const wanted = { texts, connections: Number(values.connections), count, warmUp: Math.round(count / 6), rate: null };
  for (let round = 1; round <= rounds; round += 1) {
    const run = `r${String(round)}`;
    const sides = {
      bare: () => measureBare({ ...wanted, run }),
      product: () => measureProduct({ ...wanted, run }, sandboxPort, values.profile ?? null),
    };
    // Which goes first alternates, so that a machine that gets slower or faster favours neither.
    const order = round % 2 === 1 ? (['bare', 'product'] as const) : (['product', 'bare'] as const);
    const taken: Partial<Record<keyof typeof sides, MeasuredWebhooks>> = {};
    for (const side of order) {
      const measured = await sides[side]();
      tell(`${side} ${String(round)}`, measured);
      taken[side] = measured;
    }
    const { bare, product } = taken;
    if (bare !== undefined && product !== undefined) done.push({ bare, product });
  }
  const ratios = done.map(({ bare, product }) => product.perSecond / bare.perSecond);
  const of = (side: 'bare' | 'product', what: 'perSecond' | 'cpuEach') =>
    median(done.map((round) => round[side][what]));
  const generatorCpu = Math.max(...done.flatMap(({ bare, product }) => [bare.generatorCpu, product.generatorCpu]));
  return {
    ratio: short(median(ratios)),
    ratios: ratios.map(short),
    gate: LEAST_RATIO,
    barePerSecond: of('bare', 'perSecond'),
    productPerSecond: of('product', 'perSecond'),
    bareCpuEach: of('bare', 'cpuEach'),
    productCpuEach: of('product', 'cpuEach'),
    productProcessed: short(median(done.map(({ product }) => product.processed ?? 0))),
    generatorCpu: short(generatorCpu),
    valid: generatorCpu <= GENERATOR_LIMIT,
    passed: generatorCpu <= GENERATOR_LIMIT && median(ratios) >= LEAST_RATIO,
  };
}

/**
 * Webhooks of payments in the account at a steady rate in every second slice, once the server has taken it up.
 * @returns what waits for their end.
 */
async function webhooksTo(port: number, account: Account, measuring: Promise<undefined>): Promise<() => Promise<void>> {
  const task = { port, secret: SECRET, texts, connections: 16, warmUp: 0, rate };
  for (let attempt = 1; (await load({ ...task, run: `a${String(attempt)}a`, count: 1 })).refused > 0; attempt += 1)
    if (attempt > MOST_ATTEMPTS) throw new Error('the server does not take up its account');
  const count = rate * SLICE.length * (slices / 2);
  const made = await eventsOfTrade(account.port, keyOf(account.port), count);
  account.stepBack();
  let isLate = false;
  void measuring.then(() => (isLate = true));
  const ready = (): void => {
    if (isLate) throw new Error('the webhooks were not ready when the measurement began');
  };
  const sent = load({ ...task, texts: made, run: null, count, everySecond: SLICE.length }, ready, measuring);
  sent.catch(() => undefined);
  return async () => {
    const { refused } = await sent;
    if (refused > 0) throw new Error(`${String(refused)} webhooks were refused`);
  };
}

async function measureChat() {
  const chat = { visitors: Number(values.visitors), consoles: 20, window: 1 };
  const account = await openAccount();
  const environment = connectedTo(account.port);
  const { acknowledged, seconds } = await measure('product', { ...chat, seconds: 10, rate: null }, { environment });
  account.close();
  const half = values.chat === undefined ? Math.round(acknowledged / seconds / 2) : Number(values.chat);
  const done: { without: number; beside: number }[] = [];
  for (let round = 1; round <= chatRounds; round += 1) {
    const own = await openAccount();
    const load_ = { ...chat, seconds: slices * SLICE.length, rate: half, slice: SLICE };
    const { slices: p99, refused } = await measure('product', load_, {
      environment: connectedTo(own.port),
      beside: (port, measuring) => webhooksTo(port, own, measuring),
    });
    own.close();
    if (refused > 0) throw new Error(`${String(refused)} messages were refused`);
    for (let place = 0; place + 1 < p99.length; place += 2)
      done.push({ without: p99[place] ?? 0, beside: p99[place + 1] ?? 0 });
    console.log(
      `chat ${String(round)} at ${String(half)}/s  p99 in turns without and with ${String(rate)} webhooks/s ${p99.join(' ')} ms`,
    );
  }
  const ratios = done.map(({ without, beside }) => beside / without);
  return {
    p99Ratio: short(median(ratios)),
    p99Ratios: ratios.map(short),
    gate: MOST_P99,
    chatRate: half,
    webhookRate: rate,
    p99Without: median(done.map(({ without }) => without)),
    p99Beside: median(done.map(({ beside }) => beside)),
    passed: median(ratios) <= MOST_P99,
  };
}

const road = values.only === 'chat' ? null : await measureRoad();
const chat = values.only === 'road' ? null : await measureChat();
const passed = (road?.passed ?? true) && (chat?.passed ?? true);
console.log(JSON.stringify({ bench: 'webhooks', passed, count, road, chat }));
process.exit(passed ? 0 : 1);
