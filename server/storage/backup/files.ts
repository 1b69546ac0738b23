import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { open, readdir, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';

/** A file of a backup: `name` inside the container, with `/`; `path` where it lies. */
export interface PlacedFile {
  readonly name: string;
  readonly path: string;
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** Reads the file whole. */
export async function describeFile(name: string, file: string): Promise<PlacedFile> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { name, path: file, size, sha256: hash.digest('hex') };
}

/** Every file below `directory`, which need not exist. */
export async function describeFolder(name: string, directory: string): Promise<readonly PlacedFile[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return [];
    throw cause;
  });
  const found: PlacedFile[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    found.push(await describeFile(`${name}/${path.relative(directory, file).split(path.sep).join('/')}`, file));
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Written between two syncs, a few milliseconds of the disk's. */
export const PIECE_BYTES = 256 * 1024;
const RESTS = 9;
const LONGEST_REST_MS = 100;
/** Who has written to the database within so many milliseconds goes first. */
const BUSY_MS = 1_000;

/** Milliseconds to rest after a piece took so many. */
export type Pace = (ms: number) => number;

/**
 * Beside a server that comes first: most of the time the disk and the processors are its writer's. While nobody writes there is nobody to wait for.
 * @param database its file, whose write-ahead log tells when somebody wrote.
 */
export function besideWriterOf(database: string): Pace {
  return (ms) => {
    const log = statSync(`${database}-wal`, { throwIfNoEntry: false });
    const isBusy = log !== undefined && log.size > 0 && Date.now() - log.mtimeMs < BUSY_MS;
    return isBusy ? Math.min(LONGEST_REST_MS, RESTS * ms) : 0;
  };
}

/**
 * Writes all of `content` so that it survives a power cut; at a pace in pieces that go to the disk by themselves, each followed by a rest: a
 * sync of the writer's would otherwise wait until the whole file is there.
 * @param pace null with the disk to oneself.
 */
export async function writeInPieces(
  handle: FileHandle,
  content: AsyncIterable<Uint8Array>,
  pace: Pace | null,
): Promise<void> {
  let unsynced = 0;
  let before = performance.now();
  for await (const chunk of content) {
    await handle.writeFile(chunk);
    unsynced += chunk.length;
    if (pace === null || unsynced < PIECE_BYTES) continue;
    await handle.datasync();
    await rest(pace(performance.now() - before));
    unsynced = 0;
    before = performance.now();
  }
  await handle.sync();
}

/** Makes what was written to a file or a directory survive a power cut. */
export async function syncToDisk(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
