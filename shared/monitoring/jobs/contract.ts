import { z } from 'zod';
import { command, query } from '#shared/wire/contract.ts';
import { id, instant, nothing } from '#shared/wire/schemas.ts';
import { businessFigures, queueFigures } from '#shared/monitoring/figures.ts';
import { QUEUES } from '#shared/monitoring/queues.ts';
import { DISCARD_REASONS } from './reasons.ts';

const queue = z.enum(QUEUES);
/** Ours, or Stripe's: what it is about, with its kind before it where only both name it. */
const jobId = z.string().min(1).max(200);

/** One piece of work, as it is shown. */
export const job = z.object({
  id: jobId,
  /** What it is about, in the list's own words: the type of an event, the kind of an object, the state of a refund, what a notification is of. */
  kind: z.string(),
  /** Where it goes, as that is called: a browser, or a webhook; null where there is only one place. */
  target: z.string().nullable(),
  state: z.enum(['waiting', 'retrying', 'dead']),
  attempts: z.int().min(0),
  since: instant,
  /** When it is tried next; null when it is its turn already, and for the dead. */
  nextAt: instant.nullable(),
  /** In words; null when nothing has failed. */
  lastError: z.string().nullable(),
  /** The object it is about, by which other screens find it; null when there is none. */
  subject: z.object({ kind: z.enum(['payment', 'stripeEvent', 'dispute', 'conversation']), id: z.string() }).nullable(),
  /** What can be done with it. */
  deeds: z.array(z.enum(['retry', 'discard'])),
});
export type Job = z.infer<typeof job>;

export const jobsContract = {
  /** The lists of work there are, and how each stands. */
  'monitoring.jobQueues': query({
    principals: ['staff'],
    permission: 'monitoring.manage',
    place: 'core',
    errors: [],
    http: { method: 'GET', path: '/api/v1/job-queues' },
    input: nothing,
    output: z.object({ queues: z.array(queueFigures.extend({ queue, canDiscard: z.boolean() })) }),
  }),
  /** What waits in one of them, the dead ones first. */
  'monitoring.jobs': query({
    principals: ['staff'],
    permission: 'monitoring.manage',
    place: 'core',
    errors: [],
    input: z.strictObject({
      queue,
      state: z.enum(['all', 'waiting', 'dead']).default('all'),
      limit: z.int().min(1).max(200).default(100),
    }),
    output: z.object({ jobs: z.array(job) }),
  }),
  /** Tries a piece of work again now, from the beginning. CONFLICT where nothing could take it. */
  'monitoring.retryJob': command({
    principals: ['staff'],
    permission: 'monitoring.manage',
    place: 'core',
    repetition: 'receipt',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: z.strictObject({ id, queue, jobId }),
    output: nothing,
  }),
  /** Lets go of a piece of work that was given up, or that waits for what is not there. */
  'monitoring.discardJob': command({
    principals: ['staff'],
    permission: 'monitoring.manage',
    place: 'core',
    repetition: 'receipt',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: z.strictObject({ id, queue, jobId, reason: z.enum(DISCARD_REASONS) }),
    output: nothing,
  }),
  /** How everything stands, for the metrics. */
  'monitoring.figures': query({
    principals: ['system'],
    permission: null,
    place: 'core',
    errors: [],
    input: nothing,
    output: z.object({
      business: businessFigures,
      queues: z.array(queueFigures.extend({ queue })),
    }),
  }),
} as const;
