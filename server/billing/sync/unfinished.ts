import { sql } from 'kysely';
import type { ReadableDatabase } from '#server/storage/schema.ts';

/** Events that were not processed yet, or were given up: said just as their index says it, or all events that there ever were would be read for it. */
export const unfinishedEvents = (db: ReadableDatabase) =>
  db.selectFrom('stripe_event').where(
    'state',
    'in',
    (['waiting', 'dead'] as const).map((state) => sql.lit(state)),
  );
