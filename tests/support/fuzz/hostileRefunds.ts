import fc from 'fast-check';
import { REFUND_STATES } from '#shared/billing/refunds/contract.ts';
import { wellFormed, type ForeignIds } from './arbitraries.ts';

/** As `hostileInputs`, for refunds. */
export function hostileRefunds(ids: ForeignIds) {
  const { usedId: id, conversationId } = wellFormed(ids);
  const paymentId = fc.constantFrom('pi_nobodys', 'ch_nobodys', 'py___proto__');
  const words = fc.constantFrom(null, '', '<script>', '__proto__', "'; DROP TABLE refund_intent; --");
  const named = { id, refundId: id };
  const wanted = fc.record(
    {
      id,
      paymentId,
      amount: fc.constantFrom(1, Number.MAX_SAFE_INTEGER),
      reason: fc.constantFrom(null, 'duplicate', 'fraudulent'),
      note: words,
      words,
      conversationId: fc.oneof(fc.constant(null), conversationId),
    },
    { requiredKeys: ['id', 'paymentId', 'amount'] },
  );
  const hostile = fc.constantFrom('', '__proto__', "'; DROP TABLE refund_entry; --", '%');
  const somebody = fc.oneof(fc.constant(null), id);
  const whole = fc.constantFrom(0, 1, Number.MAX_SAFE_INTEGER);
  const filter = fc.record(
    {
      paymentId,
      states: fc.subarray([...REFUND_STATES], { minLength: 1 }),
      isGiven: fc.boolean(),
      origin: fc.constantFrom('here', 'stripe'),
      reason: fc.oneof(fc.constant(null), hostile),
      currency: fc.constantFrom('EUR', 'XXX'),
      amountFrom: whole,
      amountTo: whole,
      person: id,
      draftedBy: somebody,
      requestedBy: somebody,
      approvedBy: somebody,
      decision: fc.constantFrom('any', 'approved', 'refused'),
      product: fc.oneof(fc.constant(null), hostile),
      failureCode: hostile,
      label: fc.oneof(fc.constant(null), hostile),
      from: whole,
      to: whole,
    },
    { requiredKeys: [] },
  );
  return {
    'billing.allRefunds': fc.record(
      {
        filter,
        sort: fc.record({ by: fc.constantFrom('at', 'amount'), direction: fc.constantFrom('asc', 'desc') }),
        after: fc.record({ at: whole, thousandths: whole, id: hostile }),
        limit: fc.constantFrom(1, 500),
      },
      { requiredKeys: [] },
    ),
    'billing.refundTotals': fc.record({ filter }, { requiredKeys: [] }),
    'billing.savedRefundFilters': fc.constant({}),
    'billing.saveRefundFilter': fc.record({
      id,
      filterId: id,
      name: fc.constantFrom('Mine', '__proto__'),
      filter,
      sort: fc.record({ by: fc.constantFrom('at', 'amount'), direction: fc.constantFrom('asc', 'desc') }),
    }),
    'billing.refundChoices': fc.constant({}),
    'billing.refundReport': fc.record(
      {
        currency: fc.constantFrom('EUR', 'XXX'),
        days: fc.constantFrom(7, 30, 90, 365),
        by: fc.constantFrom('day', 'week', 'month'),
        weekStart: fc.constantFrom(1, 7),
      },
      { requiredKeys: [] },
    ),
    'billing.refundPreview': fc.record({ paymentId }),
    'billing.draftRefund': wanted,
    'billing.requestRefund': wanted,
    'billing.requestDraftedRefund': fc.record(named),
    'billing.approveRefund': fc.record(named),
    'billing.refuseRefund': fc.record({ ...named, note: fc.constantFrom('No.', '<script>', '__proto__') }),
    'billing.withdrawRefund': fc.record(named),
    'billing.refunds': fc.record(
      {
        states: fc.subarray([...REFUND_STATES], { minLength: 1 }),
        paymentId,
        conversationId,
        after: id,
        limit: fc.constantFrom(1, 200),
      },
      { requiredKeys: [] },
    ),
    'billing.refundUse': fc.constant({}),
    'billing.refundPolicy': fc.constant({}),
    'billing.setRefundPolicy': fc.record({
      id,
      limits: fc.constantFrom(
        [],
        [{ currency: 'EUR', approvalAbove: 0, perRefund: 1, perPersonDay: null }],
        [{ currency: 'XXX', approvalAbove: Number.MAX_SAFE_INTEGER, perRefund: null, perPersonDay: 1 }],
      ),
      expiresAfterHours: fc.constantFrom(1, 720),
    }),
  };
}
