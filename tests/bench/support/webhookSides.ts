import { fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { sandboxKey } from '#shared/billing/sandboxKey.ts';
import { makeTemporaryDirectory } from '#tests/support/temporaryDirectory.ts';
import { makeWorkspace } from '#tests/support/workspace.ts';
import { openForReading } from '#server/storage/sqlite/connection.ts';
import { databaseFileIn } from '#server/storage/sqlite/dataDirectory.ts';
import { startServerProcess, type ServerProcess } from '#tests/torture/support/serverProcess.ts';
import { cpuSeconds } from './cpuSeconds.ts';
import type { WebhookResult, WebhookTask } from './webhookGenerator.ts';

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

export const SECRET = 'whsec_0123456789abcdef0123456789abcdef';

export interface MeasuredWebhooks extends WebhookResult {
  readonly perSecond: number;
  /** Microseconds of processor, of all threads of the server, for each. */
  readonly cpuEach: number;
  /** Part of the events that the server had processed when the last one was answered; null for a side that processes none. */
  readonly processed: number | null;
}

type Said = { readonly measuring: true } | { readonly result: WebhookResult };

/** Loads a server from a second process. @param begin when it is to begin, where it waits for that. */
export function load(
  task: WebhookTask,
  onMeasuring: () => void = () => undefined,
  begin?: Promise<undefined>,
): Promise<WebhookResult> {
  const generator = fork(here('./webhookGenerator.ts'));
  // At a steady rate it stands for a machine elsewhere: it takes what the server leaves of the processors.
  if (task.rate !== null && generator.pid !== undefined) setPriority(generator.pid, constants.priority.PRIORITY_LOW);
  generator.send(task);
  return new Promise((resolve, reject) => {
    generator.on('message', (said: Said) => {
      if ('measuring' in said) {
        onMeasuring();
        void begin?.then(() => generator.send({}));
      } else resolve(said.result);
    });
    generator.once('exit', (code) => {
      reject(new Error(`the generator of webhooks ended with code ${String(code)}`));
    });
  });
}

/** The secret key of the sandbox at `port`. */
export const keyOf = (port: number): string => sandboxKey(port, 'benchBenchBench16');

/** What a server that mirrors the sandbox at `port` has in its environment. */
export const connectedTo = (port: number): Readonly<Record<string, string>> => ({
  OPTIMALIQ_STRIPE_KEY: keyOf(port),
  OPTIMALIQ_STRIPE_WEBHOOK_SECRETS: SECRET,
});

/** Resolves when the server has taken up its account: until then it takes no event. */
export async function connected(dataDirectory: string): Promise<void> {
  const { raw, close } = openForReading(databaseFileIn(dataDirectory));
  const count = raw.prepare('SELECT count(*) FROM sync_state').pluck();
  while (Number(count.get()) === 0) await new Promise((resolve) => setTimeout(resolve, 50));
  close();
}

function processedPart(dataDirectory: string): number {
  const { raw, close } = openForReading(databaseFileIn(dataDirectory));
  const part = raw.prepare(`SELECT 1.0 - avg(state = 'waiting') FROM stripe_event`).pluck().get();
  close();
  return Number(part);
}

type Wanted = Omit<WebhookTask, 'port' | 'secret'>;

async function measured(server: ServerProcess, wanted: Wanted): Promise<Omit<MeasuredWebhooks, 'processed'>> {
  let before = 0;
  const task = { ...wanted, secret: SECRET, port: Number(new URL(server.address).port) };
  const result = await load(task, () => {
    before = cpuSeconds(server.pid);
  });
  const cpuEach = Math.round(((cpuSeconds(server.pid) - before) * 1e6) / result.answered);
  return { ...result, cpuEach, perSecond: Math.round(result.answered / result.seconds) };
}

async function stop(server: ServerProcess): Promise<void> {
  server.signal('SIGTERM');
  await server.end;
}

/** The bare handler in a process of its own. */
export async function measureBare(wanted: Wanted): Promise<MeasuredWebhooks> {
  const server = await startServerProcess({
    dataDirectory: '',
    program: 'tests/bench/support/bareWebhook.ts',
    environment: { BENCH_WEBHOOK_SECRET: SECRET },
  });
  const taken = await measured(server, wanted);
  await stop(server);
  return { ...taken, processed: null };
}

/** The product in a process of its own, connected to the sandbox at `sandboxPort`. @param profiles where it leaves what it did with its time; null for nowhere. */
export async function measureProduct(
  wanted: Wanted,
  sandboxPort: number,
  profiles: string | null,
): Promise<MeasuredWebhooks> {
  const { path: dataDirectory, remove } = makeTemporaryDirectory();
  await makeWorkspace(dataDirectory, { now: Date.now() });
  const server = await startServerProcess({
    dataDirectory,
    environment: {
      ...connectedTo(sandboxPort),
      ...(profiles !== null && { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profiles}` }),
    },
  });
  await connected(dataDirectory);
  const taken = await measured(server, wanted);
  const processed = processedPart(dataDirectory);
  await stop(server);
  remove();
  return { ...taken, processed };
}
