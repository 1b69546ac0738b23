import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { pino, type Logger } from 'pino';
import { parseToServerProcess, type FromServerProcess, type ToServerProcess } from '#shared/serverProcess.ts';
import type { PortLike } from '#server/carriers/messagePort.ts';
import { environmentSecrets, type SecretStore } from '#server/billing/outside.ts';
import { createDemoSandbox } from '#server/entry/demoSandbox/demoSandbox.ts';
import { createDesktopSecrets } from '#server/entry/desktopSecrets.ts';
import { startHubLink } from '#server/entry/hubLink/hubLink.ts';
import { trustSystemAuthorities } from '#server/entry/hubLink/systemAuthorities.ts';
import { measuringOf } from '#server/entry/measuring.ts';
import { createLogger } from '#server/logger.ts';
import { startServer, type RunningServer } from '#server/startServer.ts';
import { StartError } from '#server/storage/startError.ts';

/** Electron's `process.parentPort`, as far as this file needs it: the server imports nothing of Electron. */
interface ParentPort {
  postMessage(message: FromServerProcess): void;
  on(
    event: 'message',
    listener: (event: { readonly data: unknown; readonly ports: readonly PortLike[] }) => void,
  ): void;
}

interface Said {
  readonly message: ToServerProcess;
  readonly ports: readonly PortLike[];
}

/** How long a last message may take to leave this process. */
const FAREWELL_MS = 200;

interface Parameters {
  readonly dataDirectory: string;
  readonly port: number;
  readonly isDemo: boolean;
  /** The address of the hub to join; null to serve a workspace of this computer's own. */
  readonly hub: string | null;
}

/** What the main process and the window need of either. */
type Served = Pick<RunningServer, 'address' | 'connectPort'> & { close(): Promise<void> | void };

function readParameters(): Parameters {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      port: { type: 'string' },
      demo: { type: 'boolean', default: false },
      hub: { type: 'string' },
    },
  });
  if (values.data === undefined) throw new StartError('The server was started without a data directory (--data DIR).');
  return {
    dataDirectory: values.data,
    port: Number(values.port ?? 0),
    isDemo: values.demo,
    hub: values.hub ?? null,
  };
}

const bundled = (name: string): URL => pathToFileURL(path.join(import.meta.dirname, name));

async function start(
  parameters: Parameters,
  logger: Logger,
  secrets: () => Promise<SecretStore>,
  onSandbox: (port: number | null) => void,
): Promise<Served> {
  const { hub: address, dataDirectory } = parameters;
  if (address !== null) {
    trustSystemAuthorities();
    return startHubLink({ address, dataDirectory, logger });
  }
  const out = path.dirname(import.meta.dirname);
  const kept = environmentSecrets(process.env, Date.now()) ?? (await secrets());
  const trade = process.env['OPTIMALIQ_DEMO_TRADE'] === 'still' ? 'still' : 'lively';
  // A demo that somebody connected by hand stays with what it was connected to.
  const isByHand = kept.get('stripe.key') !== null || process.env['OPTIMALIQ_DEMO_TRADE'] === 'none';
  return startServer({
    ...parameters,
    host: '127.0.0.1',
    consoleDirectory: path.join(out, 'renderer'),
    widgetDirectory: path.join(out, 'widget'),
    writer: process.env['OPTIMALIQ_WRITER'] === 'inline' ? 'inline' : 'worker',
    threadEntry: bundled('coreThread.mjs'),
    secrets: kept,
    sandbox: isByHand ? undefined : createDemoSandbox({ threadEntry: bundled('sandboxThread.mjs'), trade, logger }),
    onSandbox,
    ...measuringOf(process.env),
    logger,
    // Nothing can be saved here; the main process starts another server.
    onLost: () => process.exit(1),
  });
}

/** Somebody took the port after the main process had found it free: any other will do. */
function isPortTaken(error: unknown): boolean {
  return (
    error instanceof StartError &&
    error.cause instanceof Error &&
    'code' in error.cause &&
    error.cause.code === 'EADDRINUSE'
  );
}

/** Runs the server, or the link to a hub, inside an Electron utility process: started, joined to the window and stopped by the main process. */
async function run(parent: ParentPort, logger: Logger): Promise<void> {
  const parameters = readParameters();
  const secrets = createDesktopSecrets((message) => {
    parent.postMessage(message);
  });
  const early: Said[] = [];
  /** What is said before the server runs is taken up once it does. */
  let hear = (said: Said): void => void early.push(said);
  parent.on('message', ({ data, ports }) => {
    const message = parseToServerProcess(data);
    if (message === null) return;
    secrets.hear(message);
    hear({ message, ports });
  });
  // Its pages, and nothing else of it, may be opened from the window.
  const tellSandbox = (port: number | null): void => parent.postMessage({ type: 'sandbox', port });
  const server = await start(parameters, logger, secrets.open, tellSandbox).catch((error: unknown) => {
    if (isPortTaken(error)) return start({ ...parameters, port: 0 }, logger, secrets.open, tellSandbox);
    throw error;
  });
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    void Promise.resolve(server.close()).then(
      () => process.exit(0),
      (error: unknown) => {
        logger.fatal({ err: error }, 'the server could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  let endPort = () => {};
  hear = ({ message, ports: [port] }) => {
    if (message.type === 'stop') stop();
    if (message.type === 'ping') parent.postMessage({ type: 'pong' });
    if (message.type !== 'connect' || port === undefined) return;
    // There is one window. The port it had before may have died without anybody having closed it.
    endPort();
    endPort = server.connectPort(port, {
      token: message.token,
      onToken: (token) => {
        parent.postMessage({ type: 'token', token });
      },
    });
  };
  for (const said of early) hear(said);
  parent.postMessage({ type: 'ready', address: server.address });
}

const parent = (process as { parentPort?: ParentPort }).parentPort;
if (parent === undefined)
  throw new Error('server/entry/utility.ts runs in an Electron utility process; elsewhere use headless.ts');

// Ctrl+C in a terminal reaches the whole group of processes: the window's process decides, and asks for a stop.
process.on('SIGINT', () => undefined);

const logger = createLogger(process.env['OPTIMALIQ_LOG_LEVEL'] ?? 'info', pino.destination({ dest: 2, sync: true }));
run(parent, logger).catch((error: unknown) => {
  if (!(error instanceof StartError)) logger.fatal({ err: error }, 'the server could not start');
  parent.postMessage({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  setTimeout(() => process.exit(1), FAREWELL_MS);
});
