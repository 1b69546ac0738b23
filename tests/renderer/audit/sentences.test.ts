import { expect, it } from 'vitest';
import { sentences } from '#renderer/audit/sentences.en.ts';
import { sentenceOf, textOf, type Here } from '#renderer/audit/model/sentence.ts';
import { readableFacts } from '#renderer/audit/model/readableFacts.ts';
import { auditWords } from '#renderer/audit/words.en.ts';
import { ENTRY_NAMES, SUBJECT_KINDS } from '#shared/audit/entries.ts';
import type { Entry } from '#shared/audit/contract.ts';
import { idOf } from '#tests/renderer/chat/support/make.ts';
import { staffPort } from '#tests/support/clients.ts';
import { givenServer } from '#tests/support/givenServer.ts';
import { makeConversation, newId } from '#tests/support/make.ts';
import { ADA, ada, ben, BEN, conversation, CONVERSATION, CUSTOMER, customer, makeEntry, site } from './make.ts';

const said = (changes: Partial<Entry>, here?: Here) => textOf(sentenceOf(makeEntry(changes), auditWords, here));
const code = (id: string) => id.slice(-4).toUpperCase();

const refunded = [
  { kind: 'refund', id: idOf(900), label: null },
  { kind: 'payment', id: 'pi_12', label: null },
];

it('every entry that the server can record has a sentence, and no sentence is for nothing', () => {
  // The server's `Change.name` is one of ENTRY_NAMES: a name that is not there does not compile.
  expect(Object.keys(sentences).sort()).toEqual([...ENTRY_NAMES].sort());
});

it.each(ENTRY_NAMES)('%s is a whole sentence, with names and without', (name) => {
  const nameless = SUBJECT_KINDS.map((kind, index) => ({ kind, id: idOf(800 + index), label: null }));
  for (const subjects of [[], nameless, nameless.map((subject) => ({ ...subject, label: 'A Name' }))]) {
    for (const kind of ['staff', 'visitor', 'system', 'anonymous']) {
      const text = said({ name, subjects, actor: { kind, id: null, name: null } });
      expect(text).toMatch(/^\p{Lu}/u);
      expect(text).not.toMatch(/[{}]|undefined|null|NaN| {2}/);
    }
  }
});

it.each<readonly [string, Partial<Entry>]>([
  [
    'Ada Park changed the roles of Ben Ode from Support to Admin and Support',
    { subjects: [ben], facts: { from: 'support', to: 'admin,support' } },
  ],
  ['Ada Park changed their own roles from Admin to none', { subjects: [ada], facts: { from: 'admin', to: '' } }],
  ['Ada Park deactivated Ben Ode', { name: 'accounts.deactivated', subjects: [ben] }],
  [
    'Ben Ode signed in on a new device',
    {
      name: 'accounts.sessionOpened',
      actor: { kind: 'system', id: null, name: null },
      subjects: [ben],
      facts: { isNewDevice: true },
    },
  ],
  ['Ada Park ended a session of their own', { name: 'accounts.sessionRevoked', subjects: [ada] }],
  ['Ada Park ended a session of Ben Ode', { name: 'accounts.sessionRevoked', subjects: [ben] }],
  [
    'A sign-in with an unknown e-mail address was locked after failed tries',
    { name: 'accounts.lockedOut', actor: { kind: 'system', id: null, name: null } },
  ],
  [
    'Ada Park changed the name and looks of Kiln & Clay',
    { name: 'sites.changed', subjects: [site], facts: { name: true, theme: true } },
  ],
  [
    `Ada Park took conversation ${code(CONVERSATION)}`,
    { name: 'chat.conversationChanged', subjects: [conversation, ada], facts: { change: 'assigned' } },
  ],
  [
    `Ada Park assigned conversation ${code(CONVERSATION)} to Ben Ode`,
    { name: 'chat.conversationChanged', subjects: [conversation, ben], facts: { change: 'assigned' } },
  ],
  [
    `Visitor ${code(CUSTOMER)} reopened conversation ${code(CONVERSATION)} by writing again`,
    {
      name: 'chat.conversationChanged',
      actor: { kind: 'visitor', id: idOf(9), name: null },
      subjects: [conversation, customer],
      facts: { change: 'reopened' },
    },
  ],
  [
    `Conversation ${code(CONVERSATION)} opened again because the money of a refund did not arrive`,
    {
      name: 'chat.conversationChanged',
      actor: { kind: 'system', id: null, name: null },
      subjects: [conversation, customer],
      facts: { change: 'refundFailed', status: 'open' },
    },
  ],
  [
    `Ada Park changed conversation ${code(CONVERSATION)}, which was open then and assigned to Ben Ode`,
    { name: 'chat.conversationChanged', subjects: [conversation, ben], facts: { status: 'open' } },
  ],
  [
    'Ada Park closed the conversation with Mia',
    {
      name: 'chat.conversationChanged',
      subjects: [{ ...conversation, label: 'Mia' }],
      facts: { change: 'closed' },
    },
  ],
  [
    'Ada Park did something that this version has no words for (billing.refunded)',
    { name: 'billing.refunded', subjects: [] },
  ],
  [
    'Ada Park made a €20.00 refund of payment I_12, within the limits',
    {
      name: 'billing.refundRequested',
      subjects: refunded,
      facts: { amount: 2_000, currency: 'EUR', state: 'sending' },
    },
  ],
  [
    'Ada Park requested a ¥500 refund of payment I_12',
    {
      name: 'billing.refundRequested',
      subjects: refunded,
      facts: { amount: 500, currency: 'JPY', state: 'requested' },
    },
  ],
  [
    'A KWD\u00a01.230 refund of payment I_12 was declined by Stripe',
    {
      name: 'billing.refundChanged',
      actor: { kind: 'system', id: null, name: null },
      subjects: refunded,
      facts: { amount: 1_230, currency: 'KWD', state: 'declined' },
    },
  ],
  ['Ada Park did something that this version has no words for (toString)', { name: 'toString' }],
])('%s', (sentence, entry) => {
  expect(said(entry)).toBe(sentence);
});

