import { StartError } from '#server/storage/startError.ts';
import type { WriteConnection } from '#server/storage/unitOfWork.ts';
import { paymentWords } from '#server/billing/mirror/paymentWords.ts';
import { projectPayment } from '#server/billing/mirror/projectPayment.ts';
import { insertPayment, insertWords } from '#server/billing/mirror/statements.ts';
import { PLACES } from '#server/billing/mirror/writePayment.ts';
import { loadPayments } from './loadPayments.ts';

/** Payments that share a transaction. */
const GROUP = 5_000;
const DAYS = 730;
const DAY = 86_400;

export interface SeedPaymentsOptions {
  readonly payments: number;
  readonly seed: number;
  /** UTC milliseconds: when the last of them was made. */
  readonly now: number;
  /** Told after each transaction how many have been written. */
  readonly onProgress: (payments: number) => void;
}

/**
 * Fills a workspace without payments for load tests. Each row, and what it is found by, is what the mirror's own projection makes of Stripe's objects and is
 * written by its own statements; the objects themselves, the events and the journal's entries are left out, as a million payments with them would take hours. So there
 * is a list, totals and search, and nothing behind a row.
 * @throws StartError when the workspace holds payments, or mirrors an account, already; nothing was changed then.
 */
export async function seedPayments(connection: WriteConnection, options: SeedPaymentsOptions): Promise<void> {
  const { unit, begin, commit } = connection;
  const { payments, seed, now, onProgress } = options;
  const held = await unit.db.selectFrom('payment').select('id').limit(1).executeTakeFirst();
  const account = await unit.db.selectFrom('billing_connection').select('accountId').executeTakeFirst();
  if (held !== undefined || account !== undefined)
    throw new StartError(
      'This workspace holds payments already, or mirrors a Stripe account. Only one without is filled: choose another with --data. Nothing was changed.',
    );
  const until = Math.floor(now / 1_000);
  let last = { second: 0, number: 0 };
  let written = 0;
  for (const objects of loadPayments({ payments, seed, from: until - DAYS * DAY, until })) {
    if (written % GROUP === 0) begin();
    const projected = projectPayment(objects);
    if (projected === null) throw new TypeError('a payment of a load test gave no row');
    const { createdAt, ...columns } = projected;
    const number = createdAt === last.second ? last.number + 1 : createdAt * PLACES;
    last = { second: createdAt, number };
    await unit.write(insertPayment, { number, ...columns });
    await unit.write(insertWords, { rowid: number, words: paymentWords(objects) });
    written += 1;
    if (written % GROUP === 0 || written === payments) {
      commit();
      onProgress(written);
    }
  }
}
