import fc from 'fast-check';
import { wellFormed, type ForeignIds } from './arbitraries.ts';

const text = fc.constantFrom(
  '',
  '"',
  '* OR *',
  '__proto__',
  '%',
  String.raw`\%_`,
  "'; DROP TABLE customer; --",
  'NEAR(',
);

/** As `hostileInputs`, for customers. */
export function hostileCustomers(ids: ForeignIds) {
  const { usedId: id, accountId, conversationId, instant } = wellFormed(ids);
  const customerId = fc.oneof(accountId, conversationId, id);
  const payerId = fc.constantFrom('cus_nobodys', 'pi_nobodys', 'ch_nobodys', 'py___proto__');
  const limit = fc.constantFrom(1, 100);
  const linking = fc.record({ id, customerId, payerId });
  return {
    'customers.get': fc.record({ customerId }),
    'customers.list': fc.record(
      { text, limit, after: fc.record({ lastSeenAt: instant, conversationId: id }) },
      { requiredKeys: [] },
    ),
    'customers.change': fc.record({
      id,
      customerId,
      name: fc.constantFrom(null, '__proto__', '<script>', '%'),
      email: fc.constantFrom(null, 'nobody@shop.test', 'x@localhost'),
      isEmailVerified: fc.boolean(),
    }),
    'customers.timeline': fc.record(
      {
        customerId,
        limit,
        only: fc.constantFrom('messages', 'money'),
        after: fc.record({
          at: instant,
          id: fc.oneof(text, fc.constantFrom('payment:~', 'payment:0', ':', 'refund:')),
        }),
      },
      { requiredKeys: ['customerId'] },
    ),
    'customers.money': fc.record({ customerId }),
    'customers.findPayers': fc.record({ text }),
    'customers.linkPayer': linking,
    'customers.unlinkPayer': linking,
  };
}
