import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectNode, ROOT } from './node.mjs';

const read = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/**
 * Whether node_modules holds what package-lock.json asks for. npm writes node_modules/.package-lock.json when an install has
 * finished, so an interrupted one does not count. Optional packages of other platforms are missing by design.
 */
export function packagesAreCurrent(root = ROOT) {
  const stamp = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(stamp) || !existsSync(projectNode(root))) return false;
  try {
    const installed = read(stamp);
    return Object.entries(read(path.join(root, 'package-lock.json'))).every(([place, wanted]) => {
      if (place === '') return true;
      const found = installed[place];
      return found === undefined ? wanted.optional === true : found.version === wanted.version;
    });
  } catch {
    return false;
  }
}

/** Runs `npm ci` when needed. What npm says is shown only when it fails. */
export function installPackages(root = ROOT) {
  if (packagesAreCurrent(root)) return { ok: true, sentence: null };
  console.log('Installing packages (npm ci) ...');
  // The npm that runs us is npm_execpath; outside npm it is the one on PATH.
  const npm = process.env.npm_execpath;
  const [command, before] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const result = spawnSync(command, [...before, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    encoding: 'utf8',
    shell: command === 'npm' && process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (result.status === 0 && existsSync(projectNode(root))) return { ok: true, sentence: null };
  const said = [result.stdout, result.stderr, result.error?.message].filter(Boolean).join('\n').trim();
  return { ok: false, sentence: `${said}\nnpm ci did not succeed: see above, then try again.` };
}
