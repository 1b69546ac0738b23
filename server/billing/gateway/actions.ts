import type { OutputOf, ParsedInputOf } from '#shared/contract.ts';
import type { Principal } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { StripeAccount } from '#server/billing/stripe/account.ts';
import { mirrorAnswer } from './mirrorAnswer.ts';
import { connected, type Surroundings } from './surroundings.ts';

/** Whether nobody knows if Stripe has done it: the answer was lost on the way. */
const isUncertain = (error: unknown): boolean =>
  error instanceof AppError && ['unreachable', 'trouble'].includes(error.details?.reason ?? '');

interface Action {
  /** The command's, by which Stripe knows a repeat. */
  readonly id: string;
  readonly paymentId: string;
  readonly change: 'captured' | 'canceled';
  readonly run: (stripe: StripeAccount) => Promise<object>;
}

/**
 * What is done to a payment at Stripe. Stripe knows a repeat by its idempotency key, which is the command's id, so that a command that is sent
 * again after a lost answer has no second effect; what came of it is taken into the mirror before the answer, and comes by the events too.
 */
export function createActions(surroundings: Surroundings, wakeFetches: () => void) {
  const { submit } = surroundings;

  /** All that belongs to the payment may stand otherwise at Stripe. */
  async function readAnew(paymentId: string): Promise<void> {
    await submit('billing.refreshPayment', { paymentId });
    wakeFetches();
  }

  async function act(
    { id, paymentId, change, run }: Action,
    by: Principal,
  ): Promise<OutputOf<'billing.capturePayment'>> {
    await submit('billing.paymentRow', { paymentId }, by);
    if (!paymentId.startsWith('pi_'))
      throw new AppError('CONFLICT', 'A charge of Stripe’s older API is captured in Stripe’s Dashboard.', {
        reason: 'olderApi',
      });
    let intent: object;
    try {
      intent = await run(connected(surroundings));
    } catch (error) {
      if (!isUncertain(error)) throw error;
      await readAnew(paymentId);
      throw new AppError('UNAVAILABLE', 'Stripe’s answer was lost. Try again: it is done once, however often you do.', {
        reason: 'uncertain',
      });
    }
    await mirrorAnswer(surroundings, 'payment_intent', intent);
    await submit('billing.recordAction', { id, paymentId, change }, by);
    await readAnew(paymentId);
    return submit('billing.paymentRow', { paymentId }, by);
  }

  return {
    capture: ({ id, paymentId, amount }: ParsedInputOf<'billing.capturePayment'>, by: Principal) => {
      const part = amount === undefined ? {} : { amount_to_capture: amount };
      const run = (stripe: StripeAccount) =>
        stripe.call((sdk) => sdk.paymentIntents.capture(paymentId, part, { idempotencyKey: `capture-${id}` }));
      return act({ id, paymentId, change: 'captured', run }, by);
    },
    cancel: ({ id, paymentId }: ParsedInputOf<'billing.cancelPayment'>, by: Principal) => {
      const run = (stripe: StripeAccount) =>
        stripe.call((sdk) => sdk.paymentIntents.cancel(paymentId, {}, { idempotencyKey: `cancel-${id}` }));
      return act({ id, paymentId, change: 'canceled', run }, by);
    },
  };
}
