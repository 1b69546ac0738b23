import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { xdgLoginItem } from '#electron/main/loginItem.ts';
import { makeTemporaryDirectory, type TemporaryDirectory } from '#tests/support/temporaryDirectory.ts';

let home: TemporaryDirectory;
beforeEach(() => {
  home = makeTemporaryDirectory();
});
afterEach(() => home.remove());

const COMMAND = ['/opt/OptimaliQ Console/console', '--data', '/home/mara/Ma"ra\'s $shop `50%` \\ more', '--hidden'];
const folder = () => path.join(home.path, 'config', 'autostart');
const file = () => path.join(folder(), 'optimaliq-console.desktop');
const givenItem = (command: readonly string[] = COMMAND) => xdgLoginItem(path.join(home.path, 'config'), command);

/** Reads an Exec line as the Desktop Entry specification says: first the escapes of a string, then the quotes, then the field codes. */
function argumentsOf(entry: string): string[] {
  const line = /^Exec=(.*)$/m.exec(entry)?.[1] ?? '';
  const unescaped = line.replaceAll(/\\([sntr\\])/g, (_, sign: string) => (sign === '\\' ? '\\' : `<${sign}>`));
  return [...unescaped.matchAll(/"((?:\\.|[^"\\])*)"(?: |$)/g)].map(([, quoted = '']) =>
    quoted.replaceAll(/\\(["`$\\])/g, '$1').replaceAll('%%', '%'),
  );
}

describe('starting at login, on Linux', () => {
  it('is off until it is set, and leaves nothing behind when it is taken back', () => {
    const item = givenItem();
    expect(item.isOn()).toBe(false);
    item.set(true);
    expect(item.isOn()).toBe(true);
    expect(readdirSync(folder())).toEqual(['optimaliq-console.desktop']);
    item.set(false);
    item.set(false);
    expect(item.isOn()).toBe(false);
    expect(readdirSync(folder())).toEqual([]);
  });

  it('starts the same program with the same arguments, whatever signs a path holds', () => {
    givenItem().set(true);
    const entry = readFileSync(file(), 'utf8');
    expect(argumentsOf(entry)).toEqual(COMMAND);
    expect(entry).toMatch(/^\[Desktop Entry\]\nType=Application\nName=OptimaliQ Console\n/);
    expect(entry.split('\n').filter((line) => line.startsWith('Exec='))).toHaveLength(1);
    expect(statSync(file()).mode & 0o777).toBe(0o644);
  });

  it('is for another program or data once it is set by that', () => {
    givenItem(['/old']).set(true);
    givenItem(['/new', '--demo']).set(true);
    expect(argumentsOf(readFileSync(file(), 'utf8'))).toEqual(['/new', '--demo']);
  });

  it.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])(
    'is off when the desktop’s own list of startup programs says %s',
    (line) => {
      mkdirSync(folder(), { recursive: true });
      writeFileSync(file(), `[Desktop Entry]\nType=Application\nExec="/opt/console"\n${line}\n`);
      expect(givenItem().isOn()).toBe(false);
      givenItem().set(true);
      expect(givenItem().isOn()).toBe(true);
    },
  );

  it('says so when it cannot be written', () => {
    writeFileSync(path.join(home.path, 'config'), 'a file where the directory should be');
    expect(() => givenItem().set(true)).toThrow();
    expect(givenItem().isOn()).toBe(false);
  });
});
