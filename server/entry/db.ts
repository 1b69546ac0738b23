import { StartError } from '#server/storage/startError.ts';
import { migrate, rollback } from '#server/entry/db/migrations.ts';
import { readDbOptions, USAGE, UsageError, type DbOptions } from '#server/entry/db/options.ts';
import { status } from '#server/entry/db/status.ts';
import { verify } from '#server/entry/db/verifyJournal.ts';

/** @returns whether all is well. */
async function run({ command, directory, email }: DbOptions): Promise<boolean> {
  switch (command) {
    case 'status':
      return status(directory);
    case 'migrate':
      return migrate(directory);
    case 'rollback':
      return rollback(directory);
    case 'verify-journal':
      return verify(directory);
    case 'reset-password': {
      // The one command that needs the whole contract; the others start in half the time without.
      const { resetPassword } = await import('#server/entry/db/resetPassword.ts');
      return resetPassword(directory, email);
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
