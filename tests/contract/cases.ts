import type { InputOf, OperationName } from '#shared/contract.ts';
import type { Role } from '#shared/wire/access.ts';
import type { ErrorCode } from '#shared/wire/errors.ts';
import { changeRows } from '#tests/support/databaseState.ts';
import { makeConversation, makeReply, newId } from '#tests/support/make.ts';
import { openPort } from '#tests/support/messagePortClient.ts';
import { PASSWORD, PEOPLE, type Who } from '#tests/support/people.ts';
import { ALERT_CASES } from './alertCases.ts';
import { BILLING_CASES } from './billingCases.ts';
import { CUSTOMER_CASES } from './customerCases.ts';
import { DISPUTE_CASES } from './disputeCases.ts';
import { MONITORING_CASES } from './monitoringCases.ts';
import { NOTIFICATION_CASES } from './notificationCases.ts';
import { REFUND_CASES } from './refundCases.ts';
import { callerOn, type Surroundings } from './surroundings.ts';

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
  /** It changes what all share: over one carrier after the other. */
  readonly inTurn?: true;
  readonly input: (around: Surroundings) => Awaitable<InputOf<Name>>;
  readonly refusals?: readonly Refusal<Name>[];
}

const invitee = (roles: readonly Role[] = ['support']) => ({
  id: newId(),
  email: `${newId()}@shop.test`,
  roles: [...roles],
});
/** Somebody's admin invites; the answer has the link's code. */
async function makeInvitation({ server }: Surroundings) {
  const admin = await callerOn(server, 'messagePort', 'admin');
  const input = invitee();
  return { admin, ...input, ...(await admin.call('accounts.invite', input)) };
}
const accept = (code: string) => ({ code, name: 'Nora New', password: 'a long enough one' });
/** A colleague of nobody else's case. */
async function makeColleague(around: Surroundings): Promise<string> {
  const { code } = await makeInvitation(around);
  const { account } = await openPort(around.server).call('accounts.acceptInvitation', accept(code));
  return account.id;
}
const onColleague = async (around: Surroundings) => ({ id: newId(), accountId: await makeColleague(around) });
const nobody = { code: 'NOT_FOUND' as const, when: 'there is no such colleague' };
const noInvitation = {
  code: 'NOT_FOUND' as const,
  when: 'there is no such invitation',
  input: () => ({ invitationId: newId() }),
};
/** The id has done the same to somebody else. */
const doneBefore = <More extends object>(
  name: 'accounts.setRoles' | 'accounts.deactivate' | 'accounts.reactivate',
  more: More,
) => ({
  code: 'CONFLICT' as const,
  when: 'the id was used for something else',
  input: async (around: Surroundings) => {
    const used = { ...(await onColleague(around)), ...more };
    await around.caller.ask(name, used);
    return { ...used, accountId: await makeColleague(around) };
  },
});

export type Cases = { readonly [Name in OperationName]?: Case<Name> };

const conversation = ({ conversationId }: Surroundings) => ({ conversationId });
const change = ({ conversationId }: Surroundings) => ({ id: newId(), conversationId });
const message = ({ conversationId }: Surroundings) => ({ id: newId(), conversationId, body: 'Hello' });
const labelled = (around: Surroundings) => ({ ...change(around), labels: ['return', 'Return', 'broken'] });
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

const siteSettings = {
  name: 'Second shop',
  allowedOrigins: ['https://second.example'],
  locale: 'de',
  theme: { accent: '#1a7f5a', position: 'start', team: 'The shop' },
} as const;
const addSite = () => ({ id: newId(), ...siteSettings, allowedOrigins: [...siteSettings.allowedOrigins] });
/** A site of the case's own. */
const ownSite = async ({ server }: Surroundings) =>
  (await callerOn(server, 'messagePort', 'admin')).call('sites.add', addSite());
