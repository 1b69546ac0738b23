import { z } from 'zod';
import { email } from '#shared/accounts/schemas.ts';
import { currency } from '#shared/billing/payments/contract.ts';
import { conversationStatus } from '#shared/chat/contract.ts';
import { command, query } from '#shared/wire/contract.ts';
import { id, instant, line, nothing, text } from '#shared/wire/schemas.ts';

const customer = z.object({
  id,
  name: z.string().nullable(),
  email: z.string().nullable(),
  /** When they last did something, or something was done for them, in a conversation. */
  lastSeenAt: instant,
});
/** Where a page of the list ended: at the conversation in which somebody was last seen. */
const place = z.strictObject({ lastSeenAt: instant, conversationId: id });

export const customersContract = {
  /** Writes down who a customer is, as they say themselves. */
  'customers.describe': command({
    principals: ['system'],
    permission: null,
    place: 'core',
    repetition: 'none',
    errors: ['NOT_FOUND'],
    input: z.strictObject({ customerId: id, name: z.string().nullable(), email: z.string().nullable() }),
    output: nothing,
  }),
  /**
   * A colleague writes down who a customer is. Payments with an address that they vouch for (`isEmailVerified`) are linked (docs/adr/0038).
   */
  'customers.change': command({
    principals: ['staff'],
    permission: 'customers.manage',
    place: 'core',
    repetition: 'receipt',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: z.strictObject({
      id,
      customerId: id,
      name: line(120).nullable(),
      email: email.nullable(),
      isEmailVerified: z.boolean(),
    }),
    output: nothing,
  }),
  'customers.get': query({
    principals: ['staff'],
    permission: 'customers.read',
    place: 'core',
    errors: ['NOT_FOUND'],
    input: z.strictObject({ customerId: id }),
    output: customer.extend({
      createdAt: instant,
      /** Whether a colleague vouches for the address; what a visitor types proves nothing. */
      isEmailVerified: z.boolean(),
      /** Newest first, at most 20. */
      conversations: z.array(
        z.object({ id, status: conversationStatus, createdAt: instant, activeAt: instant, preview: z.string() }),
      ),
    }),
  }),
  /** Everybody who has written, whoever was seen last first. */
  'customers.list': query({
    principals: ['staff'],
    permission: 'customers.read',
    place: 'core',
    reader: 'reports',
    errors: [],
    input: z.strictObject({
      /** Part of the name or the address. */
      text: text.max(200).optional(),
      /** The `next` of the page before. */
      after: place.optional(),
      limit: z.int().min(1).max(200).default(50),
    }),
    output: z.object({
      customers: z.array(
        customer.extend({
          /** Minor units by currency; null for whoever may not read payments. */
          paid: z.array(z.object({ currency, amount: z.int() })).nullable(),
        }),
      ),
      next: place.nullable(),
    }),
  }),
} as const;
