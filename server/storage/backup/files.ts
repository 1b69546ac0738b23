import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
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
const RESTS = 3;
const LONGEST_REST_MS = 50;

/** Milliseconds of rest after a piece took so many: most of the time the disk, and the processor, are the writer's. */
export const restAfter = (ms: number): number => Math.min(LONGEST_REST_MS, RESTS * ms);

/** How files are written: with the disk to oneself, or beside a server that comes first. */
export type Pace = 'alone' | 'beside';

/**
 * Writes all of `content` so that it survives a power cut; beside others in pieces that go to the disk by themselves, each followed by a rest: a
 * sync of the writer's would otherwise wait until the whole file is there.
 */
export async function writeInPieces(handle: FileHandle, content: AsyncIterable<Uint8Array>, pace: Pace): Promise<void> {
  let unsynced = 0;
  let before = performance.now();
  for await (const chunk of content) {
    await handle.writeFile(chunk);
    unsynced += chunk.length;
    if (pace === 'alone' || unsynced < PIECE_BYTES) continue;
    await handle.datasync();
    await rest(restAfter(performance.now() - before));
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
