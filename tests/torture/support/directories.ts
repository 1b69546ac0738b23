import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { openWorkspace } from '#server/openWorkspace.ts';

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
