import { Worker } from 'node:worker_threads';
import type { BackupStep, MadeBackup } from '#server/storage/backup/makeBackup.ts';
import type { BackupThreadTask, FromBackupThread } from './backupThread.ts';

/**
 * Makes a backup on a thread of its own, which ends with it.
 * @param entry core/thread.ts, or its bundle.
 * @param signal ends the thread wherever it stands: what it leaves is for the caller to sweep away.
 * @throws Error that says why none was made.
 */
export function startBackup(
  entry: URL,
  backup: BackupThreadTask,
  onStep: (step: BackupStep, done: number, total: number) => void,
  signal: AbortSignal,
): Promise<MadeBackup> {
  signal.throwIfAborted();
  const worker = new Worker(entry, { workerData: { backup } });
  const end = (): void => void worker.terminate();
  signal.addEventListener('abort', end);
  return new Promise((resolve, reject) => {
    let made: MadeBackup | undefined;
    let failure = 'the backup’s thread ended too early';
    worker.on('message', (message: FromBackupThread) => {
      if ('step' in message) onStep(message.step, message.done, message.total);
      else if ('made' in message) ({ made } = message);
      else ({ failure } = message);
    });
    worker.on('error', (error) => {
      failure = String(error);
    });
    worker.on('exit', () => {
      signal.removeEventListener('abort', end);
      if (made === undefined) reject(new Error(failure));
      else resolve(made);
    });
  });
}
