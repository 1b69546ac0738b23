import { expect } from 'vitest';
import { sandboxKey } from '#shared/billing/sandboxKey.ts';
import { newId } from '#tests/support/make.ts';
import type { Cases } from './cases.ts';
import { callerOn, type Surroundings } from './surroundings.ts';
import { stripeOf } from './withStripe.ts';

const adminOf = ({ server }: Surroundings) => callerOn(server, 'messagePort', 'admin');
const financeOf = ({ server }: Surroundings) => callerOn(server, 'messagePort', 'finance');

/** An admin, of a workspace that is connected. */
async function connectedAdmin(around: Surroundings) {
  const admin = await adminOf(around);
  const { state } = await admin.call('billing.connection', {});
  if (state === 'off') await admin.call('billing.connect', { key: stripeOf(around.server).key });
  return admin;
}

/** An admin, of a workspace whose back-fill has ended. */
async function caughtUp(around: Surroundings) {
  const admin = await connectedAdmin(around);
  const finance = await financeOf(around);
  const state = async () => (await finance.call('billing.sync', {})).backfill?.state;
  if ((await state()) === 'paused') await admin.call('billing.resumeBackfill', {});
  await expect.poll(state, { timeout: 25_000, interval: 50 }).toBe('done');
  return admin;
}

/** An admin, while a back-fill runs that Stripe answers slowly. */
async function catchingUp(around: Surroundings) {
  const admin = await caughtUp(around);
  await stripeOf(around.server).control.command('request-fault', {
    times: 9,
    fault: { kind: 'latency', milliseconds: 300 },
  });
  await admin.call('billing.startBackfill', {});
  return admin;
}

const NOBODYS = 'pi_nobodys';
const noPayment = <More extends object>(more: () => More) => ({
  code: 'NOT_FOUND' as const,
  when: 'there is no such payment',
  input: () => ({ ...more(), paymentId: NOBODYS }),
});
const paid = ({ server }: Surroundings) => ({ paymentId: stripeOf(server).paid });
const uncaptured = ({ server }: Surroundings) => ({ id: newId(), paymentId: stripeOf(server).takeUncaptured() });
const refusedActions = [
  noPayment(() => ({ id: newId() })),
  {
    code: 'CONFLICT' as const,
    when: 'it is a charge of the older API',
    input: ({ server }: Surroundings) => ({ id: newId(), paymentId: stripeOf(server).older }),
  },
  {
    code: 'PROVIDER_FAILED' as const,
    when: 'it was captured before',
    input: (around: Surroundings) => ({ id: newId(), ...paid(around) }),
  },
];
const sort = { by: 'createdAt', direction: 'desc' } as const;
const saved = () => ({ id: newId(), filterId: newId(), name: newId(), filter: { states: ['failed' as const] }, sort });
const noEvent = { code: 'NOT_FOUND' as const, when: 'there is no such event', input: () => ({ id: 'evt_nobodys' }) };

const ask = ({ conversationId }: Surroundings) => ({
  id: newId(),
  conversationId,
  amount: 1_250,
  currency: 'USD',
  description: 'A vase',
});

