import { z } from 'zod';
import { command, query } from '#shared/wire/contract.ts';
import { id, line } from '#shared/wire/schemas.ts';

const label = line(40);
/** By name, each once. */
const labels = z.array(z.string());

/** What conversations are about, in the team's own words: by these, inbox and reports are told apart. */
export const labelsContract = {
  'chat.labels': query({
    principals: ['staff'],
    permission: 'chat.read',
    place: 'core',
    errors: ['NOT_FOUND'],
    input: z.strictObject({ conversationId: id }),
    output: z.object({
      labels,
      /** What other conversations are labelled with, for the choice; 500 at most. */
      known: labels,
    }),
  }),
  /** Replaces the labels of a conversation. Those that differ only by case are one. */
  'chat.setLabels': command({
    principals: ['staff'],
    permission: 'chat.write',
    place: 'core',
    repetition: 'receipt',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: z.strictObject({ id, conversationId: id, labels: z.array(label).max(10) }),
    output: z.object({ labels }),
  }),
} as const;
