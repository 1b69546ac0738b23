import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, ending in a separator. Every script runs there. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A file inside node_modules, to be run with our Node and not with whichever one its first line finds. */
export function binary(file: string): string {
  return path.join(ROOT, 'node_modules', file);
}
