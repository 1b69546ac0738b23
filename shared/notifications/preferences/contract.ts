import { z } from 'zod';
import { channel, kind, staff } from '#shared/notifications/contract.ts';
import { ABILITIES } from '#shared/notifications/kinds.ts';
import { command, query } from '#shared/wire/contract.ts';
import { id, instant, nothing } from '#shared/wire/schemas.ts';

const minuteOfDay = z.int().min(0).max(1_439);

export const quietHours = z.strictObject({
  isOn: z.boolean(),
  /** Minutes after midnight at this person's place; from later than to goes over midnight. */
  from: minuteOfDay,
  to: minuteOfDay,
  timeZone: z.string().min(1).max(64),
  /** Days on which they begin, 0 is Sunday. */
  days: z.array(z.int().min(0).max(6)).max(7),
  /** What is urgent is told all the same. */
  urgentThrough: z.boolean(),
});
export type QuietHours = z.infer<typeof quietHours>;

const choice = z.object({ kind, channel, isOn: z.boolean() });

/** By which channels somebody hears of what, and when. */
export const preferencesContract = {
  /** What the caller has chosen, whole: every kind that they can be told of as things are set now, by every channel. */
  'notifications.preferences': query({
    ...staff,
    place: 'core',
    errors: [],
    input: nothing,
    output: z.object({
      choices: z.array(choice),
      quietHours,
      devices: z.array(
        z.object({
          id,
          name: z.string(),
          form: z.enum(['desktop', 'browser']),
          ability: z.enum(ABILITIES),
          hasPush: z.boolean(),
          seenAt: instant,
        }),
      ),
      /** E-mails that wait for a provider. */
      waitingForEmail: z.int(),
    }),
  }),
  'notifications.choose': command({
    ...staff,
    place: 'core',
    repetition: 'none',
    errors: [],
    input: z.strictObject({ kind, channel, isOn: z.boolean() }),
    output: nothing,
  }),
  'notifications.setQuietHours': command({
    ...staff,
    place: 'core',
    repetition: 'none',
    errors: [],
    input: quietHours,
    output: nothing,
  }),
} as const;
