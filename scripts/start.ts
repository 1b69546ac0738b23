import { build } from '#scripts/build.ts';
import { HUB_PROGRAM } from '#scripts/support/hubProgram.ts';
import { hasDisplay } from '#scripts/support/display.ts';
import { downloadElectron, installedElectron, sandboxArguments, testRuntime } from '#scripts/support/electron.ts';
import { handOver } from '#scripts/setup/handOver.mjs';

const args = process.argv.slice(2);

function findElectron(): string | null {
  const installed = installedElectron();
  if (installed !== null) return installed;
  if (process.env['OPTIMALIQ_TEST_RUNTIME'] === '1') return testRuntime();
  console.log('Downloading Electron ...');
  return downloadElectron();
}

function serveDemo(why: string): void {
  console.log(`${why}, so the console is served to your browser instead, with demo data.`);
  handOver(process.execPath, [...HUB_PROGRAM, '--demo', ...args]);
}

function openWindow(electron: string): void {
  const sandbox = sandboxArguments();
  if (sandbox.length > 0) console.log('Running as root: Electron is started with --no-sandbox.');
  handOver(electron, ['.', ...sandbox, ...args]);
}

if (!(await build({ onlyIfStale: true }))) process.exit(1);
if (hasDisplay()) {
  const electron = findElectron();
  if (electron === null) serveDemo('The Electron program is not installed and could not be downloaded');
  else openWindow(electron);
} else {
  serveDemo('There is no display for a window');
}
