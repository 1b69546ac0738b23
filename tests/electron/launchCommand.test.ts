import { describe, expect, it } from 'vitest';
import { readCommandLine } from '#electron/main/commandLine.ts';
import { launchCommand, type RunningProgram } from '#electron/main/launchCommand.ts';

const PACKAGED: RunningProgram = { executable: '/opt/console/console', appDirectory: null, appImage: undefined };
const startedWith = (...argv: string[]) => readCommandLine(argv, {}, '/home/mara');

describe('the command that starts the app at login', () => {
  it('is the program, hidden', () => {
    expect(launchCommand(PACKAGED, startedWith())).toEqual(['/opt/console/console', '--hidden']);
  });

  it('is for the same data, by a path that holds from any directory', () => {
    expect(launchCommand(PACKAGED, startedWith('--data', 'shop', '--demo'))).toEqual([
      '/opt/console/console',
      '--data',
      '/home/mara/shop',
      '--demo',
      '--hidden',
    ]);
  });

  it('names the AppImage, not what was unpacked from it for this run', () => {
    const program = { ...PACKAGED, executable: '/tmp/.mount_x/console', appImage: '/home/mara/Console.AppImage' };
    expect(launchCommand(program, startedWith())[0]).toBe('/home/mara/Console.AppImage');
  });

  it('tells Electron which app, where the program is Electron itself', () => {
    const program = { ...PACKAGED, executable: '/usr/bin/electron', appDirectory: '/src/console' };
    expect(launchCommand(program, startedWith()).slice(0, 2)).toEqual(['/usr/bin/electron', '/src/console']);
  });

  it('is understood by the app that it starts', () => {
    const asked = startedWith('--data=/srv/shop data', '--demo');
    const [, ...argv] = launchCommand(PACKAGED, asked);
    expect(readCommandLine(argv, {}, '/')).toEqual({ ...asked, isHidden: true });
  });
});
