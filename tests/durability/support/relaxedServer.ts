import path from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { limitsSchema } from '#server/dispatch/limits.ts';
import { startServer } from '#server/startServer.ts';
import { makePages } from '#tests/support/pages.ts';
import { THREAD_ENTRY } from '#tests/support/testServer.ts';

/** The server with `synchronous=NORMAL`, which no entry of the product sets: what the durability test must notice. */
export const RELAXED_SERVER = 'tests/durability/support/relaxedServer.ts';

async function serve(data: string, port: number): Promise<void> {
  const server = await startServer({
    dataDirectory: data,
    host: '127.0.0.1',
    port,
    isDemo: false,
    ...makePages(path.join(data, 'pages')),
    writer: process.env['OPTIMALIQ_WRITER'] === 'inline' ? 'inline' : 'worker',
    threadEntry: THREAD_ENTRY,
    limits: limitsSchema.parse(JSON.parse(process.env['OPTIMALIQ_LIMITS'] ?? '{}')),
    logger: pino(pino.destination({ dest: 2, sync: true })),
    synchronous: 'NORMAL',
  });
  process.on('SIGTERM', () => void server.close().then(() => process.exit(0)));
  console.log(`ready ${server.address}`);
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '0' }, data: { type: 'string', default: '' } },
  });
  await serve(values.data, Number(values.port));
}