it('a name that looks like a place for one stays what it is', () => {
  const name = '{account} <b>x</b>';
  const parts = sentenceOf(
    makeEntry({ name: 'accounts.deactivated', actor: { kind: 'staff', id: ADA, name }, subjects: [ben] }),
    auditWords,
  );
  expect(parts.map(({ text }) => text)).toEqual([name, ' deactivated ', 'Ben Ode']);
  expect(parts.map(({ thing }) => thing?.id)).toEqual([ADA, undefined, BEN]);
});

it('in a conversation’s own timeline it is this conversation', () => {
  const entry = { name: 'chat.conversationChanged', subjects: [conversation], facts: { change: 'closed' } };
  const here = { kind: 'conversation', id: CONVERSATION };
  expect(said(entry, here)).toBe('Ada Park closed this conversation');
  // The first conversation of a customer may have the customer's id.
  const sameId = { kind: 'customer', id: CONVERSATION, label: 'Mia' };
  const started = { name: 'chat.conversationStarted', subjects: [conversation, sameId] };
  expect(said(started, here)).toBe('Mia started this conversation');
});

it('a customer is named once, and a person not linked in their own timeline', () => {
  const mia = { kind: 'visitor', id: idOf(9), name: 'Mia' };
  const subjects = [
    { ...conversation, label: 'Mia' },
    { ...customer, label: 'Mia' },
  ];
  expect(said({ name: 'chat.messageAdded', actor: mia, subjects })).toBe('Mia wrote in their conversation');
  expect(said({ name: 'chat.conversationStarted', actor: mia, subjects })).toBe('Mia started their conversation');
  expect(said({ name: 'chat.messageAdded', subjects })).toBe('Ada Park wrote in the conversation with Mia');
  const entry = makeEntry({ name: 'accounts.deactivated', subjects: [ben] });
  const things = (here: Here) => sentenceOf(entry, auditWords, here).map(({ thing }) => thing?.id);
  expect(things({ kind: 'account', id: BEN })).toEqual([ADA, undefined, undefined]);
  expect(things({ kind: 'account', id: ADA })).toEqual([undefined, undefined, BEN]);
});

it('facts are readable, and what is unknown is shown as it is', () => {
  const entry = makeEntry({
    subjects: [ben],
    facts: {
      from: 'support',
      expiresAt: Date.UTC(2026, 0, 2, 3, 4, 5),
      isDemo: false,
      bytes: 3_200_000,
      assigneeId: BEN,
      status: 'closed',
      seq: null,
      novelty: 'x',
    },
  });
  const facts = readableFacts(entry, auditWords, { locale: 'en', timeZone: 'UTC' });
  expect(facts.map(({ label, value }) => `${label}: ${value}`)).toEqual([
    'Roles before: Support',
    'Valid until: Fri, Jan 2, 2026, 03:04:05 AM UTC',
    'Demo workspace: No',
    'Size: 3.2 MB',
    'Assigned afterwards to: Ben Ode',
    'Status afterwards: Closed',
    'Place in the conversation: None',
    'novelty: x',
  ]);
});

it('amounts and limits are read with their currency, and a refund’s state in its own words', () => {
  const facts = (changes: Partial<Entry>) =>
    readableFacts(makeEntry(changes), auditWords, { locale: 'en', timeZone: 'UTC' }).map(
      ({ label, value }) => `${label}: ${value}`,
    );
  const about = { amount: 2_000, currency: 'EUR', state: 'succeeded' };
  expect(facts({ subjects: refunded, facts: about })).toEqual([
    'Amount: €20.00',
    'Currency: EUR',
    'State afterwards: Refunded',
  ]);
  expect(facts({ subjects: [], facts: about }).at(-1)).toBe('State afterwards: succeeded');
  const limits = { expiresAfterHours: 72, 'JPY.approvalAbove': 500, 'JPY.perRefund': null };
  expect(facts({ subjects: [], facts: limits })).toEqual([
    'Hours until a request expires: 72',
    'Approval above, JPY: ¥500',
    'Most per refund, JPY: None',
  ]);
});

it('what a real server has written reads well', async () => {
  const server = await givenServer();
  const admin = await staffPort(server, 'admin');
  const support = await staffPort(server, 'support');
  const { conversationId } = await makeConversation(server, ['one']);
  await support.call('chat.close', { id: newId(), conversationId });
  await admin.call('accounts.invite', { id: newId(), email: 'nora@shop.test', roles: ['support', 'finance'] });
  const { entries } = await admin.call('audit.entries', { limit: 100 });
  const texts = entries.map((entry) => textOf(sentenceOf(entry, auditWords)));
  const unknown = auditWords.unknownEntry('').slice(-30, -3);
  for (const text of texts) expect(text).not.toContain(unknown);
  expect(texts[0]).toMatch(/ invited nora@shop\.test with the roles: Finance and Support$/);
  expect(texts[1]).toMatch(new RegExp(` closed conversation ${code(conversationId)}$`));
});
