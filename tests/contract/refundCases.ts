import type { StaffPrincipal } from '#shared/wire/access.ts';
import { makeConversation, newId } from '#tests/support/make.ts';
import { openPort } from '#tests/support/messagePortClient.ts';
import type { Cases } from './cases.ts';
import { callerOn, type Surroundings } from './surroundings.ts';
import { stripeOf } from './withStripe.ts';

type Roles = StaffPrincipal['roles'];

/** Somebody whom nobody knows yet, signed in. */
async function newcomer({ server }: Surroundings, roles: Roles) {
  const admin = await callerOn(server, 'messagePort', 'admin');
  const { code } = await admin.call('accounts.invite', {
    id: newId(),
    email: `${newId()}@shop.test`,
    roles: [...roles],
  });
  const port = openPort(server);
  await port.call('accounts.acceptInvitation', { code, name: 'Nora New', password: 'a long enough one' });
  return port;
}

const supportOf = ({ server }: Surroundings) => callerOn(server, 'messagePort', 'support');
const wanted = ({ server }: Surroundings) => ({ id: newId(), paymentId: stripeOf(server).paid, amount: 1 });

/** Nobody has set a limit in these workspaces, so a second person decides. */
async function requestedByAnother(around: Surroundings) {
  const { id } = await (await newcomer(around, ['finance'])).call('billing.requestRefund', wanted(around));
  return { id: newId(), refundId: id };
}
const drafted = async (around: Surroundings) => {
  const { id } = await (await supportOf(around)).call('billing.draftRefund', wanted(around));
  return { id: newId(), refundId: id };
};
const draftedByAnother = async (around: Surroundings) => {
  const { id } = await (await newcomer(around, ['support'])).call('billing.draftRefund', wanted(around));
  return { id: newId(), refundId: id };
};

const noRefund = {
  code: 'NOT_FOUND' as const,
  when: 'there is no such refund',
  input: () => ({ id: newId(), refundId: newId() }),
};
const noPayment = {
  code: 'NOT_FOUND' as const,
  when: 'there is no such payment',
  input: (around: Surroundings) => ({ ...wanted(around), paymentId: 'pi_nobodys' }),
};
const tooMuch = {
  code: 'CONFLICT' as const,
  when: 'it is more than is left',
  input: (around: Surroundings) => ({ ...wanted(around), amount: 2_001 }),
};
const ofAnother = {
  code: 'CONFLICT' as const,
  when: 'the payment is not known to be of the conversation’s customer',
  input: async (around: Surroundings) => {
    const { conversationId } = await makeConversation(around.server);
    return { ...wanted(around), conversationId };
  },
};
const nowhere = {
  code: 'NOT_FOUND' as const,
  when: 'there is no such conversation',
  input: (around: Surroundings) => ({ ...wanted(around), conversationId: newId() }),
};
/** Its drafter has taken it back. */
async function withdrawn(around: Surroundings) {
  const other = await newcomer(around, ['finance']);
  const { id } = await other.call('billing.requestRefund', wanted(around));
  await other.call('billing.withdrawRefund', { id: newId(), refundId: id });
  return { id: newId(), refundId: id };
}

const saved = () => ({
  id: newId(),
  filterId: newId(),
  name: newId(),
  filter: { origin: 'stripe' as const, period: 'lastWeek' as const },
  sort: { by: 'amount' as const, direction: 'desc' as const },
});

export const REFUND_CASES: Cases = {
  'billing.refundPreview': {
    by: ['support', 'finance'],
    input: ({ server }) => ({ paymentId: stripeOf(server).paid }),
    refusals: [{ code: 'NOT_FOUND', when: 'there is no such payment', input: () => ({ paymentId: 'pi_nobodys' }) }],
  },
  'billing.draftRefund': {
    by: ['support', 'finance'],
    input: wanted,
    refusals: [noPayment, tooMuch, ofAnother, nowhere],
  },
  'billing.requestRefund': { by: ['finance'], input: wanted, refusals: [noPayment, tooMuch, ofAnother, nowhere] },
  'billing.requestDraftedRefund': {
    by: ['finance'],
    input: draftedByAnother,
    refusals: [noRefund, { code: 'CONFLICT', when: 'it was taken back', input: withdrawn }],
  },
  'billing.approveRefund': {
    by: ['finance'],
    input: requestedByAnother,
    refusals: [noRefund, { code: 'CONFLICT', when: 'it was taken back', input: withdrawn }],
  },
  'billing.refuseRefund': {
    by: ['finance'],
    input: async (around) => ({ ...(await requestedByAnother(around)), note: 'It was used.' }),
    refusals: [
      { ...noRefund, input: () => ({ ...noRefund.input(), note: 'It was used.' }) },
      {
        code: 'CONFLICT',
        when: 'it was taken back',
        input: async (around) => ({ ...(await withdrawn(around)), note: 'It was used.' }),
      },
    ],
  },
  'billing.withdrawRefund': {
    by: ['support'],
    input: drafted,
    refusals: [
      noRefund,
      {
        code: 'CONFLICT',
        when: 'that was done before',
        input: async (around) => {
          const done = await drafted(around);
          await (await supportOf(around)).call('billing.withdrawRefund', done);
          return { ...done, id: newId() };
        },
      },
    ],
  },
  'billing.refunds': {
    by: ['support', 'finance'],
    input: ({ server }) => ({ paymentId: stripeOf(server).paid, states: ['draft', 'requested'], limit: 5 }),
  },
  'billing.allRefunds': {
    by: ['support', 'finance'],
    input: () => ({
      filter: { currency: 'USD', origin: 'here' as const, reason: null, draftedBy: null, product: null },
      sort: { by: 'amount' as const, direction: 'asc' as const },
      after: { at: 0, thousandths: 0, id: '' },
      limit: 5,
    }),
  },
  'billing.refundTotals': { by: ['support', 'finance'], input: () => ({ filter: { isGiven: true, person: newId() } }) },
  'billing.savedRefundFilters': { by: ['support', 'finance'], input: () => ({}) },
  'billing.saveRefundFilter': {
    by: ['support'],
    input: saved,
    refusals: [
      {
        code: 'CONFLICT',
        when: 'another of one’s own is called so',
        input: async (around) => {
          const kept = saved();
          await (await supportOf(around)).call('billing.saveRefundFilter', kept);
          return { ...saved(), name: kept.name };
        },
      },
    ],
  },
  'billing.refundChoices': { by: ['support', 'finance'], input: () => ({}) },
  'billing.refundReport': { by: ['support', 'finance'], input: () => ({ days: 7 as const, by: 'week' as const }) },
  'billing.refundUse': { by: ['support', 'finance'], input: () => ({}) },
  'billing.refundPolicy': { by: ['support', 'finance', 'admin'], input: () => ({}) },
  'billing.setRefundPolicy': {
    by: ['admin'],
    // A currency that no payment of these tests has.
    input: () => ({
      id: newId(),
      limits: [{ currency: 'NOK', approvalAbove: 0, perRefund: 10_000, perPersonDay: null }],
      expiresAfterHours: 72,
    }),
    refusals: [
      {
        code: 'CONFLICT',
        when: 'the id was used for something else',
        input: async (around) => {
          const used = { id: newId(), limits: [], expiresAfterHours: 72 };
          await around.caller.call('billing.setRefundPolicy', used);
          return { ...used, expiresAfterHours: 24 };
        },
      },
    ],
  },
};
