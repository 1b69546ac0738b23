import { existsSync } from 'node:fs';
import { downloadElectron, installedElectron, testRuntime } from '#scripts/support/electron.ts';

export interface ElectronBinary {
  readonly path: string;
  readonly origin: string;
}

function find(): ElectronBinary {
  const installed = installedElectron();
  if (installed !== null) return { path: installed, origin: 'installed' };
  const downloaded = downloadElectron();
  if (downloaded !== null) return { path: downloaded, origin: 'downloaded' };
  return { path: testRuntime(), origin: 'test runtime' };
}

/**
 * The Electron that the tests drive: the installed one, else Electron's own download, else the test runtime; prints which.
 * `npm test` finds it once and names it in OPTIMALIQ_TEST_ELECTRON, so that not every test file tries the download.
 */
export function electronBinary(): ElectronBinary {
  const found = process.env['OPTIMALIQ_TEST_ELECTRON'];
  const binary = found !== undefined && existsSync(found) ? { path: found, origin: 'found by npm test' } : find();
  console.log(`Electron for the tests: ${binary.origin} (${binary.path})`);
  return binary;
}
