import { StartError } from '#server/storage/startError.ts';
import { compact } from '#server/entry/db/compact.ts';
import { migrate, rollback } from '#server/entry/db/migrations.ts';
import { readDbOptions, USAGE, UsageError, type DbOptions } from '#server/entry/db/options.ts';
import { status } from '#server/entry/db/status.ts';
import { verify } from '#server/entry/db/verifyJournal.ts';

/** @returns whether all is well. */
async function run({ command, directory, argument, isUnencrypted, keyFile, seed }: DbOptions): Promise<boolean> {
  switch (command) {
    case 'status':
      return status(directory);
    case 'migrate':
      return migrate(directory);
    case 'rollback':
      return rollback(directory);
    case 'verify-journal':
      return verify(directory);
    case 'compact':
      return compact(directory);
    case 'reset-password': {
      // What needs the whole contract or the cipher; the others start in half the time without.
      const { resetPassword } = await import('#server/entry/db/resetPassword.ts');
      return resetPassword(directory, argument);
    }
    case 'backup-key': {
      const { makeKey } = await import('#server/entry/db/backupKey.ts');
      return makeKey(directory);
    }
    case 'backup': {
      const { backup } = await import('#server/entry/db/backup.ts');
      return backup(directory, argument, isUnencrypted);
    }
    case 'restore': {
      const { restore } = await import('#server/entry/db/restore.ts');
      return restore(directory, argument, keyFile);
    }
    case 'seed': {
      const { seed: fill } = await import('#server/entry/db/seed.ts');
      return seed !== null && fill(directory, seed);
    }
  }
}

try {
  const ok = await run(readDbOptions(process.argv.slice(2)));
  process.exitCode = ok ? 0 : 1;
} catch (error) {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${USAGE}`);
    process.exitCode = 2;
  } else if (error instanceof StartError) {
    console.error(error.message);
    process.exitCode = 1;
  } else {
    throw error;
  }
}
