import { z } from 'zod';
import { command, event, query } from '#shared/wire/contract.ts';
import { id, nothing } from '#shared/wire/schemas.ts';

/** What a person has chosen to be. It holds on all their devices until they choose again. */
export const availability = z.enum(['online', 'away', 'offline']);
export type Availability = z.infer<typeof availability>;

/**
 * What others see: the choice, where it is borne out. `away` is also who chose online and touches none of their devices, `offline`
 * also who has no line.
 */
const presence = z.enum(['online', 'away', 'offline']);
export type Presence = z.infer<typeof presence>;

const personsPresence = z.object({ accountId: id, presence });

/** Topic `presence` of the feed: it is fleeting, so a resume of it always says to read the state anew. */
export const staffPresenceContract = {
  /** Chooses for the caller, everywhere and until chosen again. */
  'accounts.setAvailability': command({
    principals: ['staff'],
    permission: null,
    place: 'core',
    repetition: 'none',
    errors: [],
    input: z.strictObject({ availability }),
    output: z.object({ availability }),
  }),
  /** Whether somebody is at this device. Holds for ACTIVITY_LASTS_MS (shared/wire/activity.ts); a line that never says so counts as idle. */
  'accounts.activity': command({
    principals: ['staff'],
    permission: null,
    place: 'gateway',
    repetition: 'none',
    errors: [],
    input: z.strictObject({ active: z.boolean() }),
    output: nothing,
  }),
  'accounts.presence': query({
    principals: ['staff'],
    permission: null,
    place: 'gateway',
    errors: [],
    input: nothing,
    output: z.object({
      /** The caller's own choice. */
      own: availability,
      /** Everybody who is not offline. */
      people: z.array(personsPresence),
      /** False just after a start of the server: whoever is missing may only not have come back yet. */
      isSettled: z.boolean(),
    }),
  }),
  /** What everybody has chosen; who never did is online. */
  'accounts.availabilities': query({
    principals: ['system'],
    permission: null,
    place: 'core',
    errors: [],
    input: nothing,
    output: z.object({ choices: z.array(z.object({ accountId: id, availability })) }),
  }),
  /** On `presence`. */
  'accounts.presenceChanged': event({ audience: ['staff'], fleeting: true, data: personsPresence }),
  /** On `presence`: whoever has not come back since the server's start is offline. */
  'accounts.presenceSettled': event({ audience: ['staff'], fleeting: true, data: nothing }),
} as const;
