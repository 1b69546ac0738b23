import { v7 as uuidv7 } from 'uuid';
import type { ParsedInputOf } from '#shared/contract.ts';
import { createWriter } from '#server/core/writer.ts';
import { features } from '#server/features.ts';
import { openForWriting } from '#server/storage/sqlite/connection.ts';
import { databaseFileIn } from '#server/storage/sqlite/dataDirectory.ts';
import { writeMigratedDatabase } from './migratedDatabase.ts';
import { makePeople, type PeopleIds } from './people.ts';

export const SITE_KEY = 'shop';

export interface WorkspaceOptions {
  readonly now: number;
  /** Pages that may show the site's widget; none given means any. */
  readonly allowedOrigins?: readonly string[];
}

/** What the command that makes a workspace takes. */
export const workspaceInput = (
  changes: Partial<ParsedInputOf<'accounts.createWorkspace'>> = {},
): ParsedInputOf<'accounts.createWorkspace'> => ({
  id: uuidv7(),
  name: 'The Shop',
  locale: 'en',
  timeZone: 'UTC',
  isDemo: false,
  siteKey: SITE_KEY,
  siteTheme: {},
  people: [],
  ...changes,
});

/** Sets a workspace up in an empty data directory, through the real command. There is no operation yet that adds people or edits a site. */
export async function makeWorkspace(
  dataDirectory: string,
  { now, allowedOrigins = [] }: WorkspaceOptions,
): Promise<PeopleIds> {
  const { ids, people } = await makePeople();
  const file = databaseFileIn(dataDirectory);
  await writeMigratedDatabase(file);
  const connection = openForWriting(file, { synchronous: 'NORMAL' });
  try {
    const execute = await createWriter({ connection, commands: features.commands, clock: () => now });
    const input = workspaceInput({ people });
    const { results } = await execute([
      {
        name: 'accounts.createWorkspace',
        input,
        principal: { kind: 'system' },
        correlationId: uuidv7(),
        origin: null,
      },
    ]);
    if (results[0]?.ok !== true) throw new Error(`the workspace could not be made: ${JSON.stringify(results)}`);
    await connection.unit.db
      .updateTable('site')
      .set({ allowedOriginsJson: JSON.stringify(allowedOrigins) })
      .execute();
  } finally {
    connection.close();
  }
  return ids;
}
