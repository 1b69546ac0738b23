import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDERS = ['electron', 'renderer', 'server', 'shared'];
const FILES = [
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'vite.widget.config.ts',
  'tsconfig.base.json',
];

/** A hash of everything that the build reads below `root`. Contents, not times: a checkout or a copy changes times at will. */
export function sourceFingerprint(root: string): string {
  const hash = createHash('sha256');
  const inFolders = FOLDERS.filter((folder) => existsSync(path.join(root, folder))).flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
      .sort(),
  );
  for (const file of [...FILES.filter((file) => existsSync(path.join(root, file))), ...inFolders]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}
