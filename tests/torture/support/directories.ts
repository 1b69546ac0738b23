import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openWorkspace } from '#server/openWorkspace.ts';

/** An empty directory that is removed when `using` ends. */
export function temporaryDirectory(): { readonly path: string } & Disposable {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'optimaliq-'));
  return {
    path: directory,
    [Symbol.dispose]: () => {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Makes the demo workspace in `directory`, as `serve --demo` does, and leaves it closed. */
export async function makeDemo(directory: string): Promise<void> {
  const { directory: open } = await openWorkspace(directory, { isDemo: true, now: Date.now() });
  open.release();
}

/** Tells whether the bytes of a closed database are still the same. */
export function fingerprint(directory: string): string {
  return createHash('sha256')
    .update(readFileSync(path.join(directory, 'workspace.db')))
    .digest('hex');
}
