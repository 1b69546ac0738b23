import path from 'node:path';
import { consolePath } from './consoleAddress.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** A file of the console's build, as a request may name it. */
export interface ConsoleFile {
  readonly path: string;
  readonly mediaType: string;
}

/**
 * The file below `root` that `address` names; `/` is index.html. `null` for anything that is not plainly a file of ours: another host,
 * a path that leaves the root (encoded or not), a hidden file, a type we do not ship.
 */
export function consoleFileFor(address: string, root: string): ConsoleFile | null {
  const encoded = consolePath(address);
  const name = encoded === null ? null : decodePath(encoded);
  if (name === null) return null;
  const relative = name === '/' ? 'index.html' : name.slice(1);
  const parts = relative.split('/');
  if (parts.some((part) => part === '' || part.startsWith('.'))) return null;
  const mediaType = MEDIA_TYPES[path.extname(relative)];
  if (mediaType === undefined) return null;
  return { path: path.join(root, ...parts), mediaType };
}

function decodePath(pathname: string): string | null {
  try {
    const name = decodeURIComponent(pathname);
    return /[\\\0:%]/.test(name) ? null : name;
  } catch {
    return null;
  }
}
