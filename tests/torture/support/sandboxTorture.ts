import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Stripe from 'stripe';
import { startReceiver } from '#tests/server/billing/sandbox/support/receiver.ts';
import type { Receiver } from '#tests/server/billing/sandbox/support/receiver.ts';
import { makeKillSchedule } from './killSchedule.ts';
import type { Kill } from './killSchedule.ts';
import { createRandom } from '#server/demo/random.ts';
import { freeFixedPort, startServerProcess } from './serverProcess.ts';
import type { ServerProcess } from './serverProcess.ts';

export interface SandboxTorture {
  readonly seed: number;
  readonly kills: number;
  readonly payments: number;
  readonly clients: number;
  readonly log: (line: string) => void;
}

export interface SandboxReport {
  readonly kills: number;
  readonly payments: number;
  readonly refunds: number;
  readonly events: number;
  /** Deliveries of an event that had arrived before: allowed, and counted. */
  readonly deliveredAgain: number;
  /** Requests that got no answer and were sent again with their key. */
  readonly resent: number;
}

const SECRET = 'whsec_tortureTortureTortureTorture00';
const MAXIMUM_TURNS = 4;
/** A bound for what hangs, in milliseconds. */
const PATIENCE_MS = 120_000;

function fail(what: string): never {
  throw new Error(what);
}

/** A sandbox that is killed and started again at its port, with its file. */
interface Victim {
  readonly stripe: Stripe;
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

async function startVictim(port: number, file: string, receiver: Receiver): Promise<Victim> {
  const start = (): Promise<ServerProcess> =>
    startServerProcess({
      program: 'server/entry/sandbox.ts',
      dataDirectory: file,
      port,
      words: ['--webhook', receiver.url, '--secret', SECRET],
    });
  let running = await start();
  return {
    stripe: new Stripe('sk_test_torture', { host: '127.0.0.1', port, protocol: 'http', maxNetworkRetries: 0 }),
    async kill() {
      running.signal('SIGKILL');
      await running.end;
      running = await start();
    },
    async stop() {
      running.signal('SIGTERM');
      await running.end;
    },
  };
}

/** Every event of the sandbox, oldest first. */
async function allEvents({ events }: Stripe): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { id } of events.list({ limit: 100 })) ids.push(id);
  return ids.reverse();
}

function expectSameBeginning(before: readonly string[], after: readonly string[]): void {
  for (const [index, id] of before.entries()) {
    if (after[index] !== id)
      fail(`event ${String(index)} was ${id} and is ${String(after[index])}: lost or renumbered`);
  }
}

interface Work {
  readonly run: () => Promise<void>;
  readonly resent: () => number;
  readonly refunds: () => number;
}

/** Clients that pay and refund, each request with a key of its own, sent again until it is answered. */
function createWork(
  victim: Victim,
  { payments, clients }: SandboxTorture,
  { ready, onCount }: { readonly ready: () => Promise<void>; readonly onCount: (on: Kill['on']) => void },
): Work {
  let next = 0;
  let resent = 0;
  let refunds = 0;

  async function until<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    await ready();
    const start = Date.now();
    onCount('sent');
    for (;;) {
      try {
        const answer = await ask();
        onCount('acknowledged');
        return answer;
      } catch (error) {
        const isUnanswered = error instanceof Stripe.errors.StripeConnectionError;
        const isBusy = error instanceof Stripe.errors.StripeIdempotencyError && error.statusCode === 409;
        if (!(isUnanswered || isBusy) || Date.now() - start > PATIENCE_MS) throw error;
        resent += 1;
        await pause(20);
      }
    }
  }

  async function payAndRefund(number: number): Promise<void> {
    const key = `payment-${String(number)}`;
    const { id } = await until(() =>
      victim.stripe.paymentIntents.create(
        {
          amount: 1_000 + number,
          currency: 'usd',
          payment_method: 'pm_card_visa',
          allowed_payment_method_types: ['card'],
          confirm: true,
          metadata: { key },
        },
        { idempotencyKey: key },
      ),
    );
    if (number % 2 === 1) return;
    refunds += 1;
    const asked = { payment_intent: id, amount: 500, metadata: { key } };
    await until(() => victim.stripe.refunds.create(asked, { idempotencyKey: `refund-${String(number)}` }));
  }

  async function client(): Promise<void> {
    while (next < payments) {
      next += 1;
      await payAndRefund(next);
    }
  }

  return {
    run: async () => {
      await Promise.all(Array.from({ length: clients }, client));
    },
    resent: () => resent,
    refunds: () => refunds,
  };
}

