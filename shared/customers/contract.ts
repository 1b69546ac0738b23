import { z } from 'zod';
import { conversationStatus } from '#shared/chat/contract.ts';
import { command, query } from '#shared/wire/contract.ts';
import { id, instant, nothing } from '#shared/wire/schemas.ts';

export const customersContract = {
  /** Writes down who a customer is. */
  'customers.describe': command({
    principals: ['system'],
    permission: null,
    place: 'core',
    repetition: 'none',
    errors: ['NOT_FOUND'],
    input: z.strictObject({ customerId: id, name: z.string().nullable(), email: z.string().nullable() }),
    output: nothing,
  }),
  'customers.get': query({
    principals: ['staff'],
    permission: 'customers.read',
    place: 'core',
    errors: ['NOT_FOUND'],
    input: z.strictObject({ customerId: id }),
    output: z.object({
      id,
      name: z.string().nullable(),
      email: z.string().nullable(),
      createdAt: instant,
      /** Newest first, at most 20. */
      conversations: z.array(
        z.object({ id, status: conversationStatus, createdAt: instant, activeAt: instant, preview: z.string() }),
      ),
    }),
  }),
} as const;
