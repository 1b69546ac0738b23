import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type Stripe from 'stripe';
import { ROOT } from '#scripts/support/paths.ts';
import { createRandom } from '#server/demo/random.ts';
import { pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import { changeRows, queryRows } from '#tests/support/databaseState.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { makeWorkspace } from '#tests/support/workspace.ts';
import type { Stage } from '#tests/torture/support/billing/killPlan.ts';
import { entry, run } from '#tests/torture/support/program.ts';
import { freeFixedPort, startServerProcess, type ServerProcess } from '#tests/torture/support/serverProcess.ts';
import { turnsOfTheLoop } from '#tests/torture/support/turnsOfTheLoop.ts';
import { within } from '#tests/torture/support/within.ts';
import { isLostAfter, type Call, type Point } from './points.ts';
import { openRefundDesk } from './refundDesk.ts';
import { judgeRefunds } from './judgeRefunds.ts';
import { noteRefunds } from './refundNotes.ts';
import { openRefundStripe } from './refundStripe.ts';
import { arm, STRIKE_FILE, takeStruck } from './strike.ts';

export interface RefundsTortureOptions {
  readonly seed: number;
  readonly points: readonly Point[];
  readonly writer: 'worker' | 'inline';
  readonly log: (line: string) => void;
}

export interface RefundsReport {
  readonly points: number;
  readonly atCommits: number;
  readonly atCalls: number;
  /** Points at which the answer to the calls was lost after the effect. */
  readonly lost: number;
  readonly payments: number;
  /** Refunds that were decided on: each is one at Stripe. */
  readonly made: number;
  readonly declined: number;
  /** Drafts, and what was refused, withdrawn or expired: none is at Stripe. */
  readonly undecided: number;
  readonly calls: number;
  readonly lookUps: number;
  /** Objects of Stripe's that the mirror was compared with, field by field. */
  readonly objects: number;
  readonly journalEntries: number;
}

const TOTAL = 10_000;
/** Of cards whose refunds stay pending for days. */
const PENDING_SHARE = 0.2;
/** Bounds for what hangs, in milliseconds. */
const KILL_WITHIN_MS = 90_000;
const SETTLE_WITHIN_MS = 180_000;
const STOP_WITHIN_MS = 30_000;
const LOOK_MS = 100;

/** What is not settled, for whoever has to find out why. */
const OPEN = `SELECT id, state, requestedAt, sentAt, attempts, nextAt FROM refund_intent WHERE state IN ('draft', 'requested', 'sending', 'unknown')`;
const HOOK = pathToFileURL(path.join(ROOT, 'tests/torture/support/refunds/strikeAtCommit.ts')).href;

const inWords = ({ at, road, besides, ailment, times, isDeaf }: Point): string =>
  `${at.place === 'commit' ? `${at.side} the commit ${at.change}` : `${at.place} ${at.stage}`}, ${road} and ${String(besides)} more` +
  (ailment === null ? '' : `, ${ailment} ${String(times)}`) +
  (isDeaf ? ', deaf' : '');

/**
 * Kills the real server at each of these points while refunds are drafted, decided on and made, and looks in the end whether each was made once.
 * @throws AssertionError when one was made twice or not at all, the ledger differs from Stripe's, something is stuck, or the journal does not tell all.
 */
export async function refundsTorture({ seed, points, writer, log }: RefundsTortureOptions): Promise<RefundsReport> {
  const random = createRandom(seed);
  const temporary = makeTemporaryDirectory();
  const dataDirectory = path.join(temporary.path, 'data');
  const strikeFile = path.join(temporary.path, 'strike');
  const closing: (() => unknown)[] = [temporary.remove];
  let server: ServerProcess | null = null;
  let due: { readonly call: Call; readonly stage: Stage; readonly turns: number } | null = null;
  const killed: { at: Call | null } = { at: null };

  /** Where the plan says so the server is killed. */
  async function come(call: Call, stage: Stage): Promise<boolean> {
    if (due?.call !== call || due.stage !== stage) return true;
    const { turns } = due;
    due = null;
    await turnsOfTheLoop(turns);
    killed.at = call;
    server?.signal('SIGKILL');
    await server?.end;
    return false;
  }

  try {
    mkdirSync(dataDirectory);
    const people = await makeWorkspace(dataDirectory, { now: Date.now() });
    noteRefunds(dataDirectory);
    const stripeSide = await openRefundStripe({ come, server: () => server?.address ?? null });
    closing.push(stripeSide.close);
    const { stripe } = stripeSide;
    const payments: Stripe.PaymentIntent[] = [];
    for (const _ of points) {
      const by = random.next() < PENDING_SHARE ? 'pm_card_pendingRefund' : 'pm_card_visa';
      payments.push(await pay(stripe, { amount: TOTAL, currency: 'eur', by }));
    }
    const port = await freeFixedPort(random);
    const environment = {
      ...stripeSide.environment,
      [STRIKE_FILE]: strikeFile,
      NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --import=${HOOK}`,
    };
    const start = async (): Promise<ServerProcess> => {
      const started = await startServerProcess({ dataDirectory, port, writer, environment });
      closing.push(() => {
        started.signal('SIGKILL');
      });
      server = started;
      return started;
    };

    let running = await start();
    const letExpire = (id: string): void => {
      changeRows(dataDirectory, `UPDATE refund_intent SET expiresAt = 1 WHERE id = '${id}' AND state = 'requested'`);
    };
    const { address } = running;
    const desk = await openRefundDesk({
      address,
      random,
      stripe: stripeSide,
      letExpire,
      colleagueId: people.colleague,
    });
    closing.push(desk.close);
    // A refund is asked for of a payment that is here.
    const read = async (): Promise<void> => {
      while ((await desk.sync()).backfill?.state !== 'done') await pause(LOOK_MS);
    };
    await within(SETTLE_WITHIN_MS, 'the account to be read', read());

    const tellOf = (error: unknown): never => {
      log(JSON.stringify(queryRows(dataDirectory, OPEN)));
      log(JSON.stringify(stripeSide.heard.slice(-10)));
      log(running.printed());
      throw error;
    };
    stripeSide.deafen(points[0]?.isDeaf ?? false);
    for (const [index, point] of points.entries()) {
      const { at } = point;
      if (at.place === 'commit') arm(strikeFile, at);
      else due = { call: at.place, stage: at.stage, turns: at.turns };
      killed.at = null;
      desk.play(point, payments[index]?.id ?? '');
      if (!point.isDeaf) void stripeSide.deliverNow();
      const ended = Promise.race([running.end, desk.done().then(() => running.end)]);
      const { signal, stderr } = await within(KILL_WITHIN_MS, inWords(point), ended).catch(tellOf);
      const hasStruck = takeStruck(strikeFile);
      assert.deepEqual({ signal, stderr }, { signal: 'SIGKILL', stderr: '' }, 'the server lived until it was killed');
      assert.equal(hasStruck ? 'commit' : killed.at, at.place, 'it was killed where it should be');
      server = null;
      stripeSide.nextLife();
      stripeSide.deafen(points[index + 1]?.isDeaf ?? false);
      running = await start();
      log(`point ${String(index + 1)} of ${String(points.length)}: ${inWords(point)}`);
    }

    const settled = async (): Promise<void> => {
      await desk.done();
      for (;;) {
        await stripeSide.deliverNow();
        const { waitingEvents, waitingFetches, deadEvents, deadFetches, trouble } = await desk.sync();
        assert.deepEqual({ deadEvents, deadFetches }, { deadEvents: 0, deadFetches: 0 }, 'nothing was given up');
        const isQuiet = trouble === null && waitingEvents + waitingFetches + stripeSide.waiting() === 0;
        const expected = new Map(desk.planned.map(({ id, end }) => [id, end]));
        const refunds = await desk.refunds();
        if (isQuiet && refunds.every(({ id, state }) => expected.get(id)?.includes(state))) return;
        await pause(LOOK_MS);
      }
    };
    // What is wrong is said below.
    await within(SETTLE_WITHIN_MS, 'every refund to be settled', settled()).catch((error: unknown) => {
      if (error instanceof assert.AssertionError) throw error;
      log(String(error));
    });

    const { refunds, objects } = await judgeRefunds({ dataDirectory, payments, stripeSide, desk });
    desk.close();
    running.signal('SIGTERM');
    const { code, stderr } = await within(STOP_WITHIN_MS, 'the server to stop', running.end);
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' }, 'SIGTERM ends the server well');
    const verified = await run(...entry('server/entry/db.ts', 'verify-journal', '--data', dataDirectory));
    assert.equal(verified.code, 0, verified.stderr);
    const ending = (isOne: (state: string) => boolean): number => refunds.filter(({ state }) => isOne(state)).length;
    const isMade = (state: string): boolean => state === 'succeeded' || state === 'pending';
    return {
      points: points.length,
      atCommits: points.filter(({ at }) => at.place === 'commit').length,
      atCalls: points.filter(({ at }) => at.place !== 'commit').length,
      lost: points.filter(({ ailment }) => isLostAfter(ailment)).length,
      payments: payments.length,
      made: ending(isMade),
      declined: ending((state) => state === 'declined'),
      undecided: ending((state) => !isMade(state) && state !== 'declined'),
      calls: stripeSide.heard.filter(({ kind }) => kind === 'create').length,
      lookUps: stripeSide.heard.filter(({ kind }) => kind === 'lookUp').length,
      objects,
      journalEntries: Number(/(\d+) entries/.exec(verified.stdout)?.[1]),
    };
  } finally {
    for (const close of closing.reverse()) await close();
  }
}
