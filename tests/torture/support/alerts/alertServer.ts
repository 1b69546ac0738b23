import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { memorySecrets } from '#server/billing/gateway/secrets.ts';
import { createLogger } from '#server/logger.ts';
import { startServer } from '#server/startServer.ts';
import { makePages } from '#tests/support/pages.ts';
import { rangeOfWaves } from './waves.ts';

// A server as `npm run serve` starts it, but for the series, which are waves, and how often rules are looked at.
const { values } = parseArgs({ options: { port: { type: 'string' }, data: { type: 'string' } } });
const dataDirectory = values.data ?? '';
/** The same in each life, as a keychain keeps it. */
const KEY = Buffer.alloc(32, 7);
const root = path.resolve(import.meta.dirname, '../../../..');
const server = await startServer({
  dataDirectory,
  host: '127.0.0.1',
  port: Number(values.port),
  isDemo: false,
  ...makePages(mkdtempSync(path.join(tmpdir(), 'optimaliq-alerts-'))),
  writer: process.env['OPTIMALIQ_WRITER'] === 'inline' ? 'inline' : 'worker',
  threadEntry: new URL(`file://${root}/server/core/thread.ts`),
  limits: JSON.parse(process.env['OPTIMALIQ_LIMITS'] ?? '{}') as object,
  logger: createLogger('error', pino.destination({ dest: 2, sync: true })),
  secrets: memorySecrets({ 'notifications.key': KEY.toString('base64url') }),
  notifications: { allowsLoopback: true },
  alerts: { range: (query) => Promise.resolve(rangeOfWaves(query)), everyMs: 100 },
});
process.on('SIGTERM', () => {
  void server.close().then(() => process.exit(0));
});
console.log(`ready ${server.address}`);
