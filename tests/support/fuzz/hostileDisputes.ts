import fc from 'fast-check';
import { DISPUTE_VIEWS } from '#shared/billing/disputes/states.ts';
import { ASSEMBLED_FIELDS, FILE_FIELDS, MOST_PARTS, TEXT_FIELDS } from '#shared/billing/disputes/evidence.ts';
import { wellFormed, type ForeignIds } from './arbitraries.ts';

/** As `hostileInputs`, for disputes. */
export function hostileDisputes(ids: ForeignIds) {
  const { usedId: id } = wellFormed(ids);
  const disputeId = fc.constantFrom('du_nobodys', 'dp___proto__');
  const instant = fc.constantFrom(0, -1, Number.MAX_SAFE_INTEGER);
  const words = fc.constantFrom('', '<script>', '__proto__', "'; DROP TABLE evidence_text; --", '🫖'.repeat(5_000));
  const version = fc.constantFrom(0, 1, Number.MAX_SAFE_INTEGER);
  const file = fc.constantFrom(...FILE_FIELDS);
  const named = { id, disputeId };
  return {
    'billing.disputes': fc.record(
      {
        view: fc.constantFrom(...DISPUTE_VIEWS),
        reason: fc.constantFrom('', 'fraudulent', '__proto__'),
        outcome: fc.constantFrom('won' as const, 'lost' as const),
        from: instant,
        to: instant,
        after: fc.record({ at: instant, id: disputeId }),
        limit: fc.constantFrom(1, 200),
      },
      { requiredKeys: ['view'] },
    ),
    'billing.dispute': fc.record({ disputeId }),
    'billing.disputeOutcomes': fc.record({ from: instant, to: instant }, { requiredKeys: [] }),
    'billing.assembleEvidence': fc.record({ disputeId, field: fc.constantFrom(...ASSEMBLED_FIELDS) }),
    'billing.saveEvidence': fc.record({ ...named, field: fc.constantFrom(...TEXT_FIELDS), text: words, version }),
    'billing.sendFilePart': fc.record({
      uploadId: id,
      part: fc.constantFrom(0, MOST_PARTS - 1),
      data: fc.constantFrom('', 'AAAA', '/w=='),
    }),
    'billing.addEvidenceFile': fc.record({
      ...named,
      field: file,
      uploadId: id,
      parts: fc.constantFrom(1, MOST_PARTS),
      name: fc.constantFrom('../../etc/passwd', '<script>', '__proto__'),
      version,
    }),
    'billing.removeEvidenceFile': fc.record({ ...named, field: file, version }),
    'billing.submitEvidence': fc.record({ ...named, revision: version }),
    'billing.acceptDispute': fc.record(named),
    'billing.disputePolicies': fc.constant({}),
    'billing.setDisputePolicies': fc.record({
      id,
      refund: fc.constantFrom(null, '', '<script>', '__proto__'),
      cancellation: fc.constantFrom(null, "'; DROP TABLE setting; --"),
    }),
  };
}
