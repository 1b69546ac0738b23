import { z } from 'zod';
import { MAXIMUM_PAGE } from '#shared/chat/limits.ts';
import { command, event, query } from '#shared/wire/contract.ts';
import { id, instant, nothing } from '#shared/wire/schemas.ts';

/** A customer at a conversation, on any of their pages. `since`: when it became so. */
export const visitorPresence = z.object({ conversationId: id, presence: z.enum(['active', 'away']), since: instant });
export type VisitorPresence = z.infer<typeof visitorPresence>;

/** Whether anybody who may answer is there; null just after a start of the server, when it cannot be known yet. */
const someoneIsHere = z.boolean().nullable();

export const chatPresenceContract = {
  'chat.availability': query({
    principals: ['visitor'],
    permission: null,
    place: 'gateway',
    errors: [],
    input: nothing,
    output: z.object({ someoneIsHere }),
  }),
  /** Whether the customer is at this page. Holds for ACTIVITY_LASTS_MS (shared/wire/activity.ts); a page that never says so is nobody's presence. */
  'chat.activity': command({
    principals: ['visitor'],
    permission: null,
    place: 'gateway',
    repetition: 'none',
    errors: ['NOT_FOUND'],
    input: z.strictObject({ conversationId: id, active: z.boolean() }),
    output: nothing,
  }),
  /** Those of the conversations whose customer was seen since the server started. */
  'chat.visitorPresence': query({
    principals: ['staff'],
    permission: 'chat.read',
    place: 'gateway',
    errors: [],
    input: z.strictObject({ conversationIds: z.array(id).max(MAXIMUM_PAGE) }),
    output: z.object({ visitors: z.array(visitorPresence) }),
  }),
  /** On `availability`, which is fleeting like `presence`. */
  'chat.availabilityChanged': event({ audience: ['visitor'], fleeting: true, data: z.object({ someoneIsHere }) }),
  /** On `presence`. */
  'chat.visitorPresenceChanged': event({ audience: ['staff'], fleeting: true, data: visitorPresence }),
} as const;
