import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { readConfiguration } from '#server/entry/configuration/configuration.ts';
import { StartError } from '#server/storage/startError.ts';

/** Longest the server may take to answer, in milliseconds. */
const WITHIN_MS = 5_000;
const EVERY_ADDRESS: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** Asks the server that runs with the same settings for its health. @returns the HTTP status. */
function ask(): Promise<number> {
  const { settings } = readConfiguration(process.argv.slice(2), process.env);
  const hasTls = settings.tlsCert !== undefined;
  const options = {
    host: EVERY_ADDRESS[settings.host] ?? settings.host,
    port: settings.port,
    path: '/healthz',
    timeout: WITHIN_MS,
    headers: settings.behindProxy.length > 0 ? { 'x-forwarded-proto': 'https' } : {},
  };
  return new Promise((resolve, reject) => {
    // The certificate is for the public name, and nothing but a status is read here.
    const asking = hasTls ? requestSecure({ ...options, rejectUnauthorized: false }) : requestPlain(options);
    asking.on('timeout', () => asking.destroy(new Error('no answer')));
    asking.on('error', reject);
    asking.on('response', (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asking.end();
  });
}

try {
  const status = await ask();
  console.log(status === 200 ? 'healthy' : `not healthy: the server answered ${String(status)}`);
  process.exitCode = status === 200 ? 0 : 1;
} catch (error) {
  console.error(error instanceof StartError ? error.message : `not healthy: ${String(error)}`);
  process.exitCode = 1;
}
