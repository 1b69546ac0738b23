import { z } from 'zod';
import { query } from '#shared/wire/contract.ts';
import { nothing } from '#shared/wire/schemas.ts';

export const databaseContract = {
  /** How large the database's files are, and what took longest in it since the server was started. */
  'monitoring.database': query({
    principals: ['staff'],
    permission: 'monitoring.manage',
    place: 'gateway',
    errors: [],
    http: { method: 'GET', path: '/api/v1/database' },
    input: nothing,
    output: z.object({
      databaseBytes: z.int().min(0),
      /** What is committed and not yet copied to the database. */
      logBytes: z.int().min(0),
      /** False where nothing is measured: then there are no operations. */
      isMeasured: z.boolean(),
      /** The twenty that took the most time in sum. Milliseconds. */
      operations: z.array(
        z.object({
          name: z.string(),
          count: z.int().min(0),
          totalMs: z.number().min(0),
          meanMs: z.number().min(0),
          slowestMs: z.number().min(0),
        }),
      ),
    }),
  }),
} as const;
