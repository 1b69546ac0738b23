import type { CommandLine } from './commandLine.ts';

export interface RunningProgram {
  /** The program that runs now. */
  readonly executable: string;
  /** The app's folder, where the program is Electron itself and must be told; `null` in a packaged app. */
  readonly appDirectory: string | null;
  /** Where the AppImage that was started lies: what runs now is unpacked from it and gone by the next start. */
  readonly appImage: string | undefined;
}

/** How to start this app again at login: the same program on the same data, hidden. */
export function launchCommand(program: RunningProgram, { dataDirectory, isDemo }: CommandLine): string[] {
  return [
    program.appImage ?? program.executable,
    ...(program.appDirectory === null ? [] : [program.appDirectory]),
    ...(dataDirectory === null ? [] : ['--data', dataDirectory]),
    ...(isDemo ? ['--demo'] : []),
    '--hidden',
  ];
}
