import assert from 'node:assert/strict';
import type Stripe from 'stripe';
import type { Refund } from '#shared/billing/refunds/contract.ts';
import { compareMirror } from '#tests/torture/support/billing/mirrorFaults.ts';
import type { RefundDesk } from './refundDesk.ts';
import { callFaults, ledgerFault, madeFaults } from './refundFaults.ts';
import { journalFaults } from './refundNotes.ts';
import type { RefundStripe } from './refundStripe.ts';

export interface Judged {
  readonly refunds: readonly Refund[];
  /** Objects of Stripe's that the mirror was compared with, field by field. */
  readonly objects: number;
}

interface Scene {
  readonly dataDirectory: string;
  readonly payments: readonly Stripe.PaymentIntent[];
  readonly stripeSide: RefundStripe;
  readonly desk: RefundDesk;
}

/**
 * Nothing may go on meanwhile.
 * @throws AssertionError when a refund was made twice or not at all, the ledger differs from Stripe's, something is stuck, or the journal does not tell all.
 */
export async function judgeRefunds({ dataDirectory, payments, stripeSide, desk }: Scene): Promise<Judged> {
  const { stripe, heard, troubles } = stripeSide;
  const refunds = await desk.refunds();
  const made = await stripe.refunds.list({ limit: 100 }).autoPagingToArray({ limit: 10_000 });
  const compared = await compareMirror(dataDirectory, stripe);
  const ledger: string[] = [];
  for (const payment of payments) ledger.push(...ledgerFault(payment, made, await desk.preview(payment.id), refunds));
  const ids = desk.planned.map(({ id }) => id);
  assert.deepEqual(
    [
      ...madeFaults(desk.planned, refunds, made),
      ...ledger,
      ...callFaults(heard, desk.planned),
      ...journalFaults(dataDirectory, ids),
      ...compared.faults,
    ],
    [],
  );
  assert.deepEqual(troubles, [], 'the sandbox worked');
  return { refunds, objects: compared.objects };
}
