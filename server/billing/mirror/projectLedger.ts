import type { Schema } from '#server/storage/schema.ts';
import type { ReadObject } from '#server/billing/stripe/shapes/shapes.ts';
import { isRelease } from './projectRefunds.ts';
import { isOf, type Stored } from './stored.ts';

/** The rows of a payment's refunds, disputes and bookings, by table. */
export interface Ledger {
  readonly refund: readonly Schema['refund'][];
  readonly dispute: readonly Schema['dispute'][];
  readonly balance_entry: readonly Schema['balance_entry'][];
}

/** A row, where nothing is missing that it cannot be without; the notice of the object's shape tells of what is. */
type Whole<Row, Name extends keyof Row> = Omit<Row, Name> & { readonly [Of in Name]: Row[Of] | null };
function whole<Row extends object, Name extends keyof Row>(row: Whole<Row, Name>, ...names: readonly Name[]): Row[] {
  return names.every((name) => row[name] !== null) ? [row as unknown as Row] : [];
}

const timeOf = (seconds: number | null | undefined): number | null =>
  seconds === null || seconds === undefined ? null : seconds * 1_000;
const upper = (currency: string | null): string | null => currency?.toUpperCase() ?? null;

const refundRow = (refund: ReadObject<'refund'>, paymentId: string) =>
  whole<Schema['refund'], 'id' | 'createdAt' | 'amount' | 'currency'>(
    {
      id: refund.id,
      paymentId,
      createdAt: timeOf(refund.created),
      amount: refund.amount,
      currency: upper(refund.currency),
      state: refund.status ?? 'pending',
      isRelease: isRelease(refund) ? 1 : 0,
      reason: refund.reason,
      failureReason: refund.failure_reason,
    },
    'id',
    'createdAt',
    'amount',
    'currency',
  );

const disputeRow = (dispute: ReadObject<'dispute'>, paymentId: string) =>
  whole<Schema['dispute'], 'id' | 'createdAt' | 'amount' | 'currency' | 'state'>(
    {
      id: dispute.id,
      paymentId,
      createdAt: timeOf(dispute.created),
      amount: dispute.amount,
      currency: upper(dispute.currency),
      state: dispute.status,
      reason: dispute.reason,
      dueAt: timeOf(dispute.evidence_details?.due_by),
    },
    'id',
    'createdAt',
    'amount',
    'currency',
    'state',
  );

const entryRow = (entry: ReadObject<'balance_transaction'>, paymentId: string, paymentCurrency: string) =>
  whole<Schema['balance_entry'], 'id' | 'bookedAt' | 'category' | 'amount' | 'fee' | 'net' | 'currency'>(
    {
      id: entry.id,
      paymentId,
      paymentCurrency,
      bookedAt: timeOf(entry.created),
      category: entry.reporting_category,
      amount: entry.amount,
      fee: entry.fee,
      net: entry.net,
      currency: upper(entry.currency),
    },
    'id',
    'bookedAt',
    'category',
    'amount',
    'fee',
    'net',
    'currency',
  );

/** The currency of a payment: of its intent, or for the older API of its charge. */
function currencyOf(objects: readonly Stored[]): string | null {
  for (const kind of ['payment_intent', 'charge'] as const)
    for (const object of objects) {
      const currency = isOf(object, kind) ? (object.fields()?.currency ?? null) : null;
      if (currency !== null) return currency.toUpperCase();
    }
  return null;
}

/**
 * A pure function of a payment's mirrored objects, whatever order they came in. What Stripe does not have any more has no row. Bookings wait
 * until it is known which currency was paid in.
 */
export function projectLedger(paymentId: string, objects: readonly Stored[]): Ledger {
  const currency = currencyOf(objects);
  const there = objects.filter(({ isGone }) => !isGone);
  return {
    refund: there.flatMap((one) => {
      const fields = isOf(one, 'refund') ? one.fields() : null;
      return fields === null ? [] : refundRow(fields, paymentId);
    }),
    dispute: there.flatMap((one) => {
      const fields = isOf(one, 'dispute') ? one.fields() : null;
      return fields === null ? [] : disputeRow(fields, paymentId);
    }),
    balance_entry: there.flatMap((one) => {
      const fields = isOf(one, 'balance_transaction') ? one.fields() : null;
      return fields === null || currency === null ? [] : entryRow(fields, paymentId, currency);
    }),
  };
}
