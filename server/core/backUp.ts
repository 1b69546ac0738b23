import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { verifyJournal, wordsForFault } from '#server/journal/verify.ts';
import { makeBackup, type BackupStep, type BackupTask, type MadeBackup } from '#server/storage/backup/makeBackup.ts';
import { superfluous, type Keep } from '#server/storage/backup/rotation.ts';
import { openForReading } from '#server/storage/sqlite/connection.ts';

export interface BackupOrder extends BackupTask {
  /** Null keeps every backup. */
  readonly keep: Keep | null;
}

export type FromBackup =
  | { readonly step: BackupStep; readonly done: number; readonly total: number }
  | { readonly made: MadeBackup }
  | { readonly failure: string };

/** Walks the journal of the restored copy. @throws when it is broken. */
export async function examineJournal(databaseFile: string): Promise<void> {
  const { unit, close } = openForReading(databaseFile);
  try {
    const { fault } = await verifyJournal(unit.db);
    if (fault !== null) throw new Error(`the journal is broken: ${wordsForFault(fault)}`);
  } finally {
    close();
  }
}

async function rotate(directory: string, keep: Keep): Promise<void> {
  for (const name of superfluous(await readdir(directory), keep)) await rm(path.join(directory, name), { force: true });
}

/** Makes a backup and lets go of those that are no longer needed; older ones stay when it fails. */
export async function backUp(task: BackupOrder, tell: (message: FromBackup) => void): Promise<void> {
  try {
    const made = await makeBackup(task, {
      onStep: (step, done, total) => tell({ step, done, total }),
      examine: examineJournal,
    });
    if (task.keep !== null) await rotate(path.dirname(task.target), task.keep);
    tell({ made });
  } catch (error) {
    tell({ failure: error instanceof Error ? error.message : String(error) });
  }
}
