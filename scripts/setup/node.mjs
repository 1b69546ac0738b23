import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const NEEDED_MAJOR = 24;
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The file that the `node` package installs: a Node of the version that package.json names. */
export function projectNode(root = ROOT) {
  return path.join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

function versionOf(file) {
  if (!existsSync(file)) return null;
  try {
    return execFileSync(file, ['--version'], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
}

const isNewEnough = (version) => version !== null && Number(version.slice(1).split('.')[0]) >= NEEDED_MAJOR;

/** A Node that can run the product: the project's own, else the one that runs this; else a sentence that says what to do. */
export function findNode(root = ROOT, running = { path: process.execPath, version: process.version }) {
  const own = projectNode(root);
  if (isNewEnough(versionOf(own))) return { path: own, sentence: null };
  if (isNewEnough(running.version)) return { path: running.path, sentence: null };
  return {
    path: null,
    sentence:
      `OptimaliQ Console needs Node ${NEEDED_MAJOR} or newer. This is Node ${running.version.slice(1)} (${running.path}), and ` +
      `the project's own copy is missing: run \`npm ci\`, or install Node ${NEEDED_MAJOR} from nodejs.org.`,
  };
}
