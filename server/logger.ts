import { pino, type DestinationStream, type Logger } from 'pino';

/** Names of fields that must never be written to a log, at any depth we log at. */
const SECRETS = [
  'password',
  'passwordHash',
  'token',
  'tokenHash',
  'visitorToken',
  'authorization',
  'cookie',
  'code',
  'body',
];

/** JSON lines with correlation ids; secrets and what people wrote are blacked out. */
export function createLogger(level: string, destination: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    },
    destination,
  );
}
