import { HUB_PROGRAM } from '#scripts/support/hubProgram.ts';
import { hasDisplay } from '#scripts/support/display.ts';
import { downloadElectron, installedElectron, sandboxArguments, testRuntime } from '#scripts/support/electron.ts';
import { handOver } from '#scripts/setup/handOver.mjs';
import { binary } from '#scripts/support/paths.ts';

/** The desktop app, built anew at each change (the window itself shows the last build); without a display or Electron, the server started anew at each change. */
const electron = hasDisplay() ? (installedElectron() ?? downloadElectron()) : null;
const program = electron ?? (hasDisplay() && process.env['OPTIMALIQ_TEST_RUNTIME'] === '1' ? testRuntime() : null);

if (program === null) {
  console.log('No window can open here, so the server runs with demo data and starts anew at each change.');
  handOver(process.execPath, ['--watch', ...HUB_PROGRAM, '--demo', ...process.argv.slice(2)]);
} else {
  handOver(
    process.execPath,
    [binary('electron-vite/bin/electron-vite.js'), 'dev', '--watch', '--', ...sandboxArguments()],
    {
      ELECTRON_EXEC_PATH: program,
    },
  );
}
