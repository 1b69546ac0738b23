import { z } from 'zod';
import { conversationStatus } from '#shared/chat/contract.ts';
import { query } from '#shared/wire/contract.ts';
import { id, instant } from '#shared/wire/schemas.ts';

export const customersContract = {
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
