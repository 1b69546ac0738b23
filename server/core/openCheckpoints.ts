import { openCheckpointer } from '#server/storage/sqlite/checkpoint.ts';
import type { CoreOptions, CoreRoom } from './openCore.ts';

/** Opens what copies the write-ahead log beside the writer; it runs no operations. */
export function openCheckpoints({ databaseFile }: CoreOptions): CoreRoom {
  const { copy, close } = openCheckpointer(databaseFile);
  return {
    execute: () => Promise.reject(new TypeError('the checkpointer runs no operations')),
    checkpoint: copy,
    close,
  };
}
