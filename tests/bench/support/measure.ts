import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { HUB_PROGRAM } from '#scripts/support/hubProgram.ts';
import { ROOT } from '#scripts/support/paths.ts';
import { DEMO_SIGN_INS } from '#server/demo/people.ts';
import { prepareBackups, type BackingUp } from './prepareBackups.ts';
import { compareRestored, type Compared } from './compareRestored.ts';
import { cpuSeconds } from './cpuSeconds.ts';
import type { GeneratorResult, GeneratorTask } from './generator.ts';

export interface Measurement extends GeneratorResult {
  /** Processor seconds of the server, all its threads, per second. */
  readonly serverCpu: number;
  /** The longest delay of the server's event loop, in milliseconds. */
  readonly loopDelay: number;
  /** With `backUp`: each backup that was made meanwhile, restored and compared. */
  readonly backups?: readonly Compared[];
}

export type Kind = GeneratorTask['kind'];
export type Load = Pick<GeneratorTask, 'visitors' | 'consoles' | 'seconds' | 'window' | 'rate' | 'slice'>;

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

interface Server {
  readonly child: ChildProcess;
  readonly port: number;
}

/** The product with its limits raised, never switched off: one generator stands for a thousand people. */
const LIMITS = JSON.stringify({
  message: { count: 1_000_000, perMs: 10_000 },
  calls: { count: 1_000_000, perMs: 10_000 },
  connectionsPerAddress: 100_000,
});

function startServer(kind: Kind, data: string, environment: Readonly<Record<string, string>>): Promise<Server> {
  const args = kind !== 'product' ? [here(`./${kind}.ts`)] : [...HUB_PROGRAM, '--demo', '--port', '0', '--data', data];
  const child = spawn(process.execPath, ['--import', here('./loopDelay.ts'), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: {
      ...process.env,
      OPTIMALIQ_LIMITS: LIMITS,
      OPTIMALIQ_LOG_LEVEL: 'warn',
      OPTIMALIQ_DEMO_TRADE: 'none',
      ...environment,
    },
  });
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const ready = /^ready http:\/\/127\.0\.0\.1:(\d+)$/m.exec(output);
      if (ready !== null) resolve({ child, port: Number(ready[1]) });
    });
    child.once('exit', (code) => {
      reject(new Error(`the ${kind} ended with code ${String(code)} before it was ready`));
    });
  });
}

async function signIn(port: number): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${String(port)}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'support@demo.test', password: DEMO_SIGN_INS.password }),
  });
  return ((await response.json()) as { token: string }).token;
}

async function loopDelayOf(child: ChildProcess): Promise<number> {
  child.send({});
  const [{ loopDelay }] = (await once(child, 'message')) as [{ loopDelay: number }];
  return loopDelay;
}

type FromGenerator = { opened: true } | { measuring: true } | { measured: true } | { result: GeneratorResult };

export interface MeasureOptions {
  /** Backups are made meanwhile, one after the other. */
  readonly backUp?: boolean;
  /** The product's data directory, which stays; without one it is a fresh demo's. */
  readonly data?: string;
  /** More of the server's environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Begins with the load, and goes on until what it resolves with is called. `measuring` resolves when the measurement begins. */
  readonly beside?: (port: number, measuring: Promise<undefined>) => Promise<() => Promise<void>>;
}

/** A server, and how to put load on it: from a second process, one load after the other. */
export interface LoadedServer {
  load(load: Load, options?: Pick<MeasureOptions, 'backUp' | 'beside'>): Promise<Measurement>;
  close(): Promise<void>;
}

/** Compares what a backup holds with what there was; rotation keeps the newest of a day. */
async function compareAll({ identity, stop }: BackingUp, data: string): Promise<Compared[]> {
  const { backups, directory } = await stop();
  const compared: Compared[] = [];
  for (const { outcome, fileName, failure, id } of backups) {
    if (outcome !== 'whole' || fileName === null) throw new Error(`a backup failed: ${String(failure)}`);
    const file = path.join(directory, fileName);
    if (existsSync(file)) compared.push(await compareRestored(data, file, identity, path.join(data, `restored-${id}`)));
  }
  return compared;
}

export async function startLoaded(
  kind: Kind,
  { data: given, environment = {} }: Pick<MeasureOptions, 'data' | 'environment'> = {},
): Promise<LoadedServer> {
  const data = given ?? mkdtempSync(path.join(tmpdir(), 'optimaliq-bench-'));
  const { child, port } = await startServer(kind, data, environment);
  const pid = child.pid ?? 0;
  return {
    load: async (load, { backUp = false, beside } = {}) => {
      const task: GeneratorTask = { ...load, kind, port, token: kind === 'product' ? await signIn(port) : '' };
      const backingUp = backUp ? await prepareBackups(port) : undefined;
      const generator = fork(here('./generator.ts'), [JSON.stringify(task)]);
      const begun = Promise.withResolvers<undefined>();
      const besides = beside?.(port, begun.promise);
      // Its failure is told at the end; until then nobody waits for it.
      besides?.catch(() => undefined);
      const measured = await new Promise<Measurement>((resolve, reject) => {
        let before = 0;
        let used = 0;
        let loopDelay = Promise.resolve(0);
        generator.on('message', (message: FromGenerator) => {
          if ('measuring' in message) {
            begun.resolve(undefined);
            before = cpuSeconds(pid);
            // Asked twice: what was before is forgotten.
            loopDelayOf(child).catch(reject);
            backingUp?.begin();
            backingUp?.failed.catch(reject);
          } else if ('measured' in message) {
            used = cpuSeconds(pid) - before;
            loopDelay = loopDelayOf(child);
          } else if ('result' in message) {
            const { result } = message;
            loopDelay.then((delay) => {
              resolve({ ...result, serverCpu: used / result.seconds, loopDelay: delay });
            }, reject);
          }
        });
        generator.once('exit', (code) => {
          if (code !== 0) reject(new Error(`the generator ended with code ${String(code)}`));
        });
      });
      await (
        await besides
      )?.();
      return backingUp === undefined ? measured : { ...measured, backups: await compareAll(backingUp, data) };
    },
    close: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      if (given === undefined) rmSync(data, { recursive: true, force: true });
    },
  };
}

/** Starts a server afresh, loads it, and ends it. */
export async function measure(
  kind: Kind,
  load: Load,
  { backUp = false, beside, ...options }: MeasureOptions = {},
): Promise<Measurement> {
  const server = await startLoaded(kind, options);
  try {
    return await server.load(load, { backUp, ...(beside && { beside }) });
  } finally {
    await server.close();
  }
}
