import fc from 'fast-check';
import type { OperationName } from '#shared/contract.ts';
import { wellFormed, type ForeignIds } from './arbitraries.ts';

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
    'accounts.colleagues': nothing,
    'accounts.sites': nothing,
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
    'chat.delivered': mark,
    'chat.read': mark,
    'chat.typing': about,
    'customers.get': fc.record({ customerId: fc.oneof(accountId, id) }),
    'feed.subscribe': fc.record({ subscription: topic }),
    'feed.unsubscribe': fc.record({ subscription: topic }),
    'feed.resume': fc.record({ subscription: topic, after: sequence }),
    'monitoring.backups': nothing,
    'monitoring.backUpNow': nothing,
    'monitoring.makeBackupKey': nothing,
  };
}
