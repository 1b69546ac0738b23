import { utimesSync } from 'node:fs';

/** What a file system says that takes no writes any more. */
const STOPPED: ReadonlySet<string> = new Set(['EROFS', 'EIO']);

/**
 * Changes the file's times, which a file system that has stopped writing refuses. ext4 gives up its journal some milliseconds before it says
 * so, and a sync that falls between is answered as if it had reached the disk (Linux 6.18: jbd2_complete_transaction finds the transaction
 * neither running nor committing). A sync is therefore believed when a change after it is still taken. A few microseconds; by its path, because
 * closing another descriptor of the file would end SQLite's locks.
 * @throws Error with the code that SQLite would have given.
 */
export function proveWritable(file: string, touch: typeof utimesSync = utimesSync): void {
  const now = Date.now() / 1_000;
  try {
    touch(file, now, now);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    // A file that was removed is somebody else's matter: what the process holds of it is kept.
    if (!STOPPED.has(code)) return;
    throw Object.assign(new Error('the disk stopped taking writes', { cause }), { code: 'SQLITE_IOERR_FSYNC' });
  }
}
