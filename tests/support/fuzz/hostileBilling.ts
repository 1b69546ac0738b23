import fc from 'fast-check';
import { MIRRORED_KINDS } from '#shared/billing/objects.ts';
import { PAYMENT_STATES } from '#shared/billing/payments/contract.ts';
import { sandboxKey } from '#shared/billing/sandboxKey.ts';
import { wellFormed, type ForeignIds } from './arbitraries.ts';

const nothing = fc.constant({});
const text = fc.constantFrom('', '"', '* OR *', '__proto__', '%', "'; DROP TABLE payment; --", '\0', '\udc00', 'NEAR(');

/** As `hostileInputs`, for payments. No key among them belongs to Stripe. */
export function hostileBilling(ids: ForeignIds) {
  const { usedId: id, conversationId, sequence, instant } = wellFormed(ids);
  const stripeId = fc.constantFrom('evt_1', 'pi_1', '__proto__', '%', 'x'.repeat(255));
  const paymentId = fc.constantFrom('pi_nobodys', 'ch_nobodys', 'py___proto__');
  const limit = fc.constantFrom(1, 200);
  const sort = fc.record({ by: fc.constantFrom('createdAt', 'amount'), direction: fc.constantFrom('asc', 'desc') });
  const filter = fc.record(
    {
      states: fc.subarray([...PAYMENT_STATES], { minLength: 1 }),
      amountFrom: sequence,
      amountTo: sequence,
      currency: fc.constantFrom('EUR', 'XXX'),
      brand: fc.constantFrom('visa', '__proto__', ''),
      last4: fc.constantFrom('4242', '0000'),
      email: text,
      text,
      from: instant,
      to: instant,
      refunded: fc.constantFrom(['none'], ['partial', 'full']),
      refundedFrom: instant,
      refundedTo: instant,
      declineCode: text,
      disputed: fc.constantFrom('any', 'due', 'none'),
      customer: text,
    },
    { requiredKeys: [] },
  );
  const action = fc.record({ id, paymentId });
  const onePayment = fc.record({ paymentId });
  const hint = fc.constantFrom('', 'whsec_…none', '__proto__');
  return {
    'billing.requestPayment': fc.record({
      id,
      conversationId,
      kind: fc.constantFrom('paymentLink', 'checkout'),
      amount: fc.constantFrom(1, 99_999_999),
      currency: fc.constantFrom('EUR', 'XXX'),
      description: fc.constantFrom('<script>', '__proto__', '%'),
    }),
    'billing.cancelPaymentRequest': fc.record({ requestId: id }),
    'billing.connection': nothing,
    'billing.connectionDetails': nothing,
    'billing.connect': fc.record({ key: fc.constant(sandboxKey(1, 'abcdefghijklmnop')), dryRun: fc.boolean() }),
    'billing.disconnect': nothing,
    'billing.addWebhookSecret': fc.record({ secret: fc.constantFrom('whsec_12345678', `whsec_${'='.repeat(500)}`) }),
    'billing.removeWebhookSecret': fc.record({ hint }),
    'billing.sync': nothing,
    'billing.startBackfill': fc.record({ from: instant }, { requiredKeys: [] }),
    'billing.pauseBackfill': nothing,
    'billing.resumeBackfill': nothing,
    'billing.reconcile': fc.record({ days: fc.constantFrom(1, 730) }),
    'billing.reconciliations': nothing,
    'billing.events': fc.record(
      {
        state: fc.constantFrom('waiting', 'processed', 'kept', 'dead'),
        type: text,
        objectId: stripeId,
        after: fc.record({ receivedAt: instant, id: stripeId }),
        limit,
      },
      { requiredKeys: [] },
    ),
    'billing.event': fc.record({ id: stripeId }),
    'billing.replayEvent': fc.record({ id: stripeId }),
    'billing.retryDead': nothing,
    'billing.deadFetches': nothing,
    'billing.payments': fc.record(
      { filter, sort, after: fc.record({ number: sequence, thousandths: sequence }), limit },
      { requiredKeys: [] },
    ),
    'billing.overview': fc.record(
      { currency: fc.constantFrom('EUR', 'XXX'), days: fc.constantFrom(7, 30, 90, 365) },
      { requiredKeys: [] },
    ),
    'billing.paymentTotals': fc.record({ filter }, { requiredKeys: [] }),
    'billing.paymentChoices': nothing,
    'billing.payment': onePayment,
    'billing.paymentRow': onePayment,
    'billing.object': fc.record({ kind: fc.constantFrom(...MIRRORED_KINDS), id: stripeId }),
    'billing.refreshPayment': onePayment,
    'billing.savedFilters': nothing,
    'billing.saveFilter': fc.record({ id, filterId: id, name: fc.constantFrom('Mine', '__proto__'), filter, sort }),
    'billing.removeFilter': fc.record({ id, filterId: id }),
    'billing.capturePayment': action,
    'billing.cancelPayment': action,
  };
}
