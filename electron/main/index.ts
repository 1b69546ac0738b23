import path from 'node:path';
import { app, Menu } from 'electron';
import { startDesktop } from './desktop.ts';
import { readCommandLine } from './commandLine.ts';
import { registerConsoleScheme } from './consoleProtocol.ts';
import { directoriesFor } from './directories.ts';

const commandLine = readCommandLine(process.argv.slice(1), process.env, process.cwd());
const directories = directoriesFor(app.getPath('userData'), commandLine.dataDirectory);

// Before the app is ready: the lock below is kept in this directory, and so is everything Chromium writes.
app.setPath('userData', directories.profile);
registerConsoleScheme();
Menu.setApplicationMenu(null);

if (app.requestSingleInstanceLock()) {
  const out = path.dirname(import.meta.dirname);
  void app.whenReady().then(() => {
    startDesktop({
      commandLine,
      directories,
      files: {
        preload: path.join(out, 'preload', 'index.cjs'),
        renderer: path.join(out, 'renderer'),
        serverEntry: path.join(out, 'server', 'utility.mjs'),
      },
    });
  });
} else {
  app.quit();
}
