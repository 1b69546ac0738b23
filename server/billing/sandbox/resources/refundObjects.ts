import type { Kinds } from '#server/billing/sandbox/kinds.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';

type Charge = Kinds['charge'];
type Refund = Kinds['refund'];

export interface NewRefund {
  readonly id: string;
  readonly amount: number;
  readonly balanceTransaction: string | null;
  readonly instructionsEmail?: string | undefined;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly reason?: Refund['reason'];
  readonly status: 'pending' | 'succeeded';
}

/** An authorisation that was never captured is let go: nothing is booked for it. */
function destination(charge: Charge, isReversal: boolean): Refund['destination_details'] {
  if (charge.payment_method_details?.type === 'sepa_debit') return { type: 'sepa_debit' };
  const reference = { reference: 'pending', reference_status: 'pending', reference_type: 'acquirer_reference_number' };
  return {
    type: 'card',
    card: isReversal ? { type: 'reversal' } : { ...reference, type: 'refund' },
  };
}

/** Adds a refund of a charge and tells of it. The charge itself is the caller's to change. */
export function addRefund({ store, clock, emit }: World, charge: Charge, given: NewRefund): Refund {
  const refund: Refund = {
    id: given.id,
    object: 'refund',
    amount: given.amount,
    balance_transaction: given.balanceTransaction,
    charge: charge.id,
    created: clock.now(),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: destination(charge, given.balanceTransaction === null),
    ...(given.instructionsEmail === undefined ? {} : { instructions_email: given.instructionsEmail }),
    metadata: { ...given.metadata },
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: given.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: given.status,
    transfer_reversal: null,
  } as Refund;
  store.add('refund', refund);
  emit('refund.created', refund);
  return refund;
}

/**
 * What was authorised and is not captured goes back to the card: Stripe calls it refunded and keeps a refund of it that no money was
 * booked for. @returns what changes of the charge.
 */
export function releaseRest(world: World, charge: Charge, amount: number): Partial<Charge> {
  if (amount === 0) return {};
  addRefund(world, charge, { id: world.ids.of('refund'), amount, balanceTransaction: null, status: 'succeeded' });
  const refunded = charge.amount_refunded + amount;
  return { amount_refunded: refunded, refunded: refunded >= charge.amount };
}
