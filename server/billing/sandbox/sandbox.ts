import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { createControl } from '#server/billing/sandbox/control/control.ts';
import type { Control } from '#server/billing/sandbox/control/control.ts';
import { createHostedPages } from '#server/billing/sandbox/hosted/pages.ts';
import type { HostedPages } from '#server/billing/sandbox/hosted/pages.ts';
import { createEngine } from './engine.ts';
import type { Engine, EngineOptions } from './engine.ts';

export interface SandboxOptions extends Partial<Omit<EngineOptions, 'onFault'>> {
  /** On 127.0.0.1 only; 0 lets the system choose. */
  readonly port: number;
  readonly onFault?: ((error: unknown) => void) | undefined;
}

export interface Sandbox {
  /** `http://127.0.0.1:N` */
  readonly address: string;
  readonly engine: Engine;
  readonly close: () => Promise<void>;
}

const HOST = '127.0.0.1';
const MAXIMUM_BODY = 1024 * 1024;
/** The longest that a timer of Node can wait, less than 2^31 ms. */
const MAXIMUM_WAIT_MS = 2_000_000_000;

/** @returns null for a body that is too long. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > MAXIMUM_BODY) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}

function send(response: ServerResponse, status: number, headers: Readonly<Record<string, string>>, body: string): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...headers,
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

/** What a request that a status fault strikes is answered with. */
function troubleBody(status: number): string {
  const type = status === 429 ? 'invalid_request_error' : 'api_error';
  const code = status === 429 ? { code: 'rate_limit' } : {};
  return JSON.stringify(
    { error: { ...code, type, message: `The sandbox was told to answer with ${String(status)}.` } },
    null,
    2,
  );
}

async function answerControl(control: Control, name: string, body: string, response: ServerResponse): Promise<void> {
  try {
    const status = await control(name, JSON.parse(body === '' ? '{}' : body));
    if (status === undefined) send(response, 404, {}, JSON.stringify({ message: `There is no command ${name}.` }));
    else send(response, 200, {}, JSON.stringify(status));
  } catch (error) {
    const message = error instanceof z.ZodError ? z.prettifyError(error) : 'The body is no JSON.';
    send(response, 400, {}, JSON.stringify({ message }));
  }
}

interface Parts {
  readonly engine: Engine;
  readonly control: Control;
  readonly pages: HostedPages;
  readonly afterWork: () => void;
}

/** A request of the API, with whatever was ordered to go wrong. */
async function answerApi(
  { engine, afterWork }: Parts,
  request: IncomingMessage,
  url: URL,
  body: string,
  response: ServerResponse,
) {
  const method = request.method ?? 'GET';
  const faults = engine.faults.strikeRequest(method, url.pathname);
  const accepted = engine.api.accept({
    method,
    path: url.pathname,
    query: url.search.slice(1),
    headers: request.headers,
    body,
  });
  let cutAfter = false;
  for (const fault of faults) {
    if (fault.kind === 'latency') await wait(fault.milliseconds);
    else if (fault.kind === 'cut' && fault.when === 'after') cutAfter = true;
    else if (fault.kind === 'cut') {
      accepted.abandon();
      response.destroy();
      return;
    } else {
      accepted.abandon();
      const retry = fault.saysRetry === undefined ? {} : { 'stripe-should-retry': String(fault.saysRetry) };
      send(
        response,
        fault.status,
        { 'request-id': `req_${engine.world.ids.text(14)}`, ...retry },
        troubleBody(fault.status),
      );
      return;
    }
  }
  const answer = accepted.run();
  if (cutAfter) response.destroy();
  else send(response, answer.status, answer.headers, answer.body);
  afterWork();
}

async function answer(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', `http://${HOST}`);
  const body = await readBody(request);
  if (body === null)
    send(
      response,
      413,
      {},
      JSON.stringify({ error: { message: 'The request is too large.', type: 'invalid_request_error' } }),
    );
  else if (url.pathname.startsWith('/_sandbox/')) {
    await answerControl(parts.control, url.pathname.slice('/_sandbox/'.length), body, response);
  } else if (parts.pages.owns(url.pathname)) {
    const page = parts.pages.answer(request.method ?? 'GET', url, body);
    send(response, page.status, page.headers, page.body);
    parts.afterWork();
  } else await answerApi(parts, request, url, body, response);
}

/** Starts a sandbox on the loopback address. @throws Error when the port is taken or the file is no store of a sandbox. */
export async function startSandbox({
  port,
  file = null,
  key = null,
  machine = Date.now,
  onFault = () => undefined,
}: SandboxOptions): Promise<Sandbox> {
  const engine = createEngine({ file, key, machine, onFault });
  let timer: NodeJS.Timeout | undefined;

  /** Sleeps until the next thing is due. */
  function schedule(): void {
    clearTimeout(timer);
    const due = [engine.world.timers.next(), engine.deliverer.next()].filter((at) => at !== null);
    if (due.length === 0) return;
    const ms = Math.max(0, Math.min(...due) - engine.world.clock.now()) * 1_000;
    timer = setTimeout(afterWork, Math.min(Math.max(ms, 20), MAXIMUM_WAIT_MS));
    timer.unref();
  }
  function afterWork(): void {
    engine.catchUp();
    schedule();
  }

  const parts: Parts = { engine, control: createControl(engine), pages: createHostedPages(engine), afterWork };
  const server = createServer((request, response) => {
    answer(parts, request, response).catch((error: unknown) => {
      onFault(error);
      if (!response.headersSent) send(response, 500, {}, troubleBody(500));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });
  const bound = server.address();
  const address = `http://${HOST}:${String(typeof bound === 'object' && bound !== null ? bound.port : port)}`;
  engine.setAddress(address);
  afterWork();
  return {
    address,
    engine,
    async close() {
      clearTimeout(timer);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await engine.close();
    },
  };
}
