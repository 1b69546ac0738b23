import http from 'node:http';
import { KEY } from './givenSandbox.ts';

export interface RawAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

export interface RawRequest {
  readonly method?: string;
  /** As it goes over the wire, unchecked. */
  readonly path: string;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly agent?: http.Agent;
}

/** A request that no SDK would send. @throws Error when the connection ends without an answer. */
export function raw(
  address: string,
  { method = 'GET', path, body, headers = {}, agent }: RawRequest,
): Promise<RawAnswer> {
  const { hostname, port } = new URL(address);
  const type =
    body === undefined
      ? {}
      : {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': String(Buffer.byteLength(body)),
        };
  const all = { authorization: `Bearer ${KEY}`, ...type, ...headers };
  return new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, method, path, headers: all, agent }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(pieces).toString(),
        }),
      );
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** The `error` of an answer of the API. */
export const errorOf = ({ text }: RawAnswer): Readonly<Record<string, unknown>> =>
  (JSON.parse(text) as { readonly error: Readonly<Record<string, unknown>> }).error;
