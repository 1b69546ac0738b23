import { constants } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import type { Logger } from 'pino';
import { StartError } from '#server/storage/startError.ts';

export interface TlsFiles {
  /** PEM: the certificate and those between it and the authority. */
  readonly certificate: string;
  /** PEM, without a pass phrase. */
  readonly key: string;
}

interface Pair {
  readonly cert: string;
  readonly key: string;
}

/** How often the files are looked at, in milliseconds. */
const LOOK_EVERY_MS = 5_000;

/** TLS 1.2 only with forward secrecy and authenticated encryption; TLS 1.3 has nothing else. */
const CIPHERS = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
].join(':');

const secure = (pair: Pair): SecureContextOptions => ({
  ...pair,
  minVersion: 'TLSv1.2',
  ciphers: CIPHERS,
  ecdhCurve: 'X25519:P-256:P-384',
  honorCipherOrder: true,
  secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
});

const read = ({ certificate, key }: TlsFiles): Pair => ({
  cert: readFileSync(certificate, 'utf8'),
  key: readFileSync(key, 'utf8'),
});

/** @throws Error when they are no certificate and no key, or do not belong together. */
function check(pair: Pair): SecureContextOptions {
  const options = secure(pair);
  createSecureContext(options);
  return options;
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const name = ({ certificate, key }: TlsFiles): string => `the certificate ${certificate} with the key ${key}`;

/** @throws StartError when the files cannot be read or do not belong together. */
export function loadTls(files: TlsFiles): SecureContextOptions {
  try {
    return check(read(files));
  } catch (cause) {
    throw new StartError(`The server cannot use ${name(files)}: ${reason(cause)}.`, { cause });
  }
}

export interface TlsReload {
  /** Looks at the files. `settled: false` waits until they look the same twice: of two files one is replaced first. */
  look(options?: { readonly settled: boolean }): void;
  stop(): void;
}

/**
 * Puts a new pair to use when the files change: new connections get it, open ones stay. A pair that does not work is told once,
 * and the one before stays in use. The content is compared, so that links, renames and mounts are all seen.
 */
export function watchTls(
  files: TlsFiles,
  use: (options: SecureContextOptions) => void,
  logger: Logger,
  everyMs = LOOK_EVERY_MS,
): TlsReload {
  const seen = (): string => {
    try {
      return JSON.stringify(read(files));
    } catch (error) {
      return reason(error);
    }
  };
  let tried = seen();
  let before = tried;
  const look = ({ settled } = { settled: false }): void => {
    const now = seen();
    const isSettled = settled || now === before;
    before = now;
    if (now === tried || !isSettled) return;
    tried = now;
    try {
      use(check(read(files)));
      logger.info(`The server now uses ${name(files)} as they were replaced.`);
    } catch (error) {
      logger.error(`The server cannot use ${name(files)}: ${reason(error)}. It goes on with the pair it had.`);
    }
  };
  const timer = setInterval(look, everyMs).unref();
  return {
    look,
    stop: () => {
      clearInterval(timer);
    },
  };
}
