import path from 'node:path';

/** What a start of the desktop app was asked for. `null` means: not said. */
export interface CommandLine {
  /** Absolute path of the workspace's data directory. */
  readonly dataDirectory: string | null;
  /** Preferred port of the server on the loopback address; 0 lets the system choose. */
  readonly port: number | null;
  readonly isDemo: boolean;
  /** Started at login: the window stays hidden where a tray can bring it up. */
  readonly isHidden: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads `--data DIR`, `--demo`, `--hidden`, OPTIMALIQ_DATA and OPTIMALIQ_PORT; an argument wins over the environment.
 * Relative directories count from `workingDirectory`. Unknown arguments belong to Chromium and are passed over.
 */
export function readCommandLine(
  argv: readonly string[],
  environment: Environment,
  workingDirectory: string,
): CommandLine {
  const directory = valueOf(argv, '--data') ?? environment['OPTIMALIQ_DATA'];
  return {
    dataDirectory: directory === undefined || directory === '' ? null : path.resolve(workingDirectory, directory),
    port: readPort(environment['OPTIMALIQ_PORT']),
    isDemo: argv.includes('--demo'),
    isHidden: argv.includes('--hidden'),
  };
}

function valueOf(argv: readonly string[], name: string): string | undefined {
  const at = argv.findIndex((argument) => argument === name || argument.startsWith(`${name}=`));
  const argument = argv[at];
  if (argument === undefined) return undefined;
  return argument === name ? argv[at + 1] : argument.slice(name.length + 1);
}

function readPort(text: string | undefined): number | null {
  if (text === undefined || !/^\d{1,5}$/.test(text)) return null;
  const port = Number(text);
  return port <= 65_535 ? port : null;
}
