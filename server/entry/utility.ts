import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { parseToServerProcess, type FromServerProcess } from '#shared/serverProcess.ts';
import type { PortLike } from '#server/carriers/messagePort.ts';
import { createLogger } from '#server/logger.ts';
import { startServer } from '#server/startServer.ts';

/** Electron's `process.parentPort`, as far as this file needs it: the server imports nothing of Electron. */
interface ParentPort {
  postMessage(message: FromServerProcess): void;
  on(
    event: 'message',
    listener: (event: { readonly data: unknown; readonly ports: readonly PortLike[] }) => void,
  ): void;
}

/** Runs the server inside an Electron utility process: started, joined to the window and stopped by the main process. */
async function run(parent: ParentPort): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      port: { type: 'string', default: '0' },
      demo: { type: 'boolean', default: false },
    },
  });
  if (values.data === undefined) throw new Error('The server was started without a data directory (--data DIR).');
  const out = path.dirname(import.meta.dirname);
  const server = await startServer({
    dataDirectory: values.data,
    host: '127.0.0.1',
    port: Number(values.port),
    isDemo: values.demo,
    consoleDirectory: path.join(out, 'renderer'),
    widgetDirectory: path.join(out, 'widget'),
    writer: process.env['OPTIMALIQ_WRITER'] === 'inline' ? 'inline' : 'worker',
    threadEntry: pathToFileURL(path.join(import.meta.dirname, 'coreThread.mjs')),
    logger: createLogger(process.env['OPTIMALIQ_LOG_LEVEL'] ?? 'info', pino.destination({ dest: 2, sync: true })),
    // The window's process starts the server again.
    onLost: () => process.exit(1),
  });
  const drain = () => void server.close().finally(() => process.exit(0));
  process.on('SIGTERM', drain);
  parent.on('message', ({ data, ports }) => {
    const message = parseToServerProcess(data);
    const [port] = ports;
    if (message?.type === 'connect' && port !== undefined) {
      server.connectPort(port, {
        token: message.token,
        onToken: (token) => {
          parent.postMessage({ type: 'token', token });
        },
      });
    } else if (message?.type === 'stop') {
      drain();
    }
  });
  parent.postMessage({ type: 'ready', address: server.address });
}

const parent = (process as { parentPort?: ParentPort }).parentPort;
if (parent === undefined)
  throw new Error('server/entry/utility.ts runs in an Electron utility process only; see server/entry/headless.ts');

// Ctrl+C in a terminal reaches the whole group of processes: the window's process decides, and asks for a stop.
process.on('SIGINT', () => undefined);

run(parent).catch((error: unknown) => {
  parent.postMessage({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  // The message is on its way: ending at once could lose it.
  setTimeout(() => process.exit(1), 200);
});