async function expectEachOnce(
  list: AsyncIterable<{ readonly metadata: Stripe.Metadata | null }>,
  count: number,
): Promise<void> {
  const keys: string[] = [];
  for await (const { metadata } of list) keys.push(metadata?.['key'] ?? '');
  if (keys.length !== count || new Set(keys).size !== count) {
    fail(
      `${String(count)} were made, ${String(keys.length)} are there, ${String(new Set(keys).size)} of them different`,
    );
  }
}

async function expectBalance(stripe: Stripe): Promise<void> {
  let net = 0;
  for await (const transaction of stripe.balanceTransactions.list({ limit: 100 })) net += transaction.net;
  const { available, pending } = await stripe.balance.retrieve();
  const total = [...available, ...pending].reduce((sum, { amount }) => sum + amount, 0);
  if (total !== net) fail(`the balance is ${String(total)}, its transactions are ${String(net)}`);
}

async function expectDelivered(receiver: Receiver, events: readonly string[]): Promise<void> {
  const start = Date.now();
  const missing = () => {
    const arrived = new Set(receiver.events.map(({ id }) => id));
    return events.filter((id) => !arrived.has(id));
  };
  while (missing().length > 0) {
    if (Date.now() - start > PATIENCE_MS) fail(`${String(missing().length)} events never arrived`);
    await pause(50);
  }
  if (receiver.refused.length > 0) fail(`the SDK refused a delivery: ${String(receiver.refused[0])}`);
}

/**
 * Kills a sandbox with a file store at random moments, while clients pay and refund.
 * @throws Error for anything lost, doubled or renumbered.
 */
export async function sandboxTorture(options: SandboxTorture): Promise<SandboxReport> {
  const { seed, kills, payments, clients, log } = options;
  const random = createRandom(seed);
  const directory = mkdtempSync(path.join(tmpdir(), 'sandbox-torture-'));
  const receiver = await startReceiver(SECRET);
  const victim = await startVictim(await freeFixedPort(random), path.join(directory, 'sandbox.db'), receiver);
  try {
    const schedule = makeKillSchedule(random, kills, payments, clients);
    const counts = { sent: 0, acknowledged: 0 };
    const waiting = [...schedule];
    let seen: readonly string[] = [];
    let killing: Promise<void> = Promise.resolve();

    async function kill({ turns }: Kill): Promise<void> {
      // The sandbox answers within a few turns: later ones would find nothing under way.
      for (let turn = 0; turn < turns % MAXIMUM_TURNS; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      await victim.kill();
      const now = await allEvents(victim.stripe);
      expectSameBeginning(seen, now);
      seen = now;
      log(`killed after ${String(counts.acknowledged)} answers; ${String(now.length)} events are there`);
    }

    function count(on: Kill['on']): void {
      counts[on] += 1;
      const [due] = waiting;
      if (due === undefined || counts[due.on] < due.count) return;
      waiting.shift();
      killing = killing.then(() => kill(due));
      // What goes wrong is seen where the kills are awaited.
      killing.catch(() => undefined);
    }

    // A new request waits until the last kill was looked into: every kill then meets requests that are under way.
    const work = createWork(victim, options, { ready: () => killing, onCount: count });
    await work.run();
    await killing;

    const events = await allEvents(victim.stripe);
    expectSameBeginning(seen, events);
    await expectEachOnce(victim.stripe.paymentIntents.list({ limit: 100 }), payments);
    await expectEachOnce(victim.stripe.refunds.list({ limit: 100 }), work.refunds());
    await expectBalance(victim.stripe);
    await expectDelivered(receiver, events);
    return {
      kills: schedule.length - waiting.length,
      payments,
      refunds: work.refunds(),
      events: events.length,
      deliveredAgain: receiver.events.length - new Set(receiver.events.map(({ id }) => id)).size,
      resent: work.resent(),
    };
  } finally {
    await victim.stop();
    await receiver.close();
    rmSync(directory, { recursive: true, force: true });
  }
}
