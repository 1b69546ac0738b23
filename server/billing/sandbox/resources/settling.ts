import { StripeError } from '#server/billing/sandbox/protocol/stripeError.ts';
import type { Decline } from '#server/billing/sandbox/testMethods.ts';
import { changeAndTell } from '#server/billing/sandbox/world/world.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';
import { bookCharge } from './charging.ts';
import { instrumentNamed } from './instruments.ts';
import { refuse, succeed } from './paying.ts';

const RETURNED: Decline = {
  code: 'payment_intent_payment_attempt_failed',
  declineCode: null,
  message: 'The payment failed: the bank returned the debit for insufficient funds.',
};

/** A debit by bank ends as its test says. */
export function settlePayment(world: World, id: string): void {
  const intent = world.store.need('payment_intent', id);
  if (intent.status !== 'processing' || intent.latest_charge === null) return;
  const pending = world.store.need('charge', intent.latest_charge);
  const instrument = instrumentNamed(world, intent.payment_method ?? '');
  if (instrument.test.settles === 'succeeds') {
    const paid = changeAndTell(
      world,
      'charge',
      pending,
      { status: 'succeeded', paid: true, ...bookCharge(world, pending, false) },
      'charge.succeeded',
    );
    succeed(world, intent, paid, instrument);
    return;
  }
  const failed = changeAndTell(
    world,
    'charge',
    pending,
    {
      status: 'failed',
      amount_captured: 0,
      captured: false,
      failure_code: RETURNED.code,
      failure_message: RETURNED.message,
    },
    'charge.failed',
  );
  try {
    refuse(world, intent, RETURNED, failed, instrument);
  } catch (error) {
    // By the time a debit comes back nobody waits for an answer.
    if (!(error instanceof StripeError)) throw error;
  }
}
