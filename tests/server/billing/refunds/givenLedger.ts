import { onTestFinished } from 'vitest';
import type { MirroredKind } from '#shared/billing/objects.ts';
import type { RefundPolicy } from '#shared/billing/refunds/contract.ts';
import { startCore } from '#server/core/startCore.ts';
import { openForWriting } from '#server/storage/sqlite/connection.ts';
import { databaseFileIn } from '#server/storage/sqlite/dataDirectory.ts';
import { createOwnCalls } from '#server/wiring/ownCalls.ts';
import { rowOf, SECOND } from '#tests/server/billing/payments/givenPayments.ts';
import { createManualClock } from '#tests/support/clock.ts';
import { createMemoryLog } from '#tests/support/log.ts';
import { newId } from '#tests/support/make.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { THREAD_ENTRY } from '#tests/support/testServer.ts';
import { makeWorkspace } from '#tests/support/workspace.ts';

/** The real core with a real database, and payments that Stripe has told of. */
export async function givenLedger(policy: RefundPolicy = { limits: [], expiresAfterHours: 72 }) {
  const clock = createManualClock();
  const directory = makeTemporaryDirectory();
  await makeWorkspace(directory.path, { now: clock.now() });
  const databaseFile = databaseFileIn(directory.path);
  const core = await startCore({
    databaseFile,
    synchronous: 'NORMAL',
    mode: 'inline',
    threadEntry: THREAD_ENTRY,
    clock: clock.now,
    onCommitted: () => undefined,
    onLost: () => undefined,
    onError: () => undefined,
  });
  const { submit } = createOwnCalls(core, createMemoryLog().logger, () => undefined);
  const beside = openForWriting(databaseFile, { synchronous: 'NORMAL' });
  onTestFinished(async () => {
    await core.close();
    beside.close();
    directory.remove();
  });
  await submit('billing.setRefundPolicy', { id: newId(), ...policy });
  let place = 0;
  const mirror = async (
    objects: readonly (readonly [MirroredKind, Readonly<Record<string, unknown>> & { readonly id: string }])[],
  ): Promise<void> => {
    place += 1;
    const coming = objects.map(([kind, object]) => ({
      kind,
      id: object.id,
      asOf: SECOND + place * 10,
      json: JSON.stringify({ created: SECOND + place, object: kind, ...object }),
    }));
    await submit('billing.mirrorObjects', { objects: coming, gone: [] });
  };
  return {
    submit,
    now: clock.now,
    pass: clock.pass,
    /** The same as `payment`, but of objects of Stripe's, so that its refunds are counted as they are told of. */
    mirroredPayment: async (amount: number, currency: string): Promise<string> => {
      const [id, charge] = [`pi_m${String(place)}`, `ch_m${String(place)}`];
      const shared = { amount, currency: currency.toLowerCase(), status: 'succeeded' };
      await mirror([
        ['payment_intent', { id, ...shared, amount_received: amount, latest_charge: charge }],
        ['charge', { id: charge, ...shared, captured: true, amount_captured: amount, payment_intent: id }],
      ]);
      return id;
    },
    /** Stripe tells how a refund that was thought of here stands. */
    tell: (
      paymentId: string,
      { id, amount, currency }: { readonly id: string; readonly amount: number; readonly currency: string },
      status: 'pending' | 'succeeded' | 'failed' | 'canceled',
    ): Promise<void> =>
      mirror([
        [
          'refund',
          {
            id: `re_${id}`,
            ...{
              amount,
              currency: currency.toLowerCase(),
              status,
              payment_intent: paymentId,
              balance_transaction: 'txn_1',
            },
            metadata: { optimaliq_intent: id },
          },
        ],
      ]),
    /** @returns the id of a payment of which `amount` was captured. */
    payment: async (amount: number, currency = 'EUR'): Promise<string> => {
      place += 1;
      const row = rowOf(place, { amount, amountReceived: amount, currency });
      await beside.unit.db.insertInto('payment').values(row).execute();
      return row.id;
    },
    reserved: async (paymentId: string): Promise<number> => {
      const rows = await beside.unit.db
        .selectFrom('refund_intent')
        .select('amount')
        .where('paymentId', '=', paymentId)
        .execute();
      return rows.reduce((sum, { amount }) => sum + amount, 0);
    },
  };
}

export type GivenLedger = Awaited<ReturnType<typeof givenLedger>>;
