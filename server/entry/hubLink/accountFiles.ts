import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { removeFile } from '#server/storage/link/openFile.ts';
import { openOutboxStore, type OutboxStore } from '#server/storage/link/outboxStore.ts';
import { openSeenStore, type SeenStore } from '#server/storage/link/seenStore.ts';

/** What is kept for one account at one hub. */
export interface AccountFiles {
  readonly accountId: string;
  readonly seen: SeenStore;
  readonly outbox: OutboxStore;
  close(): void;
}

const seenFile = (directory: string, accountId: string): string => path.join(directory, accountId, 'seen.db');

/** Opens one account's files and removes what other accounts have seen; what they wrote and could not send stays for them. */
export function openAccountFiles(directory: string, accountId: string): AccountFiles {
  removeSeen(directory, accountId);
  const seen = openSeenStore(seenFile(directory, accountId));
  const outbox = openOutboxStore(path.join(directory, accountId, 'outbox.db'));
  return {
    accountId,
    seen,
    outbox,
    close: () => {
      seen.close();
      outbox.close();
    },
  };
}

/** Removes what was seen by everybody but `except`. */
export function removeSeen(directory: string, except: string | null): void {
  if (!existsSync(directory)) return;
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    if (entry.isDirectory() && entry.name !== except) removeFile(seenFile(directory, entry.name));
  }
}
