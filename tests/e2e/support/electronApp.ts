import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, errors as playwrightErrors, type ElectronApplication, type Page } from 'playwright';
import type { NativeBridge } from '#shared/native.ts';
import { sandboxArguments } from '#scripts/support/electron.ts';
import { ROOT } from '#scripts/support/paths.ts';
import { watchPages } from '#tests/e2e/support/watchedPages.ts';
import { electronBinary } from '#tests/support/electronBinary.ts';

export interface DesktopOptions {
  /** Where everything of this start lives; a new temporary folder, removed by `close`, when not given. */
  readonly home?: string;
  /** `data` in `home` when not given. */
  readonly dataDirectory?: string;
  /** `--demo` and the like. */
  readonly parameters?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** The folder with the app's package.json. */
  readonly appDirectory?: string;
}

/** `other`: Chromium's own helpers (zygotes, the network service). */
export type ProcessRole = 'main' | 'renderer' | 'server' | 'gpu' | 'other';

export interface AppProcess {
  readonly pid: number;
  readonly role: ProcessRole;
  /** Resident memory, shared pages included, in kilobytes. */
  readonly kilobytes: number;
}

export interface Desktop {
  readonly app: ElectronApplication;
  /** The console's window, loaded. */
  readonly window: Page;
  readonly home: string;
  readonly dataDirectory: string;
  /** Errors of the page and of its console so far; a test that provokes some takes them out. */
  readonly errors: string[];
  /** What the server process tells the window: `http://127.0.0.1:PORT`. Waits for it to run. */
  serverAddress(): Promise<string>;
  /** Process ids of the server processes there are now. */
  serverPids(): number[];
  /** All processes of the app as they are now. */
  processes(): AppProcess[];
  close(): Promise<void>;
}

/** A test whose demo sells something says so. */
const NOTHING_SOLD = { OPTIMALIQ_DEMO_TRADE: 'none' };

/** No session bus: a test shows its notifications and tray icons to nobody who works at this computer, and none is started for it. */
const NOBODYS_DESKTOP = { DBUS_SESSION_BUS_ADDRESS: 'disabled:' };

/** The command line that starts the app in `home`: for Playwright, and for tests that start it a second time. */
export function desktopCommand(
  home: string,
  options: DesktopOptions = {},
): { command: string; args: string[]; env: Record<string, string> } {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    command: electronBinary().path,
    args: [
      ...sandboxArguments(),
      options.appDirectory ?? ROOT,
      `--user-data-dir=${path.join(home, 'profile')}`,
      '--data',
      options.dataDirectory ?? path.join(home, 'data'),
      ...(options.parameters ?? []),
    ],
    env: {
      ...Object.fromEntries(inherited),
      ...NOBODYS_DESKTOP,
      ...NOTHING_SOLD,
      OPTIMALIQ_PORT: '0',
      ...options.environment,
    },
  };
}

type Launch = NonNullable<Parameters<typeof _electron.launch>[0]>;

interface Opened {
  readonly app: ElectronApplication;
  readonly window: Page;
  readonly errors: string[];
}

/** Each step waits for `timeout` milliseconds at most. */
async function openOnce(launch: Launch, timeout: number): Promise<Opened> {
  // Without `null` Playwright pretends a light theme, whatever the app chose.
  const app = await _electron.launch({ ...launch, colorScheme: null, timeout });
  try {
    const window = await app.firstWindow({ timeout });
    const errors: string[] = [];
    window.on('pageerror', (error) => errors.push(error.message));
    window.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await window.waitForLoadState('load', { timeout });
    return { app, window, errors };
  } catch (error) {
    const child = app.process();
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await ended;
    throw error;
  }
}

/**
 * Once in some thousand launches on a busy machine Playwright is joined to Electron's debuggers, or to a window's, and then waits for ever (seen
 * with 1.65.1). Such an app is ended; another is launched, once, and the log tells of it.
 */
async function open(launch: Launch): Promise<Opened> {
  try {
    return await openOnce(launch, 30_000);
  } catch (error) {
    if (!(error instanceof playwrightErrors.TimeoutError)) throw error;
    console.warn(`Playwright did not get hold of Electron, which is launched again: ${error.message}`);
    return openOnce(launch, 60_000);
  }
}

/** Starts the built app (out/) in a real Electron, on data of its own. */
export async function launchDesktop(options: DesktopOptions = {}): Promise<Desktop> {
  const home = options.home ?? mkdtempSync(path.join(tmpdir(), 'optimaliq-desktop-'));
  const { command, args, env } = desktopCommand(home, options);
  const { app, window, errors } = await open({ executablePath: command, args, env });
  watchPages(app);
  return {
    app,
    window,
    home,
    dataDirectory: options.dataDirectory ?? path.join(home, 'data'),
    errors,
    async serverAddress() {
      const handle = await window.waitForFunction(() => {
        const state = (globalThis as { optimaliq?: NativeBridge }).optimaliq?.serverState();
        return state?.state === 'running' ? state.address : null;
      });
      return (await handle.jsonValue()) ?? '';
    },
    serverPids: () => processesOf(app.process().pid).flatMap(({ role, pid }) => (role === 'server' ? [pid] : [])),
    processes: () => processesOf(app.process().pid),
    async close() {
      const child = app.process();
      const isRunning = child.exitCode === null && child.signalCode === null;
      const ended = isRunning ? new Promise((resolve) => child.once('exit', resolve)) : undefined;
      await app.close();
      // Until it has ended it holds the profile, and the next start on it would only tell it to come to the front.
      await ended;
      if (options.home === undefined) rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The server is a utility process of Node's kind, or the test runtime's stand-in for one. */
function roleOf(command: string, isRoot: boolean): ProcessRole {
  if (isRoot) return 'main';
  if (command.includes('node.mojom.NodeService') || command.includes('utility.mjs')) return 'server';
  if (command.includes('--type=renderer')) return 'renderer';
  return command.includes('--type=gpu-process') ? 'gpu' : 'other';
}

/** The process `root` and all its descendants. */
function processesOf(root: number | undefined): AppProcess[] {
  const rows = execFileSync('ps', ['-Ao', 'pid=,ppid=,rss=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line);
      if (match === null) return [];
      const [pid, parent, kilobytes] = match.slice(1, 4).map(Number) as [number, number, number];
      return [{ pid, parent, kilobytes, command: match[4] ?? '' }];
    });
  const parents = new Map(rows.map((row) => [row.pid, row.parent]));
  const isOurs = (pid: number | undefined): boolean => pid !== undefined && (pid === root || isOurs(parents.get(pid)));
  return rows
    .filter(({ pid }) => isOurs(pid))
    .map(({ pid, kilobytes, command }) => ({ pid, kilobytes, role: roleOf(command, pid === root) }));
}