const noSite = <Input extends object>(input: () => Input) => ({
  code: 'NOT_FOUND' as const,
  when: 'there is no such site',
  input: () => ({ ...input(), siteId: newId() }),
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
  // By somebody whose sessions no other case needs.
  'accounts.revokeOtherSessions': { by: ['colleague'], ownSession: true, input: () => ({}) },
  'accounts.confirmSignIn': {
    by: ['finance'],
    input: async ({ caller, customer }) => {
      if (caller === customer) return { sessionId: newId() };
      const { sessions } = await caller.call('accounts.sessions', {});
      return { sessionId: sessions.find(({ current }) => current)?.id ?? '' };
    },
    refusals: [{ code: 'NOT_FOUND', when: 'there is no such session', input: () => ({ sessionId: newId() }) }],
  },
  'accounts.colleagues': { by: ['support', 'finance'], input: () => ({}) },
  'accounts.sites': { by: ['support', 'admin'], input: () => ({}) },
  'accounts.people': { by: ['admin'], input: () => ({}) },
  'accounts.invitations': { by: ['admin'], input: () => ({}) },
  'accounts.invite': {
    by: ['admin'],
    input: () => invitee(),
    refusals: [
      {
        code: 'CONFLICT',
        when: 'the e-mail has an account',
        input: () => ({ ...invitee(), email: PEOPLE.support.email }),
      },
    ],
  },
  'accounts.renewInvitation': {
    by: ['admin'],
    input: async (around) => ({ invitationId: (await makeInvitation(around)).id }),
    refusals: [noInvitation],
  },
  'accounts.revokeInvitation': {
    by: ['admin'],
    input: async (around) => ({ invitationId: (await makeInvitation(around)).id }),
    refusals: [noInvitation],
  },
  'accounts.invitation': {
    by: ['support'],
    input: async (around) => ({ code: (await makeInvitation(around)).code }),
    refusals: [{ code: 'NOT_FOUND', when: 'no link has this code', input: () => ({ code: 'x'.repeat(43) }) }],
  },
  'accounts.acceptInvitation': {
    by: ['support'],
    ownSession: true,
    input: async (around) => accept((await makeInvitation(around)).code),
    refusals: [
      { code: 'NOT_FOUND', when: 'no link has this code', input: () => accept('x'.repeat(43)) },
      {
        code: 'CONFLICT',
        when: 'the e-mail has got an account meanwhile',
        input: async (around) => {
          const { id, code } = await makeInvitation(around);
          // No operation leads there while e-mails are given by invitations alone.
          changeRows(
            around.server.dataDirectory,
            `UPDATE invitation SET email = '${PEOPLE.finance.email}' WHERE id = '${id}'`,
          );
          return accept(code);
        },
      },
    ],
  },
  'accounts.setRoles': {
    by: ['admin'],
    input: async (around) => ({ ...(await onColleague(around)), roles: ['finance', 'admin'] }),
    refusals: [
      { ...nobody, input: () => ({ id: newId(), accountId: newId(), roles: ['support'] }) },
      doneBefore('accounts.setRoles', { roles: ['finance' as const] }),
    ],
  },
  'accounts.deactivate': {
    by: ['admin'],
    input: onColleague,
    refusals: [
      { ...nobody, input: () => ({ id: newId(), accountId: newId() }) },
      doneBefore('accounts.deactivate', {}),
    ],
  },
  'accounts.reactivate': {
    by: ['admin'],
    input: onColleague,
    refusals: [
      { ...nobody, input: () => ({ id: newId(), accountId: newId() }) },
      doneBefore('accounts.reactivate', {}),
    ],
  },
  'accounts.unlock': {
    by: ['admin'],
    input: ({ server }) => ({ accountId: server.people.support }),
    refusals: [{ ...nobody, input: () => ({ accountId: newId() }) }],
  },
  'accounts.changePassword': {
    by: ['colleague'],
    ownSession: true,
    input: () => ({ currentPassword: PASSWORD, newPassword: PASSWORD, endOtherSessions: false }),
  },
  'accounts.setAvailability': { by: ['support', 'admin'], input: () => ({ availability: 'away' }) },
  'accounts.activity': { by: ['support', 'admin'], input: () => ({ active: true }) },
  'accounts.presence': { by: ['support', 'finance', 'admin'], input: () => ({}) },

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
  'chat.labels': { by: ['support', 'finance'], input: conversation, refusals: [nowhere(conversation)] },
  'chat.setLabels': {
    by: ['support'],
    input: labelled,
    refusals: [
      nowhere(labelled),
      {
        code: 'CONFLICT',
        when: 'the id was used for something else',
        input: async (around) => {
          const used = labelled(around);
          await around.caller.call('chat.setLabels', used);
          return { ...used, labels: ['other'] };
        },
      },
    ],
  },
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
  'chat.availability': { by: ['customer'], input: () => ({}) },
  'chat.activity': {
    by: ['customer'],
    input: (around) => ({ ...conversation(around), active: true }),
    refusals: [nowhere((around) => ({ ...conversation(around), active: true }))],
  },
  'chat.visitorPresence': {
    by: ['support', 'finance'],
    input: ({ conversationId }) => ({ conversationIds: [conversationId] }),
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
  'feed.status': { by: ['admin'], input: () => ({}) },
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

  'sites.list': { by: ['admin'], input: () => ({}) },
  'sites.add': {
    by: ['admin'],
    input: addSite,
    refusals: [
      {
        code: 'CONFLICT',
        when: 'the id is another site’s',
        input: async (around) => ({ ...addSite(), id: (await ownSite(around)).id, name: 'Another' }),
      },
    ],
  },
  'sites.change': {
    by: ['admin'],
    input: async (around) => ({ siteId: (await ownSite(around)).id, name: 'Renamed', theme: { title: 'Ask us' } }),
    refusals: [noSite(() => ({ name: 'Renamed' }))],
  },
  'sites.rotateKey': {
    by: ['admin'],
    input: async (around) => ({ id: newId(), siteId: (await ownSite(around)).id }),
    refusals: [
      noSite(() => ({ id: newId() })),
      {
        code: 'CONFLICT',
        when: 'the id was used for another site',
        input: async (around) => {
          const admin = await callerOn(around.server, 'messagePort', 'admin');
          const used = { id: newId(), siteId: (await ownSite(around)).id };
          await admin.call('sites.rotateKey', used);
          return { ...used, siteId: (await ownSite(around)).id };
        },
      },
    ],
  },
  'sites.setEnabled': {
    by: ['admin'],
    input: async (around) => ({ siteId: (await ownSite(around)).id, enabled: false }),
    refusals: [noSite(() => ({ enabled: true }))],
  },
  'monitoring.backups': { by: ['admin'], input: () => ({}) },
  'monitoring.backUpNow': { by: ['admin'], input: () => ({}) },
  'monitoring.storage': { by: ['admin'], input: () => ({}) },
  'monitoring.makeBackupKey': { by: ['admin'], input: () => ({}) },
  'audit.entries': { by: ['admin'], input: () => ({ limit: 5 }) },
  'audit.conversation': { by: ['support', 'finance'], input: conversation, refusals: [nowhere(conversation)] },
  'audit.verify': { by: ['admin'], input: () => ({}) },
  'audit.verification': { by: ['admin'], input: () => ({}) },
  ...ALERT_CASES,
  ...MONITORING_CASES,
  ...CUSTOMER_CASES,
  ...BILLING_CASES,
  ...REFUND_CASES,
  ...DISPUTE_CASES,
  ...NOTIFICATION_CASES,
};
