import { seedDemo } from '#server/demo/seedDemo.ts';
import { migrations } from '#server/storage/migrations/index.ts';
import { openForWriting } from '#server/storage/sqlite/connection.ts';
import { lockDataDirectory, type DataDirectory } from '#server/storage/sqlite/dataDirectory.ts';
import { startFailure, storageFailure } from '#server/storage/sqlite/failure.ts';
import { migrateUp, migrationState, refuseNewer } from '#server/storage/sqlite/migrate.ts';
import { StartError } from '#server/storage/startError.ts';

export interface OpenWorkspace {
  readonly directory: DataDirectory;
  readonly isDemo: boolean;
  readonly isSetUp: boolean;
}

/**
 * Locks the data directory, brings its database up to date and, for a demo, fills it. Whether a workspace is a demo is decided
 * when it is made and marked for ever.
 * @throws StartError with the directory released and nothing changed.
 */
export async function openWorkspace(
  path: string,
  { isDemo, now, hasSandbox = false }: { isDemo: boolean; now: number; hasSandbox?: boolean },
): Promise<OpenWorkspace> {
  const directory = lockDataDirectory(path);
  try {
    const connection = openForWriting(directory.databaseFile);
    try {
      refuseNewer(migrationState(connection.raw, migrations));
      await migrateUp(connection.raw, migrations, now);
      const find = () => connection.unit.db.selectFrom('workspace').select('isDemo').executeTakeFirst();
      const found = await find();
      if (isDemo && found?.isDemo === 0) {
        throw new StartError(
          `${directory.path} holds a real workspace. A demo needs a data directory of its own: choose another with --data.`,
        );
      }
      if (isDemo && found === undefined) await seedDemo(connection, { now, asksForMoney: hasSandbox });
      const workspace = await find();
      return { directory, isDemo: workspace?.isDemo === 1, isSetUp: workspace !== undefined };
    } finally {
      connection.close();
    }
  } catch (error) {
    directory.release();
    throw storageFailure(error) === undefined ? error : startFailure(directory.databaseFile, error);
  }
}
