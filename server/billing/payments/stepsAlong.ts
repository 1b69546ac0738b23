import { sql, type RawBuilder } from 'kysely';

/** `step (value)`: the values of an indexed column of payments, each found by one step along the index, and null last. */
export const stepsAlong = (column: 'currency' | 'brand'): RawBuilder<unknown> => sql`step (value) AS (
  SELECT min(${sql.ref(column)}) FROM payment
  UNION ALL SELECT (SELECT min(${sql.ref(column)}) FROM payment WHERE ${sql.ref(column)} > step.value) FROM step WHERE step.value IS NOT NULL
)`;
