import { randomInt } from 'node:crypto';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { DEMO_SIGN_INS } from '#server/demo/people.ts';
import { limitsSchema } from '#server/dispatch/limits.ts';
import { createLogger } from '#server/logger.ts';
import { startServer } from '#server/startServer.ts';
import { StartError } from '#server/storage/startError.ts';

const USAGE = 'serve --port N --host H --data DIR [--demo]';

/** Letters and digits that are not mistaken for each other. */
const CODE_ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

function newSetUpCode(): string {
  const pick = () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)] ?? 'A';
  return [0, 1, 2].map(() => Array.from({ length: 4 }, pick).join('')).join('-');
}

function readOptions(): { host: string; port: number; data: string; demo: boolean } {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '4830' },
        host: { type: 'string', default: '127.0.0.1' },
        data: { type: 'string' },
        demo: { type: 'boolean', default: false },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new StartError(`--port must be a number from 0 to 65535, not ${values.port}.`);
    const data = values.data ?? path.resolve(values.demo ? 'data-demo' : 'data');
    return { host: values.host, port, data, demo: values.demo };
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(`${error instanceof Error ? error.message : String(error)}\nUsage: ${USAGE}`, {
      cause: error,
    });
  }
}

/** Limits from the environment: JSON with the numbers that differ from the product's own. */
function readLimits(): ReturnType<typeof limitsSchema.parse> {
  const given = process.env['OPTIMALIQ_LIMITS'];
  try {
    return limitsSchema.parse(given === undefined ? {} : JSON.parse(given));
  } catch (cause) {
    throw new StartError(`OPTIMALIQ_LIMITS is not right: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

async function run(): Promise<void> {
  const { host, port, data, demo } = readOptions();
  const logger = createLogger(process.env['OPTIMALIQ_LOG_LEVEL'] ?? 'info', pino.destination({ dest: 2, sync: true }));
  const setUpCode = newSetUpCode();
  const root = path.resolve(import.meta.dirname, '../..');
  let stopping = false;
  const server = await startServer({
    dataDirectory: data,
    host,
    port,
    isDemo: demo,
    consoleDirectory: path.join(root, 'out/renderer'),
    widgetDirectory: path.join(root, 'out/widget'),
    writer: process.env['OPTIMALIQ_WRITER'] === 'inline' ? 'inline' : 'worker',
    threadEntry: new URL('../core/thread.ts', import.meta.url),
    setUpCode,
    limits: readLimits(),
    logger,
    onLost: () => process.exit(1),
  });
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void server.close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.fatal({ err: error }, 'the server could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);

  if (demo) {
    console.log(`console  ${server.address}/console/`);
    console.log(`shop     ${server.address}/demo/`);
    for (const email of DEMO_SIGN_INS.emails) console.log(`sign in  ${email}  ${DEMO_SIGN_INS.password}`);
  } else if (!server.isSetUp) {
    console.log(`set up   ${server.address}/console/ with the code ${setUpCode}`);
  }
  console.log(`ready ${server.address}`);
}

try {
  await run();
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
