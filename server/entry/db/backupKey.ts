import { newBackupKey } from '#server/storage/backup/key.ts';
import { writing } from './openDatabase.ts';
import { refusePending, runCommand } from './runCommand.ts';

/** Makes the key for the backups from now on: the workspace keeps the half that encrypts, the admin the half that opens. */
export function makeKey(directory: string): Promise<boolean> {
  return writing(directory, async (connection) => {
    refusePending(connection);
    const { identity, recipient } = await newBackupKey();
    const input = { recipient, accountId: null };
    await runCommand(connection, 'monitoring.recordBackupKey', input, 'The key was not kept');
    console.log(identity);
    console.error(
      'This key opens the backups made from now on. It is stored nowhere else: keep it safe and away from this computer.',
    );
    return true;
  });
}
