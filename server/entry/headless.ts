import { randomInt } from 'node:crypto';
import path from 'node:path';
import { pino, type Logger } from 'pino';
import { environmentSecrets, memorySecrets, withNotificationKey } from '#server/billing/outside.ts';
import { DEMO_PEOPLE, DEMO_SIGN_INS } from '#server/demo/people.ts';
import { readConfiguration } from '#server/entry/configuration/configuration.ts';
import { createDemoSandbox } from '#server/entry/demoSandbox/demoSandbox.ts';
import type { DemoTrade } from '#server/entry/demoSandbox/trades.ts';
import { measuringOf } from '#server/entry/measuring.ts';
import { createLogger } from '#server/logger.ts';
import { startServer, type ServerOptions } from '#server/startServer.ts';
import { StartError } from '#server/storage/startError.ts';

/** Letters and digits that are not mistaken for each other. */
const CODE_ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

const HOUR_MS = 60 * 60_000;
const MEGABYTE = 1024 ** 2;

function newSetUpCode(): string {
  const pick = () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)] ?? 'A';
  return [0, 1, 2].map(() => Array.from({ length: 4 }, pick).join('')).join('-');
}

/** What the environment names, or else a demo's own sandbox. */
function stripeOf(trade: DemoTrade, logger: Logger): Pick<ServerOptions, 'secrets' | 'sandbox'> {
  const named = environmentSecrets(process.env, Date.now());
  const secrets = withNotificationKey(named ?? memorySecrets(), process.env);
  if (named !== null || trade === 'none') return { secrets };
  const threadEntry = new URL('demoSandbox/thread.ts', import.meta.url);
  return { secrets, sandbox: createDemoSandbox({ threadEntry, trade, logger }) };
}

async function run(): Promise<void> {
  const { settings, printsConfig, printed } = readConfiguration(process.argv.slice(2), process.env);
  if (printsConfig) {
    console.log(printed);
    return;
  }
  const { host, port, data, demo, tlsCert, tlsKey, publicUrl } = settings;
  const logger = createLogger(settings.logLevel, pino.destination({ dest: 2, sync: true }));
  const setUpCode = newSetUpCode();
  const root = path.resolve(import.meta.dirname, '../..');
  let stopping = false;
  const server = await startServer({
    dataDirectory: data,
    host,
    port,
    isDemo: demo,
    backups: {
      directory: settings.backupDirectory ?? null,
      everyMs: settings.backupEveryHours * HOUR_MS,
      keep: { daily: settings.backupKeepDays, weekly: settings.backupKeepWeeks },
    },
    disk: {
      lowBytes: settings.diskLowMegabytes * MEGABYTE,
      fullBytes: settings.diskFullMegabytes * MEGABYTE,
    },
    tls: tlsCert === undefined || tlsKey === undefined ? undefined : { certificate: tlsCert, key: tlsKey },
    proxies: settings.behindProxy,
    publicUrls: publicUrl,
    consoleDirectory: path.join(root, 'out/renderer'),
    widgetDirectory: path.join(root, 'out/widget'),
    writer: settings.writer,
    threadEntry: new URL('../core/thread.ts', import.meta.url),
    setUpCode,
    ...stripeOf(settings.demoTrade, logger),
    ...measuringOf(process.env),
    limits: settings.limits,
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
  process.on('SIGHUP', server.reloadTls);

  if (demo) {
    console.log(`console  ${server.address}/console/`);
    console.log(`shop     ${server.address}/demo/`);
    for (const { email, sees } of DEMO_PEOPLE) console.log(`sign in  ${email}  ${DEMO_SIGN_INS.password}  ${sees}`);
  } else if (!server.isSetUp) {
    console.log(`set up   ${publicUrl[0] ?? server.address}/console/ with the code ${setUpCode}`);
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
