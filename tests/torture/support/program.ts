import { spawn, type ChildProcess } from 'node:child_process';
import { ROOT } from '#scripts/support/paths.ts';

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  /** Written to its standard input, which is then closed. */
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Gathers what a child writes, and resolves when it has ended. */
export function ended(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

/** Runs a program to its end. */
export function run(
  command: string,
  args: readonly string[],
  { input, environment = {} }: RunOptions = {},
): Promise<Ended> {
  const child = spawn(command, args, { cwd: ROOT, stdio: 'pipe', env: { ...process.env, ...environment } });
  const end = ended(child);
  // Who does not read its input may have ended before it was written.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  return end;
}

/** The command line of one of our own entries. */
export const entry = (
  file: string,
  ...args: readonly string[]
): readonly [command: string, args: readonly string[]] => [process.execPath, [file, ...args]];

/** The same command line on a terminal of its own (`script` of util-linux makes one). */
export function onTerminal(
  command: string,
  args: readonly string[],
): readonly [command: string, args: readonly string[]] {
  const quoted = [command, ...args].map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`);
  return ['script', ['-qec', quoted.join(' '), '/dev/null']];
}
