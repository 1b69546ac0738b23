import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { isBackupName } from './rotation.ts';

/** Whatever is being made lies here, in the data directory; a killed process may leave something behind. */
export const SCRATCH = 'scratch';

/** No backup takes longer, in milliseconds. */
const DAY_MS = 24 * 60 * 60_000;
const PART = '.part';

/** Tells whose it is: `backup-PID-`. */
export const scratchPrefix = (): string => `backup-${String(process.pid)}-`;

/** Whether a process that is not this one runs under that number. */
function isSomebodyElse(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function entriesOf(directory: string): Promise<readonly { readonly file: string; readonly changedAt: number }[]> {
  const names = await readdir(directory).catch(() => []);
  const found = names.map(async (name) => {
    const file = path.join(directory, name);
    const changedAt = await stat(file).then(
      ({ mtimeMs }) => mtimeMs,
      () => null,
    );
    return changedAt === null ? [] : [{ file, changedAt }];
  });
  return (await Promise.all(found)).flat();
}

async function sweepScratch(dataDirectory: string, now: number): Promise<void> {
  for (const { file, changedAt } of await entriesOf(path.join(dataDirectory, SCRATCH))) {
    const owner = /^backup-(\d+)-/.exec(path.basename(file))?.[1];
    // The number may have been given to another process since.
    const isUnderWay = owner !== undefined && isSomebodyElse(Number(owner)) && changedAt > now - DAY_MS;
    if (!isUnderWay) await rm(file, { recursive: true, force: true });
  }
}

/**
 * Removes what the backup that was to become `target` has left behind: whoever made it has been ended in the middle.
 * @param now UTC milliseconds.
 */
export async function sweepCalledOff(dataDirectory: string, target: string, now: number): Promise<void> {
  await rm(`${target}${PART}`, { force: true });
  await sweepScratch(dataDirectory, now);
}

/**
 * Removes what backups have left behind whose process was killed. Called before this process makes any; `npm run db -- backup` may be making
 * one beside it.
 * @param now UTC milliseconds.
 */
export async function sweep(dataDirectory: string, backupDirectory: string, now: number): Promise<void> {
  await sweepScratch(dataDirectory, now);
  for (const { file, changedAt } of await entriesOf(backupDirectory)) {
    const isPart = file.endsWith(PART) && isBackupName(path.basename(file, PART));
    if (isPart && changedAt <= now - DAY_MS) await rm(file, { force: true });
  }
}
