import { sql, type RawBuilder } from 'kysely';

/** `step (value)`: the values of a column by which a table is indexed, each found by one step along that index, and null last. */
export function stepsAlong(column: string, table: 'payment' | 'refund_entry' = 'payment'): RawBuilder<unknown> {
  const least = sql`SELECT min(${sql.ref(column)}) FROM ${sql.table(table)}`;
  return sql`step (value) AS (
  ${least}
  UNION ALL SELECT (${least} WHERE ${sql.ref(column)} > step.value) FROM step WHERE step.value IS NOT NULL
)`;
}
