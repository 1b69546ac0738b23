import type { Database, Statement as PreparedStatement } from 'better-sqlite3';
import { type Kysely, SqliteDialect } from 'kysely';
import type { Schema } from '#server/storage/schema.ts';
import { compileStatement, type CompiledStatement, type Statement } from '#server/storage/statement.ts';

/** Kysely's queries kept prepared. Lists of varying length make new ones without end, so the oldest go. */
const MAXIMUM_PREPARED = 500;

interface Bound {
  readonly prepared: PreparedStatement;
  bind(args: object): unknown[];
}

/** Lays out a statement's values in the order of its parameters. */
function createBinder(parameters: CompiledStatement['parameters']): (args: object) => unknown[] {
  const names = parameters.map((parameter) => ('name' in parameter ? parameter.name : undefined));
  const constants = parameters.map((parameter) => ('name' in parameter ? undefined : parameter.constant));
  return (args) => {
    const values = constants.slice();
    for (let index = 0; index < names.length; index += 1) {
      const name = names[index];
      if (name !== undefined) values[index] = (args as Record<string, unknown>)[name];
    }
    return values;
  };
}

/** Runs statements of the hot path, each prepared on first use. */
export function createRunner(database: Database, db: Kysely<Schema>) {
  // Weak: what is combined at run time can be forgotten by whoever made it.
  const known = new WeakMap<object, Bound>();

  function prepare<Args extends object, Row>(definition: Statement<Args, Row>): Bound {
    let bound = known.get(definition);
    if (bound === undefined) {
      const { sql, parameters } = compileStatement(db, definition);
      bound = { prepared: database.prepare(sql), bind: createBinder(parameters) };
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
