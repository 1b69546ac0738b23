import { sql } from 'kysely';
import type { RefundApprovals, RefundRate } from '#shared/billing/refunds/report/contract.ts';
import type { ReadUnit } from '#server/storage/unitOfWork.ts';
import type { Span } from '#server/billing/overview/spans.ts';
import { times, valuesOf } from '#server/billing/overview/sums.ts';
import { createShapes } from '#server/billing/payments/shapes.ts';

interface Sum {
  readonly place: number;
  readonly payments: number;
  readonly amount: number;
}

const sums = createShapes<Sum>();

const captured = (count: number) =>
  sums(
    `captured ${String(count)}`,
    (argument) => sql`${times(count, 'lower', 'upper', argument)}
      SELECT span.place AS place, count(*) AS payments, sum(payment.amountReceived) AS amount
      FROM span CROSS JOIN payment INDEXED BY payment_by_currency
        ON payment.currency = ${argument('currency')} AND payment.number >= span.lower AND payment.number < span.upper AND payment.amountReceived > 0
      GROUP BY span.place`,
  );

const refunded = (count: number) =>
  sums(
    `refunded ${String(count)}`,
    (argument) => sql`${times(count, 'lower', 'upper', argument)}
      SELECT span.place AS place, count(*) AS payments, sum(payment.amountRefunded) AS amount
      FROM span CROSS JOIN payment INDEXED BY payment_given_back
        ON payment.currency = ${argument('currency')} AND payment.number >= span.lower AND payment.number < span.upper AND payment.refunded <> 'none'
      GROUP BY span.place`,
  );

const sumAt = (rows: readonly Sum[], wanted: number) => {
  const { payments = 0, amount = 0 } = rows.find(({ place }) => place === wanted) ?? {};
  return { payments, amount };
};

/** How much of what was captured of the payments created in some times was given back since; two statements. */
export async function ratesOf(
  unit: ReadUnit,
  currency: string,
  spans: readonly Span[],
): Promise<readonly RefundRate[]> {
  const values = { currency, ...valuesOf(spans) };
  const taken = await unit.run(captured(spans.length), values);
  const back = await unit.run(refunded(spans.length), values);
  return spans.map((_, place) => ({ captured: sumAt(taken, place), refunded: sumAt(back, place) }));
}

type Counts = { readonly place: number } & Omit<RefundApprovals, 'medianMs' | 'p90Ms'>;
const counts = createShapes<Counts>();

const decisions = (count: number) =>
  counts(
    String(count),
    (argument) => sql`${times(count, 'from', 'to', argument)}
      SELECT span.place AS place, sum(entry.approvedBy IS NOT NULL) AS approved, sum(entry.state = 'refused') AS refused,
        sum(entry.state = 'expired') AS expired, sum(entry.state = 'requested') AS waiting
      FROM span CROSS JOIN refund_entry AS entry INDEXED BY refund_entry_reported
        ON entry.currency = ${argument('currency')} AND entry.at >= span.lower AND entry.at < span.upper
      GROUP BY span.place`,
  );

type Took = { readonly place: number } & Pick<RefundApprovals, 'medianMs' | 'p90Ms'>;
const tooks = createShapes<Took>();

/** By the nearest rank: of ten, the fifth and the ninth. */
const percentiles = (count: number) =>
  tooks(
    String(count),
    (argument) => sql`${times(count, 'from', 'to', argument)},
      took AS (SELECT span.place AS place, entry.decidedAt - entry.requestedAt AS ms
        FROM span CROSS JOIN refund_entry AS entry INDEXED BY refund_entry_decided
          ON entry.currency = ${argument('currency')} AND entry.at >= span.lower AND entry.at < span.upper
            AND entry.decidedAt IS NOT NULL AND entry.requestedAt IS NOT NULL),
      ranked AS (SELECT place, ms, row_number() OVER (PARTITION BY place ORDER BY ms) AS rank, count(*) OVER (PARTITION BY place) AS n FROM took)
      SELECT place, max(iif(rank = (n + 1) / 2, ms, NULL)) AS medianMs, max(iif(rank = (9 * n + 9) / 10, ms, NULL)) AS p90Ms
      FROM ranked GROUP BY place`,
  );

/** What second people decided of the refunds of some times, and how long that took; two statements. */
export async function approvalsOf(
  unit: ReadUnit,
  currency: string,
  spans: readonly Span[],
): Promise<readonly RefundApprovals[]> {
  const values = { currency, ...valuesOf(spans) };
  const counted = await unit.run(decisions(spans.length), values);
  const measured = await unit.run(percentiles(spans.length), values);
  return spans.map((_, wanted) => {
    const { approved = 0, refused = 0, expired = 0, waiting = 0 } = counted.find(({ place }) => place === wanted) ?? {};
    const { medianMs = null, p90Ms = null } = measured.find(({ place }) => place === wanted) ?? {};
    return { approved, refused, expired, waiting, medianMs, p90Ms };
  });
}
