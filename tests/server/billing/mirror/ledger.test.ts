import fc from 'fast-check';
import { expect, it } from 'vitest';
import { takeFetched, takeGone } from '#server/billing/mirror/absorb.ts';
import { createDraft } from '#server/billing/mirror/draft.ts';
import { writeDraft } from '#server/billing/mirror/writeDraft.ts';
import type { WriteUnit } from '#server/storage/unitOfWork.ts';
import type { MirroredKind } from '#shared/billing/objects.ts';
import { givenDatabase } from '#tests/server/storage/openDatabase.ts';

type Object = Readonly<Record<string, unknown>> & { readonly id: string };
const CREATED = 1_790_000_000;

const shared = { created: CREATED, currency: 'eur', amount: 1_000 };
const INTENT: Object = { id: 'pi_1', ...shared, status: 'succeeded', latest_charge: 'ch_1', amount_received: 1_000 };
const CHARGE: Object = {
  id: 'ch_1',
  ...shared,
  status: 'succeeded',
  captured: true,
  payment_intent: 'pi_1',
  balance_transaction: 'txn_1',
};
const booking = (id: string, source: string, category: string, amount: number): Object => ({
  id,
  created: CREATED,
  currency: 'usd',
  source,
  reporting_category: category,
  amount,
  fee: 10,
  net: amount - 10,
});
const BOOKED = booking('txn_1', 'ch_1', 'charge', 1_100);
const REFUND: Object = {
  id: 're_1',
  ...shared,
  amount: 300,
  payment_intent: 'pi_1',
  charge: 'ch_1',
  status: 'succeeded',
  balance_transaction: 'txn_2',
};
const GIVEN_BACK = booking('txn_2', 're_1', 'refund', -330);
const DISPUTE: Object = {
  id: 'du_1',
  ...shared,
  amount: 700,
  payment_intent: 'pi_1',
  charge: 'ch_1',
  status: 'needs_response',
  reason: 'fraudulent',
  evidence_details: { due_by: CREATED + 60 },
  balance_transactions: [booking('txn_3', 'du_1', 'dispute', -770)],
};
const ALL: readonly (readonly [MirroredKind, Object])[] = [
  ['payment_intent', INTENT],
  ['charge', CHARGE],
  ['balance_transaction', BOOKED],
  ['refund', REFUND],
  ['balance_transaction', GIVEN_BACK],
  ['dispute', DISPUTE],
];

async function givenMirrored() {
  const { raw, unit } = await givenDatabase();
  const rows = (table: string) => raw.prepare<[], { id: string }>(`SELECT * FROM ${table} ORDER BY id`).all();
  let asOf = CREATED;
  let written: string[] = [];
  const counting: WriteUnit = {
    ...unit,
    write: (statement, args) => {
      const [, table] =
        /^INSERT INTO "(refund|dispute|balance_entry)"|^delete from "(refund|dispute|balance_entry)"/i.exec(
          statement.build(unit.db, ((name: string) => name) as never).compile().sql,
        ) ?? [undefined, undefined];
      if (table !== undefined) written.push((args as { id: string }).id);
      return unit.write(statement, args);
    },
  };
  async function change(work: (draft: ReturnType<typeof createDraft>) => Promise<unknown>): Promise<readonly string[]> {
    written = [];
    const draft = createDraft(unit);
    await work(draft);
    await writeDraft(counting, draft, { at: 1 });
    return written;
  }
  return {
    rows,
    ledger: () => ({ refund: rows('refund'), dispute: rows('dispute'), balance_entry: rows('balance_entry') }),
    /** @returns the ids of the rows that were written. */
    take: (...objects: readonly (readonly [MirroredKind, Object])[]) =>
      change(async (draft) => {
        asOf += 10;
        for (const [kind, json] of objects)
          await takeFetched(draft, { kind, id: json.id, asOf, json, text: JSON.stringify(json) });
      }),
    lose: (kind: MirroredKind, id: string) => change((draft) => takeGone(draft, { kind, id })),
  };
}

