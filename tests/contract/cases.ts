import type { InputOf, OperationName } from '#shared/contract.ts';
import type { ErrorCode } from '#shared/wire/errors.ts';
import { customerOf, makeConversation, makeReply, newId } from '#tests/support/make.ts';
import { PASSWORD, PEOPLE, type Who } from '#tests/support/people.ts';
import type { Surroundings } from './surroundings.ts';

type Awaitable<T> = T | Promise<T>;

/** A refusal that the contract lists for the operation, and how to be refused so. */
interface Refusal<Name extends OperationName> {
  readonly code: ErrorCode;
  readonly when: string;
  readonly by?: Who | 'customer';
  readonly input: (around: Surroundings) => Awaitable<InputOf<Name>>;
}

export interface Case<Name extends OperationName> {
  readonly by: readonly (Who | 'customer')[];
  /** The call ends the caller's session, so it must be nobody else's. */
  readonly ownSession?: true;
  readonly input: (around: Surroundings) => Awaitable<InputOf<Name>>;
  readonly refusals?: readonly Refusal<Name>[];
}

type Cases = { readonly [Name in OperationName]?: Case<Name> };

const conversation = ({ conversationId }: Surroundings) => ({ conversationId });
const change = ({ conversationId }: Surroundings) => ({ id: newId(), conversationId });
const message = ({ conversationId }: Surroundings) => ({ id: newId(), conversationId, body: 'Hello' });
const mark = ({ conversationId }: Surroundings) => ({ conversationId, seq: 2 });
const topic = ({ conversationId }: Surroundings) => ({ subscription: `conversation:${conversationId}` });

const nowhere = <Input extends object>(input: (around: Surroundings) => Input) => ({
  code: 'NOT_FOUND' as const,
  when: 'there is no such conversation',
  input: (around: Surroundings) => ({ ...input(around), conversationId: newId() }),
});
const taken = <Input extends object>(input: (around: Surroundings) => Input) => ({
  code: 'CONFLICT' as const,
  when: 'the id was used for something else',
  input: async (around: Surroundings) => {
    const used = await makeReply(around.witness, around.conversationId, 'another body');
    return { ...input(around), id: used.id };
  },
});

/** One success for everybody who may, and each refusal the contract lists. `accounts.setUp` has a file of its own. */
export const CASES: Cases = {
  'accounts.state': { by: ['support', 'finance', 'admin'], input: () => ({}) },
  'accounts.signIn': {
    by: ['support'],
    input: () => ({ email: PEOPLE.colleague.email.toUpperCase(), password: PASSWORD }),
  },
  'accounts.signOut': { by: ['support', 'admin'], ownSession: true, input: () => ({}) },
  'accounts.sessions': { by: ['support', 'admin'], input: () => ({}) },
  'accounts.revokeSession': {
    by: ['support'],
    ownSession: true,
    input: async ({ caller, customer }) => {
      if (caller === customer) return { sessionId: newId() };
      const { sessions } = await caller.call('accounts.sessions', {});
      return { sessionId: sessions.find(({ current }) => current)?.id ?? '' };
    },
    refusals: [{ code: 'NOT_FOUND', when: 'there is no such session', input: () => ({ sessionId: newId() }) }],
  },
  'accounts.colleagues': { by: ['support', 'finance'], input: () => ({}) },
  'accounts.sites': { by: ['support', 'admin'], input: () => ({}) },

  'chat.start': {
    by: ['customer'],
    input: () => ({ id: newId() }),
    refusals: [
      {
        code: 'CONFLICT',
        when: 'the id is somebody else’s',
        input: async ({ server }) => ({ id: (await makeConversation(server)).conversationId }),
      },
    ],
  },
  'chat.send': { by: ['customer'], input: message, refusals: [nowhere(message), taken(message)] },
  'chat.reply': { by: ['support'], input: message, refusals: [nowhere(message), taken(message)] },
  'chat.history': {
    by: ['customer', 'support', 'finance'],
    input: (around) => ({ ...conversation(around), limit: 2 }),
    refusals: [nowhere(conversation)],
  },
  'chat.conversation': {
    by: ['customer', 'support', 'finance'],
    input: conversation,
    refusals: [nowhere(conversation)],
  },
  'chat.conversations': { by: ['support', 'finance'], input: () => ({ view: 'all' }) },
  'chat.summary': { by: ['support', 'finance'], input: conversation, refusals: [nowhere(conversation)] },
  'chat.counts': { by: ['support', 'finance'], input: () => ({}) },
  'chat.assign': {
    by: ['support'],
    input: (around) => ({ ...change(around), assigneeId: around.server.people.colleague }),
    refusals: [
      nowhere((around) => ({ ...change(around), assigneeId: null })),
      taken((around) => ({ ...change(around), assigneeId: around.server.people.colleague })),
      {
        code: 'NOT_FOUND',
        when: 'the assignee does not chat',
        input: (around) => ({ ...change(around), assigneeId: around.server.people.finance }),
      },
    ],
  },
  'chat.close': { by: ['support'], input: change, refusals: [nowhere(change), taken(change)] },
  'chat.reopen': {
    by: ['support'],
    input: async (around) => {
      await around.witness.call('chat.close', change(around));
      return change(around);
    },
    refusals: [
      nowhere(change),
      {
        code: 'CONFLICT',
        when: 'the id was used for something else',
        input: async (around) => {
          const used = change(around);
          await around.witness.call('chat.close', used);
          return used;
        },
      },
    ],
  },
  'chat.delivered': { by: ['customer', 'support', 'finance'], input: mark, refusals: [nowhere(mark)] },
  'chat.read': { by: ['customer', 'support'], input: mark, refusals: [nowhere(mark)] },
  'chat.typing': { by: ['customer', 'support'], input: conversation, refusals: [nowhere(conversation)] },

  'customers.get': {
    by: ['support', 'finance'],
    input: async ({ witness, conversationId }) => ({ customerId: await customerOf(witness, conversationId) }),
    refusals: [{ code: 'NOT_FOUND', when: 'there is no such customer', input: () => ({ customerId: newId() }) }],
  },

  'feed.subscribe': {
    by: ['customer', 'support', 'finance'],
    input: topic,
    refusals: [
      {
        code: 'NOT_FOUND',
        when: 'there is no such conversation',
        input: () => ({ subscription: `conversation:${newId()}` }),
      },
      { code: 'NOT_FOUND', when: 'it is not for visitors', by: 'customer', input: () => ({ subscription: 'inbox' }) },
    ],
  },
  'feed.unsubscribe': { by: ['customer', 'support'], input: topic },
  'feed.resume': {
    by: ['customer', 'support', 'finance'],
    input: (around) => ({ ...topic(around), after: 0 }),
    refusals: [
      {
        code: 'NOT_FOUND',
        when: 'there is no such conversation',
        input: () => ({ subscription: `conversation:${newId()}`, after: 0 }),
      },
    ],
  },

  'monitoring.backups': { by: ['admin'], input: () => ({}) },
  'monitoring.backUpNow': { by: ['admin'], input: () => ({}) },
  'monitoring.makeBackupKey': { by: ['admin'], input: () => ({}) },
};
