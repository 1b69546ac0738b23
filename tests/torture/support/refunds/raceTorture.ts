import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { AppError } from '#shared/wire/errors.ts';
import { createRandom } from '#server/demo/random.ts';
import { pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import type { Who } from '#tests/support/people.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { makeWorkspace } from '#tests/support/workspace.ts';
import type { Watch } from '#tests/torture/support/billing/gate.ts';
import { openStripeBehindGates } from '#tests/torture/support/billing/stripeBehindGates.ts';
import { openLine } from '#tests/torture/support/line.ts';
import { startServerProcess } from '#tests/torture/support/serverProcess.ts';
import { signIn } from '#tests/torture/support/signIn.ts';
import { within } from '#tests/torture/support/within.ts';

export interface RaceOptions {
  /** Each is a payment of its own, and amounts of its own. */
  readonly seeds: readonly number[];
  readonly sessions: number;
}

export interface RaceReport {
  readonly seeds: number;
  readonly sessions: number;
  readonly won: number;
  /** Each was told that it is more than what is left, and how much that is. */
  readonly lost: number;
  readonly madeAtStripe: number;
}

const TOTAL = 10_000;
const SETTLE_WITHIN_MS = 240_000;
const LOOK_MS = 100;
const OPEN: Watch = {
  onAsked: () => Promise.resolve(true),
  onAnswered: () => Promise.resolve(true),
  onRelayed: () => undefined,
};

/**
 * So many sessions of finance, each on a socket of its own, refund one payment at once, each a random part of it.
 * @throws AssertionError when more than the payment is given back, here or at Stripe, or a loser is not told why and what is left.
 */
export async function raceTorture({ seeds, sessions }: RaceOptions): Promise<RaceReport> {
  const temporary = makeTemporaryDirectory();
  const dataDirectory = path.join(temporary.path, 'data');
  const closing: (() => unknown)[] = [temporary.remove];
  let address: string | null = null;
  try {
    mkdirSync(dataDirectory);
    const people = await makeWorkspace(dataDirectory, { now: Date.now() });
    const side = await openStripeBehindGates({ server: () => address, outward: OPEN, inward: OPEN });
    closing.push(side.close);
    const payments: string[] = [];
    for (const _ of seeds) payments.push((await pay(side.stripe, { amount: TOTAL, currency: 'eur' })).id);
    const server = await startServerProcess({ dataDirectory, environment: side.environment });
    closing.push(() => {
      server.signal('SIGKILL');
    });
    const url = server.address;
    address = url;
    const random = createRandom(0);
    const open = async (who: Who) => {
      const token = await signIn(url, who);
      const line = openLine({ url, namespace: '/console', random, auth: () => ({ token }) });
      closing.push(line.close);
      while (line.line().state !== 'online') await pause(LOOK_MS);
      return line;
    };
    const admin = await open('admin');
    const { colleague: accountId } = people;
    await admin.call('accounts.setRoles', { id: uuidv7(), accountId, roles: ['support', 'finance'] });
    const limits = [{ currency: 'EUR', approvalAbove: TOTAL, perRefund: null, perPersonDay: null }];
    await admin.call('billing.setRefundPolicy', { id: uuidv7(), limits, expiresAfterHours: 72 });
    const lines: Awaited<ReturnType<typeof open>>[] = [];
    for (let place = 0; place < sessions; place += 1) lines.push(await open(place % 2 === 0 ? 'finance' : 'colleague'));
    const read = async (): Promise<void> => {
      while ((await admin.call('billing.sync', {})).backfill?.state !== 'done') await pause(LOOK_MS);
    };
    await within(SETTLE_WITHIN_MS, 'the account to be read', read());

    /** Of each payment, what the winners were promised. */
    const given = new Map<string, number>();
    let [won, lost] = [0, 0];
    for (const [place, seed] of seeds.entries()) {
      const amounts = createRandom(seed);
      const paymentId = payments[place] ?? '';
      const outcomes = await Promise.all(
        lines.map(async (line) => {
          const amount = amounts.between(1, TOTAL / 4);
          try {
            const { state } = await line.call('billing.requestRefund', { id: uuidv7(), paymentId, amount });
            assert.equal(state, 'sending');
            return { amount, isWon: true };
          } catch (error) {
            assert(error instanceof AppError, String(error));
            const { code, details, message } = error;
            assert.deepEqual([code, details?.reason, details?.['currency']], ['CONFLICT', 'aboveLeft', 'EUR'], message);
            assert(Number(details?.['left']) < amount, 'who lost asked for more than was left');
            return { amount, isWon: false };
          }
        }),
      );
      const winners = outcomes.filter(({ isWon }) => isWon);
      const sum = winners.reduce((total, { amount }) => total + amount, 0);
      assert(sum <= TOTAL, `seed ${String(seed)}: ${String(sum)} of ${String(TOTAL)} was promised`);
      assert(winners.length > 0 && winners.length < outcomes.length, `seed ${String(seed)}: some win and some lose`);
      won += winners.length;
      lost += outcomes.length - winners.length;
      given.set(paymentId, sum);
    }

    const made = async (): Promise<number> => {
      for (;;) {
        const open = await lines[0]?.call('billing.refunds', { states: ['sending', 'unknown'], limit: 1 });
        if (open?.refunds.length === 0) break;
        await pause(LOOK_MS);
      }
      const all = await side.stripe.refunds.list({ limit: 100 }).autoPagingToArray({ limit: 10_000 });
      for (const [paymentId, sum] of given) {
        const there = all.filter(({ payment_intent: of }) => of === paymentId);
        const total = there.reduce((whole, { amount }) => whole + amount, 0);
        const ours = await lines[0]?.call('billing.refunds', { paymentId, limit: 200 });
        const others = ours?.refunds.filter(({ state }) => state !== 'succeeded');
        assert.equal(total, sum, `of ${paymentId} not all was given back: ${JSON.stringify(others)}`);
      }
      return all.length;
    };
    const madeAtStripe = await within(SETTLE_WITHIN_MS, 'every refund to be made', made());
    assert.equal(madeAtStripe, won);
    assert.deepEqual(side.troubles, [], 'the sandbox worked');
    return { seeds: seeds.length, sessions, won, lost, madeAtStripe };
  } finally {
    for (const close of closing.reverse()) await close();
  }
}