it('a payment has its refunds, disputes and bookings in rows', async () => {
  const { take, ledger } = await givenMirrored();
  await take(...ALL);
  const at = CREATED * 1_000;
  const entry = { paymentId: 'pi_1', paymentCurrency: 'EUR', bookedAt: at, fee: 10, currency: 'USD' };
  expect(ledger()).toEqual({
    refund: [
      {
        id: 're_1',
        paymentId: 'pi_1',
        createdAt: at,
        amount: 300,
        currency: 'EUR',
        state: 'succeeded',
        isRelease: 0,
        reason: null,
        failureReason: null,
      },
    ],
    dispute: [
      {
        id: 'du_1',
        paymentId: 'pi_1',
        createdAt: at,
        amount: 700,
        currency: 'EUR',
        state: 'needs_response',
        reason: 'fraudulent',
        dueAt: at + 60_000,
      },
    ],
    balance_entry: [
      { ...entry, id: 'txn_1', category: 'charge', amount: 1_100, net: 1_090 },
      { ...entry, id: 'txn_2', category: 'refund', amount: -330, net: -340 },
      { ...entry, id: 'txn_3', category: 'dispute', amount: -770, net: -780 },
    ],
  });
});

it('whatever order the objects come in, alone or together, the rows are the same', async () => {
  const whole = await givenMirrored();
  await whole.take(...ALL);
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([...ALL], { minLength: ALL.length }),
      fc.array(fc.boolean(), { minLength: ALL.length, maxLength: ALL.length }),
      async (shuffled, breaks) => {
        const pieces = await givenMirrored();
        let page: (typeof ALL)[number][] = [];
        for (const [place, one] of shuffled.entries()) {
          page.push(one);
          if (breaks[place] !== true && place < shuffled.length - 1) continue;
          await pieces.take(...page);
          page = [];
        }
        expect(pieces.ledger()).toEqual(whole.ledger());
      },
    ),
    { numRuns: 15 },
  );
});

it('only what has changed is written', async () => {
  const { take, rows } = await givenMirrored();
  expect([...(await take(...ALL))].sort()).toEqual(['du_1', 're_1', 'txn_1', 'txn_2', 'txn_3']);
  expect(await take(...ALL)).toEqual([]);
  expect(await take(['charge', { ...CHARGE, description: 'A vase' }])).toEqual([]);
  expect(await take(['refund', { ...REFUND, status: 'failed', failure_reason: 'lost_or_stolen_card' }])).toEqual([
    're_1',
  ]);
  expect(rows('refund')).toMatchObject([{ state: 'failed', failureReason: 'lost_or_stolen_card' }]);
});

it('what Stripe does not have any more has no row, and what it lacks makes none', async () => {
  const { take, lose, ledger } = await givenMirrored();
  await take(...ALL, ['refund', { ...REFUND, id: 're_2', amount: undefined }]);
  expect(ledger().refund.map(({ id }) => id)).toEqual(['re_1']);
  await lose('refund', 're_1');
  await lose('dispute', 'du_1');
  await lose('balance_transaction', 'txn_2');
  expect(ledger()).toMatchObject({ refund: [], dispute: [], balance_entry: [{ id: 'txn_1' }, { id: 'txn_3' }] });
});

it('bookings wait until it is known which currency was paid in; what was let go at a capture is told apart', async () => {
  const { take, rows } = await givenMirrored();
  await take(['refund', { ...REFUND, balance_transaction: null }]);
  expect(rows('refund')).toMatchObject([{ isRelease: 1 }]);
  await take(['balance_transaction', GIVEN_BACK]);
  await take(['refund', REFUND]);
  expect([rows('refund')[0], rows('balance_entry')]).toMatchObject([{ isRelease: 0 }, []]);
  await take(['payment_intent', INTENT]);
  expect(rows('balance_entry')).toMatchObject([{ id: 'txn_2', paymentCurrency: 'EUR', currency: 'USD' }]);
});
