import fc from 'fast-check';
import { expect, it } from 'vitest';
import { thousandthsOf } from '#shared/billing/money.ts';
import {
  intentOf,
  refundOf,
  rowOf,
  type Intent,
  type Refund,
  type Row,
} from '#tests/server/billing/payments/givenPayments.ts';
import { givenDatabase } from '#tests/server/storage/openDatabase.ts';

type Raw = Awaited<ReturnType<typeof givenDatabase>>['raw'];

function insert(raw: Raw, table: string, row: object): void {
  const names = Object.keys(row);
  raw.prepare(`INSERT INTO ${table} (${names.join()}) VALUES (${names.map((name) => `@${name}`).join()})`).run(row);
}
const entries = (raw: Raw): unknown[] => raw.prepare('SELECT * FROM refund_entry ORDER BY id').all();
const source = (raw: Raw): unknown[] => raw.prepare('SELECT * FROM refund_source ORDER BY id').all();

const PLACES = [0, 1] as const;
const INTENTS: readonly Intent[] = [0, 1, 0].map((place) => intentOf(place, { state: 'draft' }));
const REFUNDS: readonly Refund[] = [0, 1, 0, 1].map((place) => refundOf(place));
const STATES = ['pending', 'requires_action', 'succeeded', 'failed', 'canceled'] as const;

/** What can happen to the tables that entries come of, in any order. */
const step = fc.oneof(
  fc.record({
    what: fc.constant('paid' as const),
    place: fc.constantFrom(...PLACES),
    text: fc.constantFrom(null, 'A vase', 'Cups'),
  }),
  fc.record({
    what: fc.constant('thought' as const),
    place: fc.nat(INTENTS.length - 1),
    state: fc.constantFrom('requested', 'refused', 'sending'),
  }),
  fc.record({
    what: fc.constant('told' as const),
    place: fc.nat(REFUNDS.length - 1),
    state: fc.constantFrom(...STATES),
    isRelease: fc.constantFrom(0, 1),
  }),
  fc.record({ what: fc.constant('gone' as const), place: fc.nat(REFUNDS.length - 1) }),
  fc.record({
    what: fc.constant('settled' as const),
    place: fc.nat(INTENTS.length - 1),
    by: fc.nat(REFUNDS.length - 1),
  }),
);

it('whatever happens to refunds, intents and payments, and in whichever order, the entries are what they say', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 24 }), async (steps) => {
      const { raw } = await givenDatabase();
      const made = new Set<string>();
      const once = (table: string, row: Row | Intent | Refund): boolean => {
        if (made.has(row.id)) return false;
        made.add(row.id);
        insert(raw, table, row);
        return true;
      };
      for (const one of steps) {
        if (one.what === 'paid') {
          const row = rowOf(one.place, { description: one.text });
          if (!once('payment', row))
            raw.prepare('UPDATE payment SET description = ? WHERE id = ?').run(one.text, row.id);
        } else if (one.what === 'thought') {
          const row = INTENTS[one.place];
          if (row !== undefined && !once('refund_intent', row))
            raw
              .prepare(
                "UPDATE refund_intent SET state = ?, decidedBy = 'fin', decidedAt = 9, attempts = attempts + 1 WHERE id = ?",
              )
              .run(one.state, row.id);
        } else if (one.what === 'settled') {
          const [row, refund] = [INTENTS[one.place], REFUNDS[one.by]];
          // As in the mirror: a refund is one intent's, and stays it.
          raw
            .prepare(
              `UPDATE refund_intent SET stripeId = @refund, state = 'succeeded' WHERE id = @id AND stripeId IS NULL
                AND NOT EXISTS (SELECT 1 FROM refund_intent WHERE stripeId = @refund)`,
            )
            .run({ id: row?.id, refund: refund?.id });
        } else if (one.what === 'gone') {
          const row = REFUNDS[one.place];
          raw.prepare('DELETE FROM refund WHERE id = ?').run(row?.id);
          if (row !== undefined) made.delete(row.id);
        } else {
          const row = REFUNDS[one.place];
          if (row !== undefined && !once('refund', { ...row, state: one.state, isRelease: one.isRelease }))
            raw
              .prepare('UPDATE refund SET state = ?, isRelease = ? WHERE id = ?')
              .run(one.state, one.isRelease, row.id);
        }
        expect(entries(raw)).toEqual(source(raw));
      }
    }),
    { numRuns: 60 },
  );
});

it('amounts are compared in thousandths of every currency, as money counts them', async () => {
  const { raw } = await givenDatabase();
  const currencies = Intl.supportedValuesOf('currency');
  for (const [place, currency] of currencies.entries()) {
    insert(raw, 'refund', refundOf(place, { currency, amount: 1_230 }));
    insert(raw, 'refund_intent', intentOf(place, { currency, amount: 1_230 }));
  }
  const rows = raw
    .prepare<[], { currency: string; thousandths: number }>('SELECT DISTINCT currency, thousandths FROM refund_entry')
    .all();
  expect(rows.length).toBe(currencies.length);
  for (const { currency, thousandths } of rows)
    expect([currency, thousandths]).toEqual([currency, thousandthsOf({ amount: 1_230, currency })]);
});
