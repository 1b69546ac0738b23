import { z } from 'zod';
import { command, query } from '#shared/wire/contract.ts';
import { instant, nothing } from '#shared/wire/schemas.ts';

/** The services outside that the server calls. */
export const SERVICES = ['stripe'] as const;
const service = z.enum(SERVICES);

const failure = z.object({ at: instant, message: z.string() });

export const servicesContract = {
  /** How the services outside have answered since the server was started. */
  'monitoring.services': query({
    principals: ['staff'],
    permission: 'monitoring.manage',
    place: 'gateway',
    errors: [],
    http: { method: 'GET', path: '/api/v1/services' },
    input: nothing,
    output: z.object({
      services: z.array(
        z.object({
          service,
          /** `off`: not connected. `unknown`: not called yet. */
          state: z.enum(['off', 'unknown', 'ok', 'failing']),
          calls: z.int().min(0),
          failures: z.int().min(0),
          /** Of the last hundred calls, in milliseconds; null before the first. */
          medianMs: z.number().min(0).nullable(),
          slowestMs: z.number().min(0).nullable(),
          lastAnswerAt: instant.nullable(),
          /** The last failure, in words, also when it has answered since. */
          lastFailure: failure.nullable(),
        }),
      ),
    }),
  }),
  /** Asks a service something harmless now. */
  'monitoring.testService': command({
    principals: ['staff'],
    permission: 'monitoring.manage',
    place: 'gateway',
    repetition: 'none',
    errors: ['CONFLICT'],
    input: z.strictObject({ service }),
    output: z.object({
      isOk: z.boolean(),
      tookMs: z.number().min(0),
      /** What went wrong, in words; null when it answered. */
      failure: z.string().nullable(),
    }),
  }),
} as const;
