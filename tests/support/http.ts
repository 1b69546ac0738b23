import { request, type Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { contract, isOperationName } from '#shared/contract.ts';
import type { WireError } from '#shared/wire/errors.ts';
import type { EventFrame, Reply } from '#shared/wire/frame.ts';
import { createArrivals } from './arrivals.ts';
import { callsOver, type TestClient } from './client.ts';
import type { TestServer } from './testServer.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly json: () => unknown;
}

export interface HttpRequest {
  readonly method?: string;
  /** Sent as it stands: never normalised, unlike fetch's. */
  readonly path: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
  /** Keeps the connection for the next request; without one, each has its own. */
  readonly agent?: Agent;
}

/** One HTTP request with whatever Host and Origin it likes. */
export function send(
  server: Pick<TestServer, 'port'>,
  { method = 'GET', path, headers, body, agent }: HttpRequest,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port: server.port, method, path, headers: headers ?? {}, agent: agent ?? false },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            text,
            json: () => JSON.parse(text) as unknown,
          });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

export interface HttpClient extends TestClient {
  /** The session cookie it was last given, as `name=value`; null without one. */
  readonly cookie: () => string | null;
}

/** A browser's way to the operations that the contract gives an address: keeps the cookie, names its own origin. */
export function openHttp(server: Pick<TestServer, 'address' | 'port'>, token: string | null = null): HttpClient {
  let cookie: string | null = null;
  const remember = (headers: IncomingHttpHeaders): void => {
    const [given] = headers['set-cookie'] ?? [];
    if (given === undefined) return;
    const [pair = ''] = given.split(';');
    cookie = pair.endsWith('=') ? null : pair;
  };
  const ask = async (name: unknown, input: unknown): Promise<Reply> => {
    const declaration = typeof name === 'string' && isOperationName(name) ? contract[name] : undefined;
    if (declaration === undefined || !('http' in declaration))
      throw new Error(`${String(name)} has no address over HTTP`);
    const { method, path } = declaration.http;
    const answer = await send(server, {
      method,
      path,
      headers: {
        origin: server.address,
        ...(cookie === null ? {} : { cookie }),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
      },
      ...(method === 'POST' ? { body: JSON.stringify(input) } : {}),
    });
    remember(answer.headers);
    if (answer.status === 200) return { ok: true, value: answer.json() };
    return { ok: false, error: (answer.json() as { error: WireError }).error };
  };
  return {
    carrier: 'http',
    ask,
    ...callsOver(ask),
    events: createArrivals<EventFrame>(),
    signedOut: new Promise(() => undefined),
    cookie: () => cookie,
    close: () => Promise.resolve(),
  };
}