export const BILLING_CASES: Cases = {
  'billing.requestPayment': {
    by: ['support', 'finance'],
    ownSession: true,
    input: async (around) => {
      await connectedAdmin(around);
      return ask(around);
    },
    refusals: [
      {
        code: 'NOT_FOUND',
        when: 'there is no such conversation',
        input: (around) => ({ ...ask(around), conversationId: newId() }),
      },
      {
        code: 'CONFLICT',
        when: 'the id was used for something else',
        input: async (around) => {
          const used = ask(around);
          await (await financeOf(around)).call('billing.requestPayment', used);
          return { ...used, amount: 1_300 };
        },
      },
      {
        code: 'PROVIDER_FAILED',
        when: 'Stripe does not know the currency',
        input: (around) => ({ ...ask(around), currency: 'XXX' }),
      },
    ],
  },
  'billing.cancelPaymentRequest': {
    by: ['support', 'finance'],
    ownSession: true,
    input: async (around) => {
      await connectedAdmin(around);
      const { id } = await (await financeOf(around)).call('billing.requestPayment', ask(around));
      return { requestId: id };
    },
    refusals: [{ code: 'NOT_FOUND', when: 'there is no such request', input: () => ({ requestId: newId() }) }],
  },
  'billing.connection': { by: ['support', 'finance', 'admin'], input: () => ({}) },
  'billing.connectionDetails': { by: ['admin'], input: () => ({}) },
  'billing.connect': {
    by: ['admin'],
    input: ({ server }) => ({ key: stripeOf(server).key }),
    refusals: [
      {
        code: 'PROVIDER_FAILED',
        when: 'nobody answers there',
        input: () => ({ key: sandboxKey(1, 'abcdefghijklmnop'), dryRun: true }),
      },
    ],
  },
  'billing.disconnect': {
    by: ['admin'],
    ownSession: true,
    input: async (around) => {
      await connectedAdmin(around);
      return {};
    },
  },
  'billing.addWebhookSecret': { by: ['admin'], input: () => ({ secret: 'whsec_another0123456789' }) },
  'billing.removeWebhookSecret': {
    by: ['admin'],
    ownSession: true,
    input: async (around) => {
      const admin = await adminOf(around);
      await admin.call('billing.addWebhookSecret', { secret: 'whsec_another0123456789' });
      const { webhookSecrets } = await admin.call('billing.connectionDetails', {});
      return { hint: webhookSecrets[0]?.hint ?? '' };
    },
    refusals: [{ code: 'NOT_FOUND', when: 'there is no such secret', input: () => ({ hint: 'whsec_…none' }) }],
  },
  'billing.sync': { by: ['support', 'finance', 'admin'], input: () => ({}) },
  'billing.startBackfill': {
    by: ['admin'],
    ownSession: true,
    input: async (around) => {
      await caughtUp(around);
      return {};
    },
  },
  'billing.pauseBackfill': {
    by: ['admin'],
    ownSession: true,
    input: async (around) => {
      await catchingUp(around);
      return {};
    },
  },
  'billing.resumeBackfill': {
    by: ['admin'],
    ownSession: true,
    input: async (around) => {
      await (await catchingUp(around)).call('billing.pauseBackfill', {});
      return {};
    },
  },
  'billing.reconcile': {
    by: ['admin'],
    ownSession: true,
    input: async (around) => {
      await connectedAdmin(around);
      return { days: 1 };
    },
  },
  'billing.reconciliations': { by: ['admin'], input: () => ({}) },
  'billing.events': { by: ['admin'], input: () => ({ type: 'charge.', limit: 5 }) },
  'billing.event': {
    by: ['admin'],
    input: ({ server }) => ({ id: stripeOf(server).eventId }),
    refusals: [noEvent],
  },
  'billing.replayEvent': {
    by: ['admin'],
    input: ({ server }) => ({ id: stripeOf(server).eventId }),
    refusals: [noEvent],
  },
  'billing.retryDead': { by: ['admin'], input: () => ({}) },
  'billing.deadFetches': { by: ['admin'], input: () => ({}) },
  'billing.payments': { by: ['finance'], input: () => ({ filter: { currency: 'USD', text: 'pi' }, limit: 5 }) },
  'billing.overview': { by: ['finance'], input: () => ({ currency: 'USD', days: 7 }) },
  'billing.paymentTotals': { by: ['finance'], input: () => ({}) },
  'billing.paymentChoices': { by: ['finance'], input: () => ({}) },
  'billing.payment': { by: ['finance'], input: paid, refusals: [noPayment(() => ({}))] },
  'billing.paymentRow': { by: ['finance'], input: paid, refusals: [noPayment(() => ({}))] },
  'billing.object': {
    by: ['finance'],
    input: ({ server }) => ({ kind: 'payment_intent', id: stripeOf(server).paid }),
    refusals: [
      { code: 'NOT_FOUND', when: 'there is no such object', input: () => ({ kind: 'payment_intent', id: NOBODYS }) },
    ],
  },
  'billing.refreshPayment': { by: ['finance'], input: paid, refusals: [noPayment(() => ({}))] },
  'billing.savedFilters': { by: ['finance'], input: () => ({}) },
  'billing.saveFilter': {
    by: ['finance'],
    input: saved,
    refusals: [
      {
        code: 'CONFLICT',
        when: 'another of one’s own is called so',
        input: async (around) => {
          const kept = saved();
          await (await financeOf(around)).call('billing.saveFilter', kept);
          return { ...saved(), name: kept.name };
        },
      },
    ],
  },
  'billing.removeFilter': {
    by: ['finance'],
    input: async (around) => {
      const kept = saved();
      await (await financeOf(around)).call('billing.saveFilter', kept);
      return { id: newId(), filterId: kept.filterId };
    },
    refusals: [
      { code: 'NOT_FOUND', when: 'there is none of one’s own', input: () => ({ id: newId(), filterId: newId() }) },
      {
        code: 'CONFLICT',
        when: 'the id removed another one',
        input: async (around) => {
          const finance = await financeOf(around);
          const kept = saved();
          await finance.call('billing.saveFilter', kept);
          const used = { id: newId(), filterId: kept.filterId };
          await finance.call('billing.removeFilter', used);
          return { ...used, filterId: newId() };
        },
      },
    ],
  },
  'billing.capturePayment': {
    by: ['finance'],
    input: async (around) => {
      await connectedAdmin(around);
      return { ...uncaptured(around), amount: 700 };
    },
    refusals: refusedActions,
  },
  'billing.cancelPayment': {
    by: ['finance'],
    input: async (around) => {
      await connectedAdmin(around);
      return uncaptured(around);
    },
    refusals: refusedActions,
  },
};
