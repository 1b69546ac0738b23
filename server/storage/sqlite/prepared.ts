import type { Database, Statement as PreparedStatement } from 'better-sqlite3';
import { type Kysely, SqliteDialect } from 'kysely';
import type { Schema } from '#server/storage/schema.ts';
import { compileStatement, type Statement } from '#server/storage/statement.ts';

/** Kysely's queries kept prepared. Lists of varying length make new ones without end, so the oldest go. */
const MAXIMUM_PREPARED = 500;

interface Bound {
  readonly prepared: PreparedStatement;
  bind(args: object): unknown[];
}

/** Runs statements of the hot path, each prepared on first use. */
export function createRunner(database: Database, db: Kysely<Schema>) {
  const known = new Map<unknown, Bound>();

  function prepare<Args extends object, Row>(definition: Statement<Args, Row>): Bound {
    let bound = known.get(definition);
    if (bound === undefined) {
      const { sql, parameters } = compileStatement(db, definition);
      bound = {
        prepared: database.prepare(sql),
        bind: (args) => {
          const values = new Array<unknown>(parameters.length);
          for (const [index, parameter] of parameters.entries()) {
            values[index] =
              'name' in parameter ? (args as Record<string, unknown>)[parameter.name] : parameter.constant;
          }
          return values;
        },
      };
      known.set(definition, bound);
    }
    return bound;
  }

  return {
    run: <Args extends object, Row>(definition: Statement<Args, Row>, args: Args) => {
      const { prepared, bind } = prepare(definition);
      return prepared.all(bind(args)) as readonly Row[];
    },
    write: <Args extends object>(definition: Statement<Args, never>, args: Args) => {
      const { prepared, bind } = prepare(definition);
      return prepared.run(bind(args)).changes;
    },
  };
}

/** Kysely's dialect, which prepares a query each time it runs, over a database that remembers those it has met. */
export function createDialect(
  database: Database,
  onRun: (prepared: PreparedStatement) => void = () => undefined,
): SqliteDialect {
  const known = new Map<string, PreparedStatement>();
  return new SqliteDialect({
    database: {
      prepare: (sql) => {
        let prepared = known.get(sql);
        if (prepared === undefined) {
          prepared = database.prepare(sql);
          const [oldest] = known.keys();
          if (oldest !== undefined && known.size >= MAXIMUM_PREPARED) known.delete(oldest);
          known.set(sql, prepared);
        }
        onRun(prepared);
        return prepared;
      },
      close: () => {
        database.close();
      },
    },
  });
}
