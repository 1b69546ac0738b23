import { sql, type RawBuilder } from 'kysely';
import type { OverviewSums, Settlement } from '#shared/billing/overview/contract.ts';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';
import type { Argument } from '#server/storage/statement.ts';
import type { Values } from '#server/billing/payments/filterTerms.ts';
import { numberFrom } from '#server/billing/payments/rows.ts';
import { createShapes } from '#server/billing/payments/shapes.ts';
import type { Span } from './spans.ts';

interface PaymentSums {
  readonly place: number;
  readonly payments: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly gross: number;
}
interface RefundSums {
  readonly place: number;
  readonly refunds: number;
  readonly refunded: number;
}
interface EntrySums {
  readonly place: number;
  readonly currency: string;
  readonly category: string;
  readonly amount: number;
  readonly fee: number;
  readonly net: number;
}

const paymentSums = createShapes<PaymentSums>();
const refundSums = createShapes<RefundSums>();
const entrySums = createShapes<EntrySums>();

/** A table of times: each is one walk along an index, and all of them are one statement. */
export function times(count: number, lower: string, upper: string, argument: Argument<Values>): RawBuilder<unknown> {
  const rows = Array.from(
    { length: count },
    (_, place) =>
      sql`(${sql.lit(place)}, ${argument(`${lower}${String(place)}`)}, ${argument(`${upper}${String(place)}`)})`,
  );
  return sql`WITH span (place, lower, upper) AS (VALUES ${sql.join(rows)})`;
}

/** The values of `times`: as instants, and as the numbers of payments. */
export function valuesOf(spans: readonly Span[]): Values {
  const values: Record<string, unknown> = {};
  for (const [place, { from, to }] of spans.entries()) {
    values[`from${String(place)}`] = from;
    values[`to${String(place)}`] = to;
    values[`lower${String(place)}`] = numberFrom(from);
    values[`upper${String(place)}`] = numberFrom(to);
  }
  return values;
}

const ofPayments = (count: number) =>
  paymentSums(
    String(count),
    (argument) =>
      // The index holds all that is added up.
      sql`${times(count, 'lower', 'upper', argument)}
      SELECT span.place AS place, count(*) AS payments, sum(payment.state = 'succeeded') AS succeeded,
        sum(payment.state = 'failed') AS failed, sum(payment.amountReceived) AS gross
      FROM span CROSS JOIN payment INDEXED BY payment_by_currency
        ON payment.currency = ${argument('currency')} AND payment.number >= span.lower AND payment.number < span.upper
      GROUP BY span.place`,
  );

const ofRefunds = (count: number) =>
  refundSums(
    String(count),
    (argument) =>
      sql`${times(count, 'from', 'to', argument)}
      SELECT span.place AS place, count(*) AS refunds, sum(refund.amount) AS refunded
      FROM span CROSS JOIN refund INDEXED BY refund_given
        ON refund.currency = ${argument('currency')} AND refund.createdAt >= span.lower AND refund.createdAt < span.upper
          AND refund.isRelease = 0 AND refund.state IN ('pending', 'requires_action', 'succeeded')
      GROUP BY span.place`,
  );

const ofEntries = (count: number) =>
  entrySums(
    String(count),
    (argument) =>
      sql`${times(count, 'from', 'to', argument)}
      SELECT span.place AS place, entry.currency AS currency, entry.category AS category, sum(entry.amount) AS amount,
        sum(entry.fee) AS fee, sum(entry.net) AS net
      FROM span CROSS JOIN balance_entry AS entry INDEXED BY balance_entry_by_time
        ON entry.paymentCurrency = ${argument('currency')} AND entry.bookedAt >= span.lower AND entry.bookedAt < span.upper
      GROUP BY span.place, entry.currency, entry.category`,
  );

/** Stripe's reporting categories (docs.stripe.com/reports/reporting-categories), as far as they are told apart here. */
function partOf(category: string): 'charges' | 'refunds' | 'disputes' | 'other' {
  if (category === 'charge' || category === 'charge_failure') return 'charges';
  if (category === 'refund' || category === 'refund_failure' || category === 'partial_capture_reversal')
    return 'refunds';
  return category === 'dispute' || category === 'dispute_reversal' ? 'disputes' : 'other';
}

const NOTHING = { charges: 0, refunds: 0, disputes: 0, other: 0, fees: 0, net: 0 } as const;

function settledBy(rows: readonly Omit<EntrySums, 'place'>[]): Settlement[] {
  const balances = new Map<string, Settlement>();
  for (const { currency, category, amount, fee, net } of rows) {
    const sum = balances.get(currency) ?? { currency, ...NOTHING };
    const part = partOf(category);
    balances.set(currency, { ...sum, [part]: sum[part] + amount, fees: sum.fees + fee, net: sum.net + net });
  }
  return [...balances.values()].sort((one, other) => (one.currency < other.currency ? -1 : 1));
}

/** The figures of each of some times, in their order; three statements however many there are. */
export async function sumsOf(
  unit: ReadUnit,
  currency: string,
  spans: readonly Span[],
): Promise<readonly OverviewSums[]> {
  const values = { currency, ...valuesOf(spans) };
  const payments = new Map((await unit.run(ofPayments(spans.length), values)).map((row) => [row.place, row]));
  const refunds = new Map((await unit.run(ofRefunds(spans.length), values)).map((row) => [row.place, row]));
  const entries = Map.groupBy(await unit.run(ofEntries(spans.length), values), ({ place }) => place);
  return spans.map(({ from, to }, place) => {
    const paid = payments.get(place);
    const given = refunds.get(place);
    return {
      from,
      to,
      payments: paid?.payments ?? 0,
      succeeded: paid?.succeeded ?? 0,
      failed: paid?.failed ?? 0,
      gross: paid?.gross ?? 0,
      refunds: given?.refunds ?? 0,
      refunded: given?.refunded ?? 0,
      settled: settledBy(entries.get(place) ?? []),
    };
  });
}

const PARTS = ['charges', 'refunds', 'disputes', 'other', 'fees', 'net'] as const;

function settledTogether(all: readonly Settlement[]): Settlement[] {
  const balances = new Map<string, Settlement>();
  for (const one of all) {
    const sum = balances.get(one.currency) ?? { currency: one.currency, ...NOTHING };
    const added = Object.fromEntries(PARTS.map((part) => [part, sum[part] + one[part]])) as Record<
      (typeof PARTS)[number],
      number
    >;
    balances.set(one.currency, { currency: one.currency, ...added });
  }
  return [...balances.values()].sort((one, other) => (one.currency < other.currency ? -1 : 1));
}

/** The figures of times that follow each other, together. */
export function together(parts: readonly OverviewSums[]): OverviewSums {
  const add = (name: 'payments' | 'succeeded' | 'failed' | 'gross' | 'refunds' | 'refunded'): number =>
    parts.reduce((sum, part) => sum + part[name], 0);
  return {
    from: parts[0]?.from ?? 0,
    to: parts.at(-1)?.to ?? 0,
    payments: add('payments'),
    succeeded: add('succeeded'),
    failed: add('failed'),
    gross: add('gross'),
    refunds: add('refunds'),
    refunded: add('refunded'),
    settled: settledTogether(parts.flatMap(({ settled }) => settled)),
  };
}
