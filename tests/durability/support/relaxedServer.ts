import path from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { limitsSchema } from '#server/dispatch/limits.ts';
import { startServer } from '#server/startServer.ts';
import { makePages } from '#tests/support/pages.ts';
import { THREAD_ENTRY } from '#tests/support/testServer.ts';

// The server with `synchronous=NORMAL`, which no entry of the product sets: what the durability test must notice.
const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, data: { type: 'string', default: '' } },
});
const server = await startServer({
  dataDirectory: values.data,
  host: '127.0.0.1',
  port: Number(values.port),
  isDemo: false,
  ...makePages(path.join(values.data, 'pages')),
  writer: process.env['OPTIMALIQ_WRITER'] === 'inline' ? 'inline' : 'worker',
  threadEntry: THREAD_ENTRY,
  limits: limitsSchema.parse(JSON.parse(process.env['OPTIMALIQ_LIMITS'] ?? '{}')),
  logger: pino(pino.destination({ dest: 2, sync: true })),
  synchronous: 'NORMAL',
});
process.on('SIGTERM', () => void server.close().then(() => process.exit(0)));
console.log(`ready ${server.address}`);
