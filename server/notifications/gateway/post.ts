import { lookup, type LookupAddress } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps, type RequestOptions } from 'node:https';
import { isIP } from 'node:net';
import { hostOf, mayReach } from './addresses.ts';

const ANSWER_WITHIN_MS = 10_000;

export interface PostOptions {
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: string | Buffer;
  readonly allowsLoopback: boolean;
}

/** The address may not be reached from here. */
export class ForbiddenAddress extends Error {}

type LookupCallback = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/**
 * Sends one message and waits for the status that answers it; no redirection is followed, as it could lead anywhere. The address that a name
 * resolves to is looked at when the connection is made, so that a name cannot point elsewhere afterwards.
 * @returns the HTTP status. Rejects when nobody answers, and with ForbiddenAddress.
 */
export function post(url: URL, { headers, body, allowsLoopback }: PostOptions): Promise<number> {
  const host = hostOf(url);
  if (isIP(host) !== 0 && !mayReach(host, allowsLoopback)) return Promise.reject(new ForbiddenAddress(host));
  return new Promise((resolve, reject) => {
    const options: RequestOptions = {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      lookup: (name, wanted, done: LookupCallback) => {
        lookup(name, { ...wanted, all: true }, (error, addresses) => {
          if (error !== null) {
            done(error, []);
            return;
          }
          const [first] = addresses;
          if (first === undefined) done(new Error(`${name} has no address`), []);
          else if (!addresses.every(({ address }) => mayReach(address, allowsLoopback)))
            done(new ForbiddenAddress(name), []);
          else if (wanted.all === true) done(null, addresses);
          else done(null, first.address, first.family);
        });
      },
    };
    const sent = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options, (answer) => {
      answer.resume();
      answer.on('error', () => undefined);
      resolve(answer.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
