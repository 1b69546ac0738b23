import { customerOf, makeConversation, newId } from '#tests/support/make.ts';
import type { Cases } from './cases.ts';
import { callerOn, type Surroundings } from './surroundings.ts';
import { stripeOf } from './withStripe.ts';

const theirs = async ({ witness, conversationId }: Surroundings) => ({
  customerId: await customerOf(witness, conversationId),
});
const nobody = <Input extends object>(more: (around: Surroundings) => Input) => ({
  code: 'NOT_FOUND' as const,
  when: 'there is no such customer',
  input: (around: Surroundings) => ({ ...more(around), customerId: newId() }),
});
const both = ['support', 'finance'] as const;

const described = () => ({ id: newId(), name: 'Ada Park', email: `${newId()}@example.com`, isEmailVerified: true });
const describing = async (around: Surroundings) => ({ ...described(), ...(await theirs(around)) });
/** Of no other case: a payer is one customer's. */
const linking = async (around: Surroundings) => ({
  id: newId(),
  ...(await theirs(around)),
  payerId: stripeOf(around.server).takeUncaptured(),
});
const linkerOf = ({ server }: Surroundings) => callerOn(server, 'messagePort', 'finance');
async function linked(around: Surroundings) {
  const link = await linking(around);
  await (await linkerOf(around)).call('customers.linkPayer', link);
  return { ...link, id: newId() };
}

export const CUSTOMER_CASES: Cases = {
  'customers.get': { by: both, input: theirs, refusals: [nobody(() => ({}))] },
  'customers.list': { by: both, input: () => ({ text: 'a', limit: 5 }) },
  'customers.change': {
    by: both,
    input: describing,
    refusals: [
      nobody(described),
      {
        code: 'CONFLICT',
        when: 'the id was used for something else',
        input: async (around) => {
          const used = await describing(around);
          await around.caller.call('customers.change', used);
          return { ...used, name: 'Somebody else' };
        },
      },
    ],
  },
  'customers.timeline': {
    by: both,
    input: async (around) => ({ ...(await theirs(around)), only: 'messages', limit: 5 }),
    refusals: [nobody(() => ({}))],
  },
  'customers.money': { by: both, input: theirs, refusals: [nobody(() => ({}))] },
  'customers.findPayers': { by: both, input: ({ server }) => ({ text: stripeOf(server).paid }) },
  'customers.linkPayer': {
    by: both,
    input: linking,
    refusals: [
      {
        code: 'NOT_FOUND',
        when: 'nobody of this id has paid',
        input: async (around) => ({ id: newId(), ...(await theirs(around)), payerId: 'cus_nobodys' }),
      },
      {
        code: 'CONFLICT',
        when: 'the payments are another customer’s',
        input: async (around) => {
          const { payerId } = await linked(around);
          const { conversationId } = await makeConversation(around.server);
          return { id: newId(), customerId: await customerOf(around.witness, conversationId), payerId };
        },
      },
    ],
  },
  'customers.unlinkPayer': {
    by: both,
    input: linked,
    refusals: [
      { code: 'NOT_FOUND', when: 'the payments are not theirs', input: linking },
      {
        code: 'CONFLICT',
        when: 'the id was used for something else',
        input: async (around) => {
          const used = await linked(around);
          await around.caller.call('customers.unlinkPayer', used);
          return { ...used, payerId: 'cus_another' };
        },
      },
    ],
  },
};
