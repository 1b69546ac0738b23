import { accountsWords } from '#renderer/accounts/words.en.ts';
import { formatMoney } from '#renderer/ui/formatMoney.ts';
import { notificationsWords } from '#renderer/notifications/words.en.ts';
import type { Channel, NotificationKind } from '#shared/notifications/kinds.ts';
import type { EntryName } from '#shared/audit/entries.ts';
import type { Entry } from '#shared/audit/contract.ts';

/** What a sentence may depend on. */
export interface Told {
  readonly facts: Entry['facts'];
  /** Whoever acted did it with their own account. */
  readonly isOwn: boolean;
  /** Whether a colleague acted, and not the server or a customer. */
  readonly byStaff: boolean;
  /** Whether the entry is about a thing of this kind. */
  readonly has: (kind: string) => boolean;
}

type Sentence = string | ((told: Told) => string);

const roleNames: Readonly<Record<string, string>> = accountsWords.settings.about.roleNames;
const availabilities: Readonly<Record<string, string>> = accountsWords.presence.names;

const list = new Intl.ListFormat('en', { type: 'conjunction' });

/** Roles as the journal keeps them, `admin,support`, by name. */
export function roles(fact: unknown): string {
  const names = typeof fact === 'string' ? fact.split(',').flatMap((role) => roleNames[role] ?? []) : [];
  return names.length === 0 ? 'none' : list.format(names);
}

const SITE_PARTS = { name: 'name', allowedOrigins: 'allowed pages', locale: 'language', theme: 'looks' } as const;

function siteParts(facts: Entry['facts']): string {
  const changed = Object.entries(SITE_PARTS).flatMap(([part, name]) => (facts[part] === undefined ? [] : name));
  return changed.length === 0 ? 'settings' : list.format(changed);
}

const refundStates: Readonly<Record<string, string>> = {
  sending: 'is asked of Stripe',
  unknown: 'is uncertain: Stripe’s answer was lost',
  pending: 'is on its way',
  succeeded: 'went through',
  failed: 'failed',
  canceled: 'was cancelled at Stripe',
  declined: 'was declined by Stripe',
};

/** `a €20.00 refund of {payment}`. */
function aRefund({ amount, currency }: Entry['facts']): string {
  if (typeof amount !== 'number' || typeof currency !== 'string') return 'a refund of {payment}';
  return `a ${formatMoney({ amount, currency }, 'en')} refund of {payment}`;
}
const alertEnds: Readonly<Record<string, string>> = {
  recovered: '{alert} is over: its value came back',
  person: '{actor} resolved {alert}',
  ruleChanged: '{alert} is over: {actor} changed its rule',
  ruleRemoved: '{alert} is over: {actor} removed its rule',
};
const answerStates: Readonly<Record<string, string>> = {
  unknown: 'is uncertain: Stripe’s answer was lost',
  done: 'reached Stripe',
  declined: 'was not taken by Stripe',
};

function given({ hasName, hasEmail }: Entry['facts']): string {
  if (hasName === true) return hasEmail === true ? 'a name and an e-mail address' : 'a name';
  return hasEmail === true ? 'an e-mail address' : 'neither name nor e-mail address';
}

/**
 * What each entry says. `{actor}` stands for who acted, `{account}`, `{conversation}` and the like for the first thing of that kind that
 * the entry is about; the screen puts names and links in their places.
 */
