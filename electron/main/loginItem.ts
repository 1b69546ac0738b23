import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Whether the app starts when the person logs in; the operating system's own record is the truth. */
export interface LoginItem {
  isOn(): boolean;
  /** @throws Error of the file system when it cannot be written. */
  set(isOn: boolean): void;
}

/** The specification's own word, and GNOME's. */
const SWITCHED_OFF = /^(?:Hidden=true|X-GNOME-Autostart-enabled=false)\s*$/m;

/**
 * An entry of the XDG autostart specification, which every Linux desktop reads, written and removed by the app.
 * `command` is the program and its arguments; one that somebody switched off by hand, or that their
 * desktop's list of startup programs did, counts as off.
 */
export function xdgLoginItem(configDirectory: string, command: readonly string[]): LoginItem {
  const file = path.join(configDirectory, 'autostart', 'optimaliq-console.desktop');
  return {
    isOn() {
      try {
        return !SWITCHED_OFF.test(readFileSync(file, 'utf8'));
      } catch {
        return false;
      }
    },
    set(isOn) {
      if (!isOn) {
        rmSync(file, { force: true });
        return;
      }
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, entryFor(command), { mode: 0o644 });
    },
  };
}

function entryFor(command: readonly string[]): string {
  const lines = [
    '[Desktop Entry]',
    'Type=Application',
    'Name=OptimaliQ Console',
    'Comment=Starts in the background when you log in',
    `Exec=${command.map(quote).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
  ];
  return `${lines.join('\n')}\n`;
}

/** As the Desktop Entry specification asks: quoted for its Exec key, backslashes once more for the string, `%` doubled. */
function quote(argument: string): string {
  const forExec = argument.replaceAll(/["`$\\]/g, (sign) => `\\${sign}`);
  return `"${forExec.replaceAll('\\', '\\\\').replaceAll('%', '%%')}"`;
}
