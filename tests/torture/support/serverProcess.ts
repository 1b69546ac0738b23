import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { HUB_NODE_OPTIONS } from '#scripts/support/hubProgram.ts';
import { ROOT } from '#scripts/support/paths.ts';
import type { Random } from '#server/demo/random.ts';
import { ended, entry, type Ended } from './program.ts';

const FIRST_PORT = 15_000;
const PORTS = 17_000;
/** Longest a start may take on a busy machine, in milliseconds. */
const START_WITHIN_MS = 60_000;

export interface ServerProcessOptions {
  readonly dataDirectory: string;
  /** 0 takes a free one. */
  readonly port?: number;
  readonly writer?: 'worker' | 'inline';
  readonly demo?: boolean;
  /** More of the command line. */
  readonly words?: readonly string[];
  /** The program to run; the real headless entry unless a test needs another. */
  readonly program?: string;
  /** Put before the command line, e.g. `strace ...`. */
  readonly under?: readonly string[];
  /** More of its environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A real server in a process of its own. */
export interface ServerProcess {
  readonly address: string;
  readonly pid: number;
  /** What it has printed so far. */
  printed(): string;
  signal(signal: NodeJS.Signals): void;
  readonly end: Promise<Ended>;
}

/** Numbers that no test reaches; the limiter itself is always on. */
const MANY = { count: 1_000_000, perMs: 10_000 };
const LIMITS = JSON.stringify({ message: MANY, calls: MANY, signIn: MANY, connectionsPerAddress: 20_000 });

/** Starts a server and waits until it accepts. @throws Error with what it printed when it does not come up. */
export async function startServerProcess(options: ServerProcessOptions): Promise<ServerProcess> {
  const {
    dataDirectory,
    port = 0,
    writer = 'worker',
    demo = false,
    program = 'server/entry/headless.ts',
    under = [],
    words: more = [],
    environment = {},
  } = options;
  const [node, words] = entry(
    program,
    '--port',
    String(port),
    '--data',
    dataDirectory,
    ...(demo ? ['--demo'] : []),
    ...more,
  );
  const [command = node, ...args] = [...under, node, ...HUB_NODE_OPTIONS, ...words];
  const child = spawn(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      OPTIMALIQ_LIMITS: LIMITS,
      OPTIMALIQ_WRITER: writer,
      OPTIMALIQ_LOG_LEVEL: 'error',
      OPTIMALIQ_DEMO_TRADE: 'none',
      ...environment,
    },
  });
  const end = ended(child);
  let printed = '';
  const address = await new Promise<string>((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the server did not start within ${START_WITHIN_MS} ms`));
    }, START_WITHIN_MS);
    child.stdout.on('data', (chunk: string) => {
      printed += chunk;
      const ready = /^ready (https?:\/\/\S+)$/m.exec(printed)?.[1];
      if (ready === undefined) return;
      clearTimeout(late);
      resolve(ready);
    });
    end.then(
      ({ code, stdout, stderr }) =>
        reject(new Error(`the server ended with ${String(code)} instead of starting:\n${stdout}${stderr}`)),
      reject,
    );
  });
  return { address, pid: child.pid ?? 0, end, printed: () => printed, signal: (signal) => void child.kill(signal) };
}

/**
 * A port that is free now and below those that the system gives to outgoing connections: while the server is down its clients keep trying,
 * and one of them might otherwise be given the very port, or be connected to itself.
 */
export async function freeFixedPort(random: Random): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    // Two processes with the same seed must not choose the same port: one would answer while the other's server is down.
    const port = FIRST_PORT + ((random.between(0, PORTS - 1) + process.pid * 97) % PORTS);
    const probe = createServer().listen(port, '127.0.0.1');
    const free = await Promise.race([
      once(probe, 'listening').then(() => true),
      once(probe, 'error').then(() => false),
    ]).catch(() => false);
    await new Promise((resolve) => probe.close(resolve));
    if (free) return port;
  }
  throw new Error('no port is free');
}
