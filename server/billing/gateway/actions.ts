import type { OutputOf, ParsedInputOf } from '#shared/contract.ts';
import type { Principal } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';
import { flatten } from '#server/billing/stripe/flatten.ts';
import type { StripeAccount } from '#server/billing/stripe/account.ts';
import type { Surroundings } from './surroundings.ts';

/** Whether nobody knows if Stripe has done it: the answer was lost on the way. */
const isUncertain = (error: unknown): boolean =>
  error instanceof AppError && ['unreachable', 'trouble'].includes(error.details?.reason ?? '');

/**
 * What is done to a payment at Stripe. Stripe knows a repeat by its idempotency key, which is the command's id, so that a command that is sent
 * again after a lost answer has no second effect; what came of it is taken into the mirror before the answer, and comes by the events too.
 */
export function createActions({ submit, clock, account }: Pick<Surroundings, 'submit' | 'clock' | 'account'>) {
  function connected(): StripeAccount {
    const stripe = account();
    if (stripe === null)
      throw new AppError('PROVIDER_FAILED', 'No Stripe account is connected.', { reason: 'notConnected' });
    return stripe;
  }

  async function act(
    paymentId: string,
    change: 'captured' | 'canceled',
    by: Principal,
    run: (stripe: StripeAccount) => Promise<object>,
  ): Promise<OutputOf<'billing.capturePayment'>> {
    await submit('billing.paymentRow', { paymentId }, by);
    if (!paymentId.startsWith('pi_'))
      throw new AppError('CONFLICT', 'A charge of Stripe’s older API is captured in Stripe’s Dashboard.', {
        reason: 'olderApi',
      });
    try {
      const intent = await run(connected());
      const objects = flatten('payment_intent', intent, Math.floor(clock() / 1_000) - 1);
      await submit('billing.mirrorObjects', { objects, gone: [] });
    } catch (error) {
      if (!isUncertain(error)) throw error;
      throw new AppError('UNAVAILABLE', 'Stripe’s answer was lost. Try again: it is done once, however often you do.', {
        reason: 'uncertain',
      });
    }
    await submit('billing.recordAction', { paymentId, change }, by);
    // The charge and its balance transaction have changed too.
    await submit('billing.refreshPayment', { paymentId }, by);
    return submit('billing.paymentRow', { paymentId }, by);
  }

  return {
    capture: ({ id, paymentId, amount }: ParsedInputOf<'billing.capturePayment'>, by: Principal) =>
      act(paymentId, 'captured', by, (stripe) =>
        stripe.call((sdk) =>
          sdk.paymentIntents.capture(paymentId, amount === undefined ? {} : { amount_to_capture: amount }, {
            idempotencyKey: `capture-${id}`,
          }),
        ),
      ),
    cancel: ({ id, paymentId }: ParsedInputOf<'billing.cancelPayment'>, by: Principal) =>
      act(paymentId, 'canceled', by, (stripe) =>
        stripe.call((sdk) => sdk.paymentIntents.cancel(paymentId, {}, { idempotencyKey: `cancel-${id}` })),
      ),
  };
}
