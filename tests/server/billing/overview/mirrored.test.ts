import type Stripe from 'stripe';
import { expect, it } from 'vitest';
import { migrations } from '#server/storage/migrations/index.ts';
import { migrateUp } from '#server/storage/sqlite/migrate.ts';
import { givenMirror, type GivenMirror } from '#tests/server/billing/gateway/givenMirror.ts';
import { idOf, pay } from '#tests/server/billing/sandbox/support/givenSandbox.ts';
import { givenEmptyDatabase } from '#tests/server/storage/openDatabase.ts';
import { queryRows } from '#tests/support/databaseState.ts';

const TABLES = ['refund', 'dispute', 'balance_entry'] as const;
const LEDGER = 16;

const rowsOf = ({ server }: GivenMirror, table: string): readonly Record<string, unknown>[] =>
  queryRows(server.dataDirectory, `SELECT * FROM ${table} ORDER BY id`) as Record<string, unknown>[];

/** Everything that can become of money, in three currencies. */
async function trade(stripe: Stripe): Promise<void> {
  const [vase] = [await pay(stripe), await pay(stripe, { amount: 5_000 })];
  await stripe.refunds.create({ payment_intent: vase.id, amount: 700 });
  await stripe.refunds.create({ payment_intent: vase.id, amount: 300 });
  const returned = await pay(stripe, { by: 'pm_card_refundFail', amount: 3_000 });
  await stripe.refunds.create({ payment_intent: returned.id });
  const slow = await pay(stripe, { by: 'pm_card_pendingRefund', amount: 1_100 });
  await stripe.refunds.create({ payment_intent: slow.id, amount: 100 });
  await pay(stripe, { by: 'pm_card_createDispute', amount: 4_000 });
  await pay(stripe, { by: 'pm_card_createDisputeInquiry', amount: 900 });
  for (const by of ['pm_card_chargeDeclined', 'pm_card_chargeDeclinedInsufficientFunds'])
    await pay(stripe, { by, amount: 2_500 }).catch(() => undefined);
  const waiting = await pay(stripe, { capture_method: 'manual', amount: 6_000 });
  await stripe.paymentIntents.capture(waiting.id, { amount_to_capture: 4_500 });
  await pay(stripe, { currency: 'jpy', amount: 1_234 });
  const dinar = await pay(stripe, { currency: 'kwd', amount: 12_340 });
  await stripe.refunds.create({ payment_intent: dinar.id, amount: 2_340 });
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** What the figures of a currency should be, from Stripe's own lists: everything here happened within the days asked for. */
async function expectedOf(stripe: Stripe, currency: string) {
  const all = { limit: 100 };
  const intents = (await stripe.paymentIntents.list(all)).data.filter((one) => one.currency === currency);
  const refunds = (await stripe.refunds.list(all)).data.filter((one) => one.currency === currency);
  const booked = (await stripe.balanceTransactions.list(all)).data.filter((one) => one.currency === currency);
  const given = refunds.filter(
    ({ status, balance_transaction: own }) => status === 'pending' || (status === 'succeeded' && own !== null),
  );
  const parts = (...categories: string[]): number =>
    sum(booked.filter((one) => categories.includes(one.reporting_category)).map(({ amount }) => amount));
  return {
    payments: intents.length,
    succeeded: intents.filter(({ status }) => status === 'succeeded').length,
    failed: intents.filter(({ last_payment_error: error }) => error !== null).length,
    gross: sum(intents.map(({ amount_received: received }) => received)),
    refunds: given.length,
    refunded: sum(given.map(({ amount }) => amount)),
    settled: [
      {
        currency: currency.toUpperCase(),
        charges: parts('charge'),
        refunds: parts('refund', 'refund_failure', 'partial_capture_reversal'),
        disputes: parts('dispute', 'dispute_reversal'),
        other: 0,
        fees: sum(booked.map(({ fee }) => fee)),
        net: sum(booked.map(({ net }) => net)),
      },
    ],
  };
}

it('the figures are those of the objects at Stripe, in every currency, also once more happens', async () => {
  const mirror = await givenMirror();
  const { stripe, control, finance } = mirror;
  await trade(stripe);
  await control.command('settle', {});
  await mirror.connect();
  await mirror.settled();
  for (const currency of ['usd', 'jpy', 'kwd']) {
    const figures = await finance.call('billing.overview', { currency: currency.toUpperCase(), days: 7 });
    expect(figures.span).toMatchObject(await expectedOf(stripe, currency));
    expect(figures.isConnected).toBe(true);
  }
  const dollars = await finance.call('billing.overview', { days: 7 });
  expect(dollars).toMatchObject({
    currency: 'USD',
    disputesDue: { count: 2, amount: 4_900, elsewhere: [] },
    declines: {
      named: [
        { count: 1, amount: 2_500 },
        { count: 1, amount: 2_500 },
      ],
      others: { count: 0 },
    },
  });
  expect(dollars.declines.named.map(({ code }) => code).sort()).toEqual(['generic_decline', 'insufficient_funds']);
  // Of a dispute, what was taken and what it costs.
  expect(dollars.span.settled[0]?.disputes).toBe(-4_000);

  await mirror.listen();
  const [dispute] = (await stripe.disputes.list({ limit: 100 })).data.filter(({ amount }) => amount === 4_000);
  await stripe.disputes.close(idOf(dispute));
  const [pending] = (await stripe.refunds.list({ limit: 100 })).data.filter(({ status }) => status === 'pending');
  await stripe.refunds.cancel(idOf(pending));
  await control.command('settle', {});
  const now = async () => (await finance.call('billing.overview', { currency: 'USD', days: 7 })).disputesDue.count;
  await expect.poll(now, { timeout: 15_000 }).toBe(1);
  await mirror.settled();
  const later = await finance.call('billing.overview', { currency: 'USD', days: 7 });
  expect(later.span).toMatchObject(await expectedOf(stripe, 'usd'));
  expect(later.span.refunds).toBe(dollars.span.refunds - 1);
});

it('a database of before is filled with the rows that mirroring writes', async () => {
  const mirror = await givenMirror();
  await trade(mirror.stripe);
  await mirror.control.command('settle', {});
  await mirror.connect();
  await mirror.settled();
  const { raw } = givenEmptyDatabase();
  await migrateUp(raw, migrations.slice(0, LEDGER), 1);
  for (const table of ['stripe_object', 'payment'])
    for (const row of rowsOf(mirror, table)) {
      const columns = Object.keys(row);
      raw.prepare(`INSERT INTO ${table} VALUES (${columns.map((name) => `@${name}`).join()})`).run(row);
    }
  expect(await migrateUp(raw, migrations, 2)).toEqual(migrations.slice(LEDGER).map(({ name }) => name));
  for (const table of TABLES) {
    const written = rowsOf(mirror, table);
    expect([table, written.length > 1]).toEqual([table, true]);
    expect(raw.prepare(`SELECT * FROM ${table} ORDER BY id`).all()).toEqual(written);
  }
});
