import type Stripe from 'stripe';
import type { Kinds } from '#server/billing/sandbox/kinds.ts';
import type { TestDispute } from '#server/billing/sandbox/testMethods.ts';
import { changeAndTell } from '#server/billing/sandbox/world/world.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';
import { book } from './ledger.ts';
import { DISPUTE_FEE } from './money.ts';

type Dispute = Kinds['dispute'];
type Charge = Kinds['charge'];

const DAY = 86_400;
const DAYS_TO_ANSWER = 9;
/** How long the bank takes once evidence is in. */
const DAYS_TO_DECIDE = 60;

export const NO_EVIDENCE: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
};

const CODES = { fraudulent: '10.4', product_not_received: '13.1' } as const;

const transactionsOf = ({ balance_transactions: booked }: Dispute): readonly Kinds['balance_transaction'][] =>
  booked as unknown as readonly Kinds['balance_transaction'][];

/** Adds a booking to a dispute: money taken back (negative) or given again. */
function withBooking(world: World, dispute: Dispute, isTaken: boolean): Partial<Dispute> {
  const fee = isTaken ? (DISPUTE_FEE[dispute.currency] ?? 0) : 0;
  const transaction = book(world, {
    type: 'adjustment',
    amount: isTaken ? -dispute.amount : dispute.amount,
    fee,
    feeDescription: 'Dispute fee',
    currency: dispute.currency,
    source: dispute.id,
    description: isTaken ? `Chargeback withdrawal for ${dispute.charge}` : `Chargeback reversal for ${dispute.charge}`,
    reportingCategory: isTaken ? 'dispute' : 'dispute_reversal',
  });
  return {
    balance_transactions: [...transactionsOf(dispute), transaction],
  };
}

/** What is left of a charge: of a part that was let go at the capture nothing can be taken back. */
const leftOf = (charge: Charge): number => charge.amount - charge.amount_refunded;

/** The bank takes a charge back, or asks about it; all that is left of it unless `amount` says less. */
export function openDispute(
  world: World,
  charge: Charge,
  { reason, isInquiry = false }: TestDispute,
  amount = leftOf(charge),
): Dispute {
  const { store, ids, clock, emit, timers } = world;
  const now = clock.now();
  const dueBy = (Math.floor(now / DAY) + DAYS_TO_ANSWER + 1) * DAY - 1;
  let dispute: Dispute = {
    id: ids.of('dispute'),
    object: 'dispute',
    amount,
    balance_transactions: [],
    charge: charge.id,
    created: now,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: NO_EVIDENCE,
    evidence_details: {
      due_by: dueBy,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: isInquiry,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: {
      type: 'card',
      card: {
        brand: charge.payment_method_details?.card?.brand ?? 'visa',
        case_type: isInquiry ? 'inquiry' : 'chargeback',
        network: 'visa',
        network_reason_code: CODES[reason],
      },
    },
    reason,
    status: isInquiry ? 'warning_needs_response' : 'needs_response',
  };
  if (!isInquiry) dispute = { ...dispute, ...withBooking(world, dispute, true) };
  store.add('dispute', dispute);
  changeAndTell(world, 'charge', charge, { disputed: true }, null);
  emit('charge.dispute.created', dispute);
  if (!isInquiry) emit('charge.dispute.funds_withdrawn', dispute);
  timers.set(dueBy, 'dispute.overdue', dispute.id);
  return dispute;
}

/** Each dispute takes an equal part, so that all of them together never take more than there is. */
export function openDisputes(world: World, charge: Charge, tests: readonly TestDispute[]): void {
  const part = Math.floor(leftOf(charge) / tests.length);
  for (const [index, test] of tests.entries()) {
    const amount = index === 0 ? leftOf(charge) - part * (tests.length - 1) : part;
    if (amount > 0) openDispute(world, world.store.need('charge', charge.id), test, amount);
  }
}

export type Verdict = 'lost' | 'warning_closed' | 'won';

const isOpen = ({ status }: Dispute): boolean => status === 'needs_response' || status === 'warning_needs_response';
const isInquiry = ({ status }: Dispute): boolean => status.startsWith('warning_');

/** Ends a dispute; a won one gives the money back. */
export function endDispute(world: World, dispute: Dispute, verdict: Verdict): Dispute {
  world.timers.cancel('dispute.overdue', dispute.id);
  world.timers.cancel('dispute.decide', dispute.id);
  const booking = verdict === 'won' ? withBooking(world, dispute, false) : {};
  const ended = changeAndTell(
    world,
    'dispute',
    dispute,
    { ...booking, status: verdict, is_charge_refundable: false },
    'charge.dispute.closed',
  );
  if (verdict === 'won') world.emit('charge.dispute.funds_reinstated', ended);
  return ended;
}

/** Gives up: the dispute is lost, an inquiry closed. */
export const acceptDispute = (world: World, dispute: Dispute): Dispute =>
  endDispute(world, dispute, isInquiry(dispute) ? 'warning_closed' : 'lost');

/** Hands the evidence in; the bank decides later. */
export function submitEvidence(world: World, dispute: Dispute, changes: Partial<Dispute>): Dispute {
  const { evidence_details: details } = dispute;
  world.timers.cancel('dispute.overdue', dispute.id);
  world.timers.set(world.clock.now() + DAYS_TO_DECIDE * DAY, 'dispute.decide', dispute.id);
  return changeAndTell(
    world,
    'dispute',
    dispute,
    {
      ...changes,
      status: isInquiry(dispute) ? 'warning_under_review' : 'under_review',
      evidence_details: {
        ...details,
        has_evidence: true,
        submission_count: details.submission_count + 1,
        submission_method: 'manual',
      },
    },
    'charge.dispute.updated',
  );
}

/** What the published test evidence decides: `winning_evidence`, `losing_evidence`; other words lose. */
export function decideDispute(world: World, id: string): void {
  const dispute = world.store.need('dispute', id);
  if (isInquiry(dispute)) endDispute(world, dispute, 'warning_closed');
  else endDispute(world, dispute, dispute.evidence.uncategorized_text === 'winning_evidence' ? 'won' : 'lost');
}

/** Nobody answered in time. */
export function overdueDispute(world: World, id: string): void {
  const dispute = world.store.need('dispute', id);
  if (!isOpen(dispute)) return;
  const { evidence_details: details } = dispute;
  acceptDispute(world, { ...dispute, evidence_details: { ...details, past_due: true } });
}
