import { v7 as uuidv7 } from 'uuid';
import type { CommandName, OutputOf, ParsedInputOf } from '#shared/contract.ts';
import type { Principal } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';
import { createWriter } from '#server/core/writer.ts';
import { features } from '#server/features.ts';
import type { WriteConnection } from '#server/storage/unitOfWork.ts';

/** One command of a story, with the time it is said to have happened, in UTC milliseconds. */
export interface Told {
  readonly name: CommandName;
  readonly input: unknown;
  readonly principal: Principal;
  readonly at: number;
}

/** Ids carry the time of the story, so that they sort as it went. */
export const idAt = (at: number): string => uuidv7({ msecs: at });

export function told<Name extends CommandName>(
  name: Name,
  input: ParsedInputOf<Name>,
  principal: Principal,
  at: number,
): Told {
  return { name, input, principal, at };
}

export interface Narrator {
  /** Runs commands in one transaction. @throws AppError for the first that fails; the story is then over. */
  tellAll(commands: readonly Told[]): Promise<void>;
  /** Runs one. @returns its answer. */
  tell<Name extends CommandName>(
    name: Name,
    input: ParsedInputOf<Name>,
    principal: Principal,
    at: number,
  ): Promise<OutputOf<Name>>;
}

/** Tells what never happened through the same use cases and journal as what does. */
export async function createNarrator(connection: WriteConnection): Promise<Narrator> {
  let times: readonly number[] = [];
  let next = 0;
  const clock = (): number => {
    const at = times[next] ?? times.at(-1) ?? 0;
    next += 1;
    return at;
  };
  const execute = await createWriter({ connection, commands: features.commands, clock });

  async function run(commands: readonly Told[]): Promise<readonly unknown[]> {
    times = commands.map(({ at }) => at);
    next = 0;
    const { results } = await execute(
      commands.map(({ at, ...command }) => ({ ...command, correlationId: idAt(at), origin: null })),
    );
    return commands.map(({ name }, index) => {
      const result = results[index];
      if (result?.ok === true) return result.value;
      const error = result?.error ?? { code: 'INTERNAL', message: 'no answer' };
      throw AppError.fromWire({
        ...error,
        message: `the story could not be told: ${name}: ${error.message} ${result?.cause ?? ''}`,
      });
    });
  }

  return {
    tellAll: async (commands) => {
      await run(commands);
    },
    tell: async (name, input, principal, at) => {
      const [value] = await run([{ name, input, principal, at }]);
      return value as OutputOf<typeof name>;
    },
  };
}

/** The connection with a transaction around it all: what the writer takes for transactions are savepoints in it. */
export function withinTransaction(connection: WriteConnection): WriteConnection {
  return {
    ...connection,
    begin: connection.savepoint,
    commit: connection.releaseSavepoint,
    rollback: connection.rollbackToSavepoint,
  };
}
