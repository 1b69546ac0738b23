import type { CompiledQuery, Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** Stands for the value of an argument while a statement is compiled. */
const MARK = '\u0001argument:';

/** Makes the placeholder of the argument `name`, typed as the column it stands for. */
export type Argument<Args> = <Name extends keyof Args & string>(name: Name) => Args[Name];

/**
 * A query of the hot path: built once with Kysely, then run with other arguments without being built again.
 * Declared beside the use case, compiled by each connection on first use.
 */
export interface Statement<Args extends object, Row> {
  readonly build: (db: Kysely<Schema>, argument: Argument<Args>) => { compile(): CompiledQuery<Row> };
}

export function statement<Args extends object, Row = never>(
  build: (db: Kysely<Schema>, argument: Argument<Args>) => { compile(): CompiledQuery<Row> },
): Statement<Args, Row> {
  return { build };
}

/** A compiled statement: its SQL and, for each `?`, the argument's name or the constant that stands there. */
export interface CompiledStatement {
  readonly sql: string;
  readonly parameters: readonly ({ readonly name: string } | { readonly constant: unknown })[];
}

export function compileStatement<Args extends object, Row>(
  db: Kysely<Schema>,
  { build }: Statement<Args, Row>,
): CompiledStatement {
  // The placeholder claims the argument's type; only the compiler below ever sees it.
  const argument = ((name: string) => MARK + name) as unknown as Argument<Args>;
  const { sql, parameters } = build(db, argument).compile();
  return {
    sql,
    parameters: parameters.map((value) =>
      typeof value === 'string' && value.startsWith(MARK) ? { name: value.slice(MARK.length) } : { constant: value },
    ),
  };
}
