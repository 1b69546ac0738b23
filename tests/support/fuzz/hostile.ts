import fc from 'fast-check';
import { SUBJECT_KINDS } from '#shared/audit/entries.ts';
import type { OperationName } from '#shared/contract.ts';
import { ROLES } from '#shared/wire/access.ts';
import { wellFormed, type ForeignIds } from './arbitraries.ts';
import { hostileAlerts } from './hostileAlerts.ts';
import { hostileBilling } from './hostileBilling.ts';
import { hostileCustomers } from './hostileCustomers.ts';
import { hostileDisputes } from './hostileDisputes.ts';
import { hostileMonitoring } from './hostileMonitoring.ts';
import { hostileNotifications } from './hostileNotifications.ts';
import { hostileRefunds } from './hostileRefunds.ts';

const nothing = fc.constant({});

/**
 * Inputs that the contract's schema accepts and that nobody should get anything from: other people's ids, cursors from nowhere, ids used
 * before. Every operation that a client can call; the compiler does not know them all, the fuzz itself checks that none is missing.
 */
export function hostileInputs(ids: ForeignIds): Partial<Record<OperationName, fc.Arbitrary<unknown>>> {
  const { conversationId, accountId, usedId: id, sequence, instant, body, email, password, topic } = wellFormed(ids);
  const about = fc.record({ conversationId });
  const change = fc.record({ id, conversationId });
  const message = fc.record({ id, conversationId, body });
  const mark = fc.record({ conversationId, seq: sequence });
  const limit = fc.constantFrom(1, 100);
  const roles = fc.subarray([...ROLES], { minLength: 1 });
  const code = fc.constantFrom('x'.repeat(43), '%', '__proto__', 'x'.repeat(100));
  const siteId = fc.oneof(accountId, conversationId, id);
  const siteParts = {
    name: fc.constantFrom('Mine now', '__proto__', '<script>'),
    allowedOrigins: fc.constantFrom([], ['https://evil.example'], ['http://[::1]:8080']),
    locale: fc.constantFrom('en', 'zh-Hant-TW'),
    theme: fc.constantFrom({}, { accent: '#ffffff', title: '</script>' }, { greeting: '\u202e', position: 'end' }),
  };
  const site = fc.record({ id, ...siteParts });
  return {
    'accounts.state': nothing,
    'accounts.setUp': fc.record({
      id,
      workspaceName: fc.constantFrom('Mine now', '__proto__'),
      name: fc.constant('Mallory'),
      email,
      password,
      code: fc.constantFrom('ABCD-EFGH-JKMN', '%', ''.padEnd(40, 'A')),
    }),
    'accounts.signIn': fc.record({ email, password }),
    'accounts.signOut': nothing,
    'accounts.sessions': nothing,
    'accounts.revokeSession': fc.record({ sessionId: fc.oneof(accountId, id) }),
    'accounts.revokeOtherSessions': nothing,
    'accounts.confirmSignIn': fc.record({ sessionId: fc.oneof(accountId, id) }),
    'accounts.colleagues': nothing,
    'accounts.sites': nothing,
    'accounts.people': nothing,
    'accounts.invitations': nothing,
    // Nobody but an admin gets anything from these; an admin only for themselves, so that the fuzz goes on.
    'accounts.invite': fc.record({ id, email, roles }),
    'accounts.renewInvitation': fc.record({ invitationId: fc.oneof(accountId, id) }),
    'accounts.revokeInvitation': fc.record({ invitationId: fc.oneof(accountId, id) }),
    'accounts.invitation': fc.record({ code }),
    'accounts.acceptInvitation': fc.record({ code, name: fc.constantFrom('Mallory', '__proto__'), password }),
    'accounts.setRoles': fc.record({ id, accountId: id, roles }),
    'accounts.deactivate': fc.record({ id, accountId: id }),
    'accounts.reactivate': fc.record({ id, accountId }),
    'accounts.unlock': fc.record({ accountId }),
    'accounts.changePassword': fc.record({ currentPassword: password, newPassword: password }),
    'accounts.setAvailability': fc.record({ availability: fc.constantFrom('online', 'away', 'offline') }),
    'accounts.activity': fc.record({ active: fc.boolean() }),
    'accounts.presence': nothing,
    'chat.start': fc.record({ id }),
    'chat.send': message,
    'chat.reply': message,
    'chat.history': fc.record({ conversationId, before: sequence, limit }),
    'chat.conversation': about,
    'chat.conversations': fc.record({
      view: fc.constantFrom('mine', 'unassigned', 'all', 'closed'),
      after: fc.record({ activeAt: instant, id }),
      limit,
    }),
    'chat.summary': about,
    'chat.counts': nothing,
    'chat.assign': fc.record({ id, conversationId, assigneeId: accountId }),
    'chat.close': change,
    'chat.reopen': change,
    'chat.labels': about,
    'chat.setLabels': fc.record({
      id,
      conversationId,
      labels: fc.array(fc.constantFrom('return', '__proto__', "'; DROP TABLE conversation_label; --"), {
        maxLength: 10,
      }),
    }),
    'chat.delivered': mark,
    'chat.read': mark,
    'chat.typing': about,
    'chat.availability': nothing,
    'chat.activity': fc.record({ conversationId, active: fc.boolean() }),
    'chat.visitorPresence': fc.record({ conversationIds: fc.array(conversationId, { maxLength: 100 }) }),
    ...hostileCustomers(ids),
    'feed.subscribe': fc.record({ subscription: topic }),
    'feed.status': nothing,
    'feed.unsubscribe': fc.record({ subscription: topic }),
    'feed.resume': fc.record({ subscription: topic, after: sequence }),
    'sites.list': nothing,
    'sites.add': site,
    'sites.change': fc.record({ siteId, ...siteParts }, { requiredKeys: ['siteId'] }),
    'sites.rotateKey': fc.record({ id, siteId }),
    'sites.setEnabled': fc.record({ siteId, enabled: fc.boolean() }),
    'monitoring.backups': nothing,
    'monitoring.storage': nothing,
    'monitoring.backUpNow': nothing,
    'monitoring.makeBackupKey': nothing,
    ...hostileMonitoring(ids),
    'audit.entries': fc.record(
      {
        before: sequence,
        limit,
        accountId,
        subject: fc.record({ kind: fc.constantFrom(...SUBJECT_KINDS), id: fc.oneof(accountId, conversationId, id) }),
        from: instant,
        to: instant,
      },
      { requiredKeys: [] },
    ),
    'audit.conversation': fc.record({ conversationId, before: sequence, limit }, { requiredKeys: ['conversationId'] }),
    'audit.verify': nothing,
    'audit.verification': nothing,
    ...hostileAlerts(ids),
    ...hostileBilling(ids),
    ...hostileRefunds(ids),
    ...hostileDisputes(ids),
    ...hostileNotifications(ids),
  };
}
