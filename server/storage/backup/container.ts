import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { extract, pack, type Pack } from 'tar-stream';
import { writeInPieces, type Pace, type PlacedFile } from './files.ts';
import { MANIFEST_NAME, readManifest, type Manifest } from './manifest.ts';

/** Adds one entry; resolves when the reader has taken it. */
async function addFile(archive: Pack, { name, path, size }: PlacedFile, mtime: Date): Promise<void> {
  const { promise: taken, resolve, reject } = Promise.withResolvers<undefined>();
  const entry = archive.entry({ name, size, mtime, mode: 0o600 }, (error) => {
    if (error) reject(error);
    else resolve(undefined);
  });
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    if (entry.write(chunk)) continue;
    await new Promise<void>((drained) => {
      entry.once('drain', () => {
        drained();
      });
    });
  }
  entry.end(undefined);
  await taken;
}

/** A tar of the manifest and then the files, so that any tar program reads it. */
export function packed(manifest: Manifest, files: readonly PlacedFile[]): ReadableStream<Uint8Array> {
  const archive = pack();
  const mtime = new Date(manifest.madeAt);
  const fill = async (): Promise<void> => {
    archive.entry({ name: MANIFEST_NAME, mtime, mode: 0o600 }, `${JSON.stringify(manifest, null, 2)}\n`);
    for (const file of files) await addFile(archive, file, mtime);
    archive.finalize();
  };
  fill().catch((error: unknown) => {
    archive.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return Readable.toWeb(Readable.from(archive)) as ReadableStream<Uint8Array>;
}

/**
 * Unpacks what `packed` made.
 * @param placeOf where a file goes; its directory exists.
 * @param pace null with the disk to oneself.
 * @throws when it is not such a container or ends too early; StartError when its format is newer.
 */
export async function unpack(
  container: ReadableStream<Uint8Array>,
  placeOf: (name: string) => Promise<string>,
  pace: Pace | null,
): Promise<Manifest> {
  const archive = extract();
  const source = Readable.from(container);
  source.on('error', (error) => archive.destroy(error));
  source.pipe(archive);
  let manifest: Manifest | undefined;
  const expected = new Set<string>();
  for await (const entry of archive) {
    const { name } = entry.header;
    if (manifest === undefined) {
      if (name !== MANIFEST_NAME) throw new Error('it has no manifest');
      const parts: Buffer[] = [];
      for await (const part of entry as AsyncIterable<Buffer>) parts.push(part);
      manifest = readManifest(Buffer.concat(parts).toString());
      for (const file of manifest.files) expected.add(file.name);
      continue;
    }
    if (!expected.delete(name)) throw new Error(`${name} does not belong in it`);
    const handle = await open(await placeOf(name), 'wx', 0o600);
    try {
      await writeInPieces(handle, entry as AsyncIterable<Buffer>, pace);
    } finally {
      await handle.close();
    }
  }
  if (manifest === undefined) throw new Error('it is empty');
  const [missing] = expected;
  if (missing !== undefined) throw new Error(`${missing} is missing`);
  return manifest;
}
