import { newId } from '#tests/support/make.ts';
import type { Cases } from './cases.ts';
import { callerOn, type Surroundings } from './surroundings.ts';
import { stripeOf } from './withStripe.ts';

const PDF = Buffer.from('%PDF-1.7 a receipt').toString('base64');
const FIELD = 'uncategorized_text' as const;

const taken = ({ server }: Surroundings): string => stripeOf(server).takeDispute();
const noDispute = <More extends object>(more: More) => ({
  code: 'NOT_FOUND' as const,
  when: 'there is no such dispute',
  input: () => ({ disputeId: 'du_nobodys', ...more }),
});
const financeOf = ({ server }: Surroundings) => callerOn(server, 'messagePort', 'finance');

const words = (disputeId: string) => ({ id: newId(), disputeId, field: FIELD, text: 'They got it.', version: 0 });
async function written(around: Surroundings): Promise<string> {
  const disputeId = taken(around);
  await (await financeOf(around)).call('billing.saveEvidence', words(disputeId));
  return disputeId;
}
/** An upload of finance's, which nobody else can add. */
async function sent(around: Surroundings) {
  const uploadId = newId();
  await (await financeOf(around)).call('billing.sendFilePart', { uploadId, part: 0, data: PDF });
  return { uploadId, parts: 1, field: 'receipt' as const, name: 'receipt.pdf', version: 0 };
}
/** Somebody has answered it, and it is closed to everybody else. */
async function answered(around: Surroundings): Promise<string> {
  const disputeId = await written(around);
  await (await financeOf(around)).call('billing.submitEvidence', { id: newId(), disputeId, revision: 1 });
  return disputeId;
}
async function withFile(around: Surroundings) {
  const disputeId = taken(around);
  const finance = await financeOf(around);
  await finance.call('billing.addEvidenceFile', { id: newId(), disputeId, ...(await sent(around)) });
  return { id: newId(), disputeId, field: 'receipt' as const, version: 1 };
}

export const DISPUTE_CASES: Cases = {
  'billing.disputes': {
    by: ['support', 'finance'],
    input: () => ({ view: 'open', reason: 'fraudulent', limit: 5 }),
  },
  'billing.dispute': {
    by: ['support', 'finance'],
    input: async (around) => ({ disputeId: await written(around) }),
    refusals: [noDispute({})],
  },
  'billing.disputeOutcomes': { by: ['support', 'finance'], input: () => ({ from: 0 }) },
  'billing.assembleEvidence': {
    by: ['finance', 'admin'],
    input: (around) => ({ disputeId: taken(around), field: FIELD }),
    refusals: [noDispute({ field: FIELD })],
  },
  'billing.saveEvidence': {
    by: ['finance', 'admin'],
    input: (around) => words(taken(around)),
    refusals: [
      { ...noDispute({}), input: () => words('du_nobodys') },
      {
        code: 'CONFLICT',
        when: 'somebody else has written there',
        input: async (around) => words(await written(around)),
      },
    ],
  },
  'billing.sendFilePart': {
    by: ['finance', 'admin'],
    input: () => ({ uploadId: newId(), part: 0, data: PDF }),
  },
  'billing.addEvidenceFile': {
    by: ['finance'],
    input: async (around) => ({ id: newId(), disputeId: taken(around), ...(await sent(around)) }),
    refusals: [
      {
        ...noDispute({}),
        input: async (around) => ({ id: newId(), disputeId: 'du_nobodys', ...(await sent(around)) }),
      },
      {
        code: 'CONFLICT',
        when: 'a part is missing',
        input: async (around) => ({ id: newId(), disputeId: taken(around), ...(await sent(around)), parts: 2 }),
      },
    ],
  },
  'billing.removeEvidenceFile': {
    by: ['finance', 'admin'],
    input: withFile,
    refusals: [
      { ...noDispute({}), input: () => ({ id: newId(), disputeId: 'du_nobodys', field: 'receipt', version: 0 }) },
      {
        code: 'CONFLICT',
        when: 'somebody else has put another there',
        input: async (around) => ({ ...(await withFile(around)), version: 0 }),
      },
    ],
  },
  'billing.submitEvidence': {
    by: ['finance', 'admin'],
    input: async (around) => ({ id: newId(), disputeId: await written(around), revision: 1 }),
    refusals: [
      { ...noDispute({}), input: () => ({ id: newId(), disputeId: 'du_nobodys', revision: 0 }) },
      {
        code: 'CONFLICT',
        when: 'it was answered before',
        input: async (around) => ({ id: newId(), disputeId: await answered(around), revision: 1 }),
      },
    ],
  },
  'billing.acceptDispute': {
    by: ['finance', 'admin'],
    input: (around) => ({ id: newId(), disputeId: taken(around) }),
    refusals: [
      { ...noDispute({}), input: () => ({ id: newId(), disputeId: 'du_nobodys' }) },
      {
        code: 'CONFLICT',
        when: 'it was answered before',
        input: async (around) => ({ id: newId(), disputeId: await answered(around) }),
      },
    ],
  },
  'billing.disputePolicies': { by: ['support', 'finance'], input: () => ({}) },
  'billing.setDisputePolicies': {
    by: ['finance', 'admin'],
    input: () => ({ id: newId(), refund: 'Within 30 days.', cancellation: null }),
    refusals: [
      {
        code: 'CONFLICT',
        when: 'the id was used for something else',
        input: async (around) => {
          const used = { id: newId(), refund: null, cancellation: null };
          await around.caller.call('billing.setDisputePolicies', used);
          return { ...used, refund: 'Never.' };
        },
      },
    ],
  },
};