export const sentences: Readonly<Record<EntryName, Sentence>> = {
  'accounts.workspaceCreated': ({ facts }) =>
    facts['isDemo'] === true ? '{workspace} was made as a demo' : '{workspace} was set up',
  'accounts.invited': ({ facts }) => `{actor} invited {invitation} with the roles: ${roles(facts['roles'])}`,
  'accounts.invitationRenewed': '{actor} made a new link for the invitation of {invitation}',
  'accounts.invitationRevoked': '{actor} revoked the invitation of {invitation}',
  'accounts.invitationAccepted': ({ facts }) =>
    `{account} accepted the invitation, with the roles: ${roles(facts['roles'])}`,
  'accounts.rolesChanged': ({ facts, isOwn }) =>
    `{actor} changed ${isOwn ? 'their own roles' : 'the roles of {account}'} from ${roles(facts['from'])} to ${roles(facts['to'])}`,
  'accounts.deactivated': ({ isOwn }) =>
    isOwn ? '{actor} deactivated their own account' : '{actor} deactivated {account}',
  'accounts.reactivated': '{actor} reactivated {account}',
  'accounts.sessionOpened': ({ facts }) =>
    facts['isNewDevice'] === true ? '{account} signed in on a new device' : '{account} signed in',
  'accounts.sessionRevoked': ({ isOwn, byStaff }) => {
    if (isOwn) return '{actor} ended a session of their own';
    return byStaff ? '{actor} ended a session of {account}' : 'A session of {account} was ended';
  },
  'accounts.signInConfirmed': '{account} confirmed that a sign-in on a new device was theirs',
  'accounts.passwordChanged': '{account} changed their password',
  'accounts.passwordReset': 'The password of {account} was reset at the command line',
  'accounts.lockedOut': ({ has }) =>
    has('account')
      ? 'The sign-in of {account} was locked after failed tries'
      : 'A sign-in with an unknown e-mail address was locked after failed tries',
  'accounts.unlocked': '{actor} unlocked the sign-in of {account}',
  'accounts.availabilityChanged': ({ facts }) => {
    const choice = availabilities[String(facts['availability'])];
    return choice === undefined ? '{account} changed their presence' : `{account} set their presence to ${choice}`;
  },
  'chat.conversationStarted': '{customer} started {conversation}',
  'chat.conversationChanged': ({ facts, isOwn, has, byStaff }) => {
    switch (facts['change']) {
      case 'assigned':
        return isOwn ? '{actor} took {conversation}' : '{actor} assigned {conversation} to {account}';
      case 'unassigned':
        return '{actor} returned {conversation} to the queue';
      case 'closed':
        return '{actor} closed {conversation}';
      case 'reopened':
        return byStaff ? '{actor} reopened {conversation}' : '{actor} reopened {conversation} by writing again';
      case 'refundFailed':
      case 'refundCanceled':
      case 'refundDeclined':
        return '{conversation} opened again because the money of a refund did not arrive';
      default:
        // Entries of older servers tell what it was afterwards, not what was done.
        return facts['status'] === 'closed'
          ? '{actor} changed {conversation}, which was closed then'
          : `{actor} changed {conversation}, which was open then and ${has('account') ? 'assigned to {account}' : 'not assigned'}`;
    }
  },
  'chat.messageAdded': ({ has }) =>
    has('refund')
      ? 'The customer was told in {conversation} that the money of a refund is on its way'
      : '{actor} wrote in {conversation}',
  'chat.labelsChanged': ({ facts }) =>
    facts['labels'] === 0 ? '{actor} took the labels off {conversation}' : '{actor} labelled {conversation}',
  'chat.colleaguesTold': 'Colleagues were told in {conversation} what became of a refund',
  'chat.receiptsChanged': '{actor} received or read what was written in {conversation}',
  'customers.visitorArrived': '{customer} came to {site} for the first time',
  'customers.described': ({ facts }) => `{customer} gave ${given(facts)}`,
  'customers.changed': '{actor} wrote down who {customer} is',
  'monitoring.backupKeyMade': ({ has }) =>
    has('account')
      ? '{account} made a new key for the backups'
      : 'A new key for the backups was made at the command line',
  'monitoring.backedUp': 'The workspace was backed up',
  'monitoring.backupFailed': 'A backup failed',
  'monitoring.compacted': 'Unused room in the database was given back to the disk',
  'monitoring.alertFired': 'An alert fired: {alert}',
  'monitoring.alertAcknowledged': '{actor} acknowledged {alert}',
  'monitoring.alertResolved': ({ facts }) => alertEnds[String(facts['as'])] ?? '{alert} is over',
  'monitoring.alertEscalated': ({ facts }) =>
    facts['step'] === 1
      ? '{alert} was told, as its hours began or its silence ended'
      : '{alert} was told to others, as nobody had acknowledged it',
  'monitoring.alertRuleSaved': ({ facts }) =>
    facts['ruleRevision'] === 1
      ? '{actor} added the alert rule {alertRule}'
      : '{actor} changed the alert rule {alertRule}',
  'monitoring.alertRuleRemoved': '{actor} removed the alert rule {alertRule}',
  'monitoring.alertsSilenced': ({ has }) =>
    has('alertRule') ? '{actor} silenced the alerts of {alertRule}' : '{actor} silenced alerts',
  'monitoring.silenceEnded': ({ has }) =>
    has('alertRule') ? '{actor} ended a silence of {alertRule}' : '{actor} ended a silence of alerts',
  'monitoring.alertRoutesChanged': '{actor} changed who is told of alerts',
  'monitoring.disconnected': ({ has }) =>
    has('account')
      ? '{actor} ended a line of {account}'
      : has('visitor')
        ? '{actor} ended the line of a visitor'
        : '{actor} ended a line',
  'monitoring.jobRetried': '{actor} had work that waited tried again',
  'monitoring.jobDiscarded': '{actor} discarded work that had been given up',
  'billing.connected': '{actor} connected a Stripe account',
  'billing.disconnected': '{actor} disconnected the Stripe account',
  'billing.secretsChanged': '{actor} changed the signing secrets of the webhooks',
  'billing.backfillChanged': ({ facts }) => {
    switch (facts['change']) {
      case 'started':
        return '{actor} started reading all payments from Stripe';
      case 'paused':
        return '{actor} paused reading payments from Stripe';
      case 'resumed':
        return '{actor} went on reading payments from Stripe';
      case 'failed':
        return 'Reading all payments from Stripe failed';
      default:
        return 'All payments were read from Stripe';
    }
  },
  'billing.mirrored': 'Payments were read from Stripe',
  'billing.reconciled': 'The payments were compared with Stripe',
  'billing.eventReplayed': '{actor} had an event of Stripe processed again',
  'billing.paymentChanged': '{payment} changed at Stripe',
  'billing.paymentCaptured': '{actor} captured {payment}',
  'billing.paymentCanceled': '{actor} cancelled {payment}',
  'billing.paymentRequested': '{actor} asked for a payment in {conversation}',
  'billing.paymentRequestChanged': 'A payment that was asked for in {conversation} changed',
  'billing.refundDrafted': ({ facts }) => `{actor} drafted ${aRefund(facts)}`,
  'billing.refundRequested': ({ facts }) =>
    facts['state'] === 'sending'
      ? `{actor} made ${aRefund(facts)}, within the limits`
      : `{actor} requested ${aRefund(facts)}`,
  'billing.refundApproved': ({ facts }) => `{actor} approved ${aRefund(facts)}`,
  'billing.refundRefused': ({ facts }) => `{actor} refused ${aRefund(facts)}`,
  'billing.refundWithdrawn': ({ facts }) => `{actor} took back ${aRefund(facts)}`,
  'billing.refundExpired': ({ facts }) => `${aRefund(facts)} expired because nobody decided on it`,
  'billing.refundChanged': ({ facts }) => `${aRefund(facts)} ${refundStates[String(facts['state'])] ?? 'changed'}`,
  'billing.refundPolicyChanged': '{actor} changed the limits of refunds',
  'billing.evidenceEdited': '{actor} edited the evidence for a dispute of {payment}',
  'billing.evidenceFileAdded': '{actor} added a file to the evidence for a dispute of {payment}',
  'billing.evidenceFileRemoved': '{actor} took a file off the evidence for a dispute of {payment}',
  'billing.evidenceSubmitted': '{actor} sent evidence against a dispute of {payment}',
  'billing.disputeAccepted': '{actor} accepted a dispute of {payment}',
  'billing.disputeAnswerChanged': ({ facts }) =>
    `The answer to a dispute of {payment} ${answerStates[String(facts['state'])] ?? 'changed'}`,
  'billing.disputePoliciesChanged': '{actor} changed the policies that disputes are answered with',
  'billing.filterSaved': '{actor} saved a filter of payments',
  'billing.filterRemoved': '{actor} removed a filter of payments',
  'customers.paymentsLinked': ({ facts }) => {
    switch (facts['how']) {
      case 'hand':
        return '{actor} said that payments are those of {customer}';
      case 'request':
        return 'Payments were matched with {customer}, who had been asked for one in a conversation';
      case 'email':
        return 'Payments were matched with {customer} by an e-mail address that a colleague had vouched for';
      case 'verified':
        return 'Payments were matched with {customer} by the id that their Stripe customer carries';
      default:
        return 'Payments were matched with {customer}';
    }
  },
  'customers.paymentsUnlinked': '{actor} said that payments are not those of {customer}',
  'notifications.chosen': ({ facts }) => {
    const { kinds, channels } = notificationsWords;
    const kind = kinds[facts['kind'] as NotificationKind] as string | undefined;
    const channel = channels[facts['channel'] as Channel] as string | undefined;
    return `{account} wants ${facts['isOn'] === true ? 'to be told' : 'no notifications'} of “${kind ?? 'something'}” by ${channel ?? 'some channel'}`;
  },
  'notifications.quietHoursChanged': ({ facts }) =>
    `{account} ${facts['isOn'] === true ? 'set' : 'has no'} quiet hours`,
  'notifications.pushChanged': ({ facts }) =>
    `{account} switched push notifications of a browser ${facts['isOn'] === true ? 'on' : 'off'}`,
  'notifications.webhookAdded': '{actor} added a webhook for notifications',
  'notifications.webhookRemoved': '{actor} removed a webhook for notifications',
  'sites.added': '{actor} added the site {site}',
  'sites.changed': ({ facts }) => `{actor} changed the ${siteParts(facts)} of {site}`,
  'sites.keyRotated': '{actor} gave {site} a new key',
  'sites.enabled': '{actor} switched the chat of {site} on',
  'sites.disabled': '{actor} switched the chat of {site} off',
};
