import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createRandom } from '#server/demo/random.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { makeWorkspace } from '#tests/support/workspace.ts';
import { entry, run } from '#tests/torture/support/program.ts';
import { freeFixedPort, startServerProcess, type ServerProcess } from '#tests/torture/support/serverProcess.ts';
import { turnsOfTheLoop } from '#tests/torture/support/turnsOfTheLoop.ts';
import { within } from '#tests/torture/support/within.ts';
import { effectFaults, noteEffects } from './effects.ts';
import { eventFaults } from './eventFaults.ts';
import { openGatedStripe } from './gatedStripe.ts';
import { planKills, type BillingKill, type Stage, type Work } from './killPlan.ts';
import { compareMirror } from './mirrorFaults.ts';
import { openPayDesk, type PayDesk } from './payDesk.ts';
import { requestFaults } from './requestFaults.ts';
import { openShop } from './shop.ts';
import { createTrade } from './trade.ts';

export interface BillingKillOptions {
  readonly seed: number;
  readonly kills: number;
  /** Payments that the account has before it is connected. */
  readonly payments: number;
  /** What is done at Stripe between two kills, at the most. */
  readonly steps: number;
  readonly writer: 'worker' | 'inline';
  readonly log: (line: string) => void;
}

export interface BillingKillReport {
  readonly kills: number;
  /** Kills by what the server was in the middle of. */
  readonly during: Readonly<Record<Work, number>>;
  /** Objects of Stripe's that the mirror was compared with, field by field. */
  readonly objects: number;
  readonly payments: number;
  /** Different events that came by webhook and were acknowledged. */
  readonly events: number;
  /** Acknowledgements of an event that had been acknowledged before, because a kill kept it from Stripe. */
  readonly acknowledgedAgain: number;
  readonly requests: number;
  readonly journalEntries: number;
}

/** Bounds for what hangs, in milliseconds. */
const KILL_WITHIN_MS = 120_000;
const SETTLE_WITHIN_MS = 180_000;
const STOP_WITHIN_MS = 30_000;
const LOOK_MS = 200;

/**
 * Kills the real server again and again while it reads an account, takes its events and makes payment links, and while the shop goes on trading.
 * @throws AssertionError when in the end the mirror is not whole and equal, an event is lost or had its effect twice, or a request is not there exactly once.
 */
export async function billingKillTorture(options: BillingKillOptions): Promise<BillingKillReport> {
  const { seed, log, kills, payments, writer } = options;
  const random = createRandom(seed);
  const temporary = makeTemporaryDirectory();
  const dataDirectory = path.join(temporary.path, 'data');
  const closing: (() => unknown)[] = [temporary.remove];
  let server: ServerProcess | null = null;
  let due: { readonly kill: BillingKill; left: number; readonly struck: () => void } | null = null;

  /** Where the plan says so the server is killed. */
  async function come(work: Work, stage: Stage): Promise<boolean> {
    if (due?.kill.during !== work || due.kill.stage !== stage) return true;
    due.left -= 1;
    if (due.left > 0) return true;
    const { kill, struck } = due;
    due = null;
    await turnsOfTheLoop(kill.turns);
    server?.signal('SIGKILL');
    struck();
    await server?.end;
    return false;
  }

  try {
    mkdirSync(dataDirectory);
    await makeWorkspace(dataDirectory, { now: Date.now() });
    noteEffects(dataDirectory);
    const gated = await openGatedStripe({ seed, payments, come, server: () => server?.address ?? null });
    closing.push(gated.close);
    const { stripe, reached, acknowledged, environment } = gated;
    const port = await freeFixedPort(random);
    const start = async (): Promise<ServerProcess> => {
      const started = await startServerProcess({ dataDirectory, port, writer, environment });
      closing.push(() => {
        started.signal('SIGKILL');
      });
      server = started;
      return started;
    };
    const shop = openShop(createTrade(stripe, random), options.steps);
    closing.push(shop.close);

    /** One life of the server, which ends at its kill. */
    async function live(kill: BillingKill, running: ServerProcess, { ask, readAnew }: PayDesk): Promise<void> {
      const { promise: struck, resolve } = Promise.withResolvers<undefined>();
      due = { kill, left: kill.count, struck: () => resolve(undefined) };
      shop.goOn();
      void gated.deliverNow();
      if (kill.during === 'request') ask();
      const keepReading = async (): Promise<void> => {
        while (due !== null) {
          if (kill.during === 'backfill') await readAnew();
          await pause(LOOK_MS);
        }
        await struck;
      };
      const killed = Promise.race([keepReading(), shop.trading]);
      await within(KILL_WITHIN_MS, `the moment of ${JSON.stringify(kill)}`, killed);
      const { signal } = await running.end;
      assert.equal(signal, 'SIGKILL', 'the server lived until it was killed');
      server = null;
    }

    const during: Record<Work, number> = { backfill: 0, webhooks: 0, request: 0 };
    const first = await start();
    const desk = await openPayDesk(first.address, random, (id) => reached.has(id));
    closing.push(desk.close);
    let running = first;
    for (const [index, kill] of planKills(random, kills).entries()) {
      await live(kill, running, desk);
      during[kill.during] += 1;
      log(
        `kill ${String(index + 1)} of ${String(kills)}: ${kill.during}, ${kill.stage}, time ${String(kill.count)}, ${String(kill.turns)} turns; ` +
          `${String(acknowledged.length)} webhooks acknowledged, ${String(desk.asked.length)} requests`,
      );
      running = await start();
      await within(KILL_WITHIN_MS, 'the lines to come back', desk.comeBack());
    }

    await shop.close();
    const settle = async (): Promise<void> => {
      for (;;) {
        await gated.deliverNow();
        const { backfill, waitingEvents, waitingFetches, deadEvents, deadFetches } = await desk.sync();
        assert.deepEqual({ deadEvents, deadFetches }, { deadEvents: 0, deadFetches: 0 }, 'nothing was given up');
        const isRead = backfill?.state === 'done' && waitingEvents + waitingFetches + gated.waiting() === 0;
        const shown = await desk.shown();
        if (isRead && [...reached].every((id) => (shown.get(id)?.length ?? 0) > 0)) return;
        await pause(LOOK_MS);
      }
    };
    await within(SETTLE_WITHIN_MS, 'everything to be read and nothing to wait', settle());

    const compared = await compareMirror(dataDirectory, stripe);
    const faults = [
      ...compared.faults,
      ...effectFaults(dataDirectory),
      ...(await eventFaults(dataDirectory, stripe, acknowledged, gated.since)),
      ...(await requestFaults(stripe, desk.asked, reached, await desk.shown())),
    ];
    assert.deepEqual(faults, []);
    assert.deepEqual(gated.troubles, [], 'the sandbox worked');
    desk.close();
    running.signal('SIGTERM');
    const { code, stderr } = await within(STOP_WITHIN_MS, 'the server to stop', running.end);
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' }, 'SIGTERM ends the server well');
    const verified = await run(...entry('server/entry/db.ts', 'verify-journal', '--data', dataDirectory));
    assert.equal(verified.code, 0, verified.stderr);
    const events = new Set(acknowledged).size;
    return {
      kills,
      during,
      objects: compared.objects,
      payments: compared.payments,
      events,
      acknowledgedAgain: acknowledged.length - events,
      requests: desk.asked.length,
      journalEntries: Number(/(\d+) entries/.exec(verified.stdout)?.[1]),
    };
  } finally {
    for (const close of closing.reverse()) await close();
  }
}
