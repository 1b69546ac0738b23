import { Worker } from 'node:worker_threads';
import type { Verification, WalkProgress } from '#server/audit/outside.ts';
import type { JournalVerdict } from '#server/journal/verify.ts';
import type { FromVerifyThread, VerifyThreadTask } from './verifyThread.ts';

/**
 * Walks the journal on a thread of its own, which ends with it.
 * @param entry core/thread.ts, or its bundle.
 * @returns a verdict that is refused with an Error when the thread fails or is stopped.
 */
export function startVerify(
  entry: URL,
  verify: VerifyThreadTask,
  onProgress: (progress: WalkProgress) => void,
): Verification {
  const worker = new Worker(entry, { workerData: { verify } });
  const verdict = new Promise<JournalVerdict>((resolve, reject) => {
    worker.on('message', (message: FromVerifyThread) => {
      if ('progress' in message) onProgress(message.progress);
      else resolve(message.verdict);
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      reject(new Error('the thread that verifies the journal ended too early'));
    });
  });
  return { verdict, stop: () => void worker.terminate() };
}
