import { v7 as uuidv7 } from 'uuid';
import type { CommandName, OutputOf, ParsedInputOf } from '#shared/contract.ts';
import { createWriter } from '#server/core/writer.ts';
import { features } from '#server/features.ts';
import { migrations } from '#server/storage/migrations/index.ts';
import { migrationState } from '#server/storage/sqlite/migrate.ts';
import { StartError } from '#server/storage/startError.ts';
import type { writing } from './openDatabase.ts';

type Writing = Parameters<Parameters<typeof writing>[1]>[0];

/** @throws StartError while migrations are pending. */
export function refusePending({ raw }: Writing): void {
  if (migrationState(raw, migrations).pending.length > 0) {
    throw new StartError('Migrations are pending. Run first: npm run db -- migrate --data DIR');
  }
}

/**
 * Runs one command of the system on a workspace that nobody serves, by the same road as everything else.
 * @param failed what was not done, as the beginning of a sentence.
 * @throws StartError when it fails.
 */
export async function runCommand<Name extends CommandName>(
  connection: Writing,
  name: Name,
  input: ParsedInputOf<Name>,
  failed: string,
): Promise<OutputOf<Name>> {
  const execute = await createWriter({ connection, commands: features.commands, clock: Date.now });
  const { results } = await execute([
    { name, input, principal: { kind: 'system' }, correlationId: uuidv7(), origin: null },
  ]);
  const [result] = results;
  if (result?.ok !== true) {
    throw new StartError(`${failed}: ${result?.error.message ?? 'the core gave no answer'}`, { cause: result?.cause });
  }
  return result.value as OutputOf<Name>;
}
