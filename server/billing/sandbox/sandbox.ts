import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { createControl } from '#server/billing/sandbox/control/control.ts';
import type { Control } from '#server/billing/sandbox/control/control.ts';
import { createHostedPages } from '#server/billing/sandbox/hosted/pages.ts';
import type { HostedPages } from '#server/billing/sandbox/hosted/pages.ts';
import { StripeError } from '#server/billing/sandbox/protocol/stripeError.ts';
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
const CONTROL = '/_sandbox/';
const MAXIMUM_BODY = 1024 * 1024;
/** Of a file that is uploaded, with what is said of it: more than Stripe takes, so that Stripe's own refusal is seen. */
const MAXIMUM_UPLOAD = 6 * 1024 * 1024;
/** The longest that a timer of Node can wait, less than 2^31 ms. */
const MAXIMUM_WAIT_MS = 2_000_000_000;

async function readBody(request: IncomingMessage, maximum: number): Promise<Buffer | 'tooLong'> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > maximum) return 'tooLong';
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
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

/** Only what this machine's own programs send: a page in a browser cannot send JSON here without being asked for leave first. */
const isCommand = ({ method, headers }: IncomingMessage): boolean =>
  method === 'POST' && headers['content-type']?.split(';')[0]?.trim() === 'application/json';

/** What a command is refused with; null for a fault of ours. */
function refusalOf(error: unknown): string | null {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  if (error instanceof StripeError) return error.message;
  return error instanceof SyntaxError ? 'The body is no JSON.' : null;
}

async function answerControl(control: Control, name: string, body: string, response: ServerResponse): Promise<void> {
  try {
    const status = await control(name, JSON.parse(body === '' ? '{}' : body));
    if (status === undefined) send(response, 404, {}, JSON.stringify({ message: `There is no command ${name}.` }));
    else send(response, 200, {}, JSON.stringify(status));
  } catch (error) {
    const message = refusalOf(error);
    if (message === null) throw error;
    send(response, 400, {}, JSON.stringify({ message }));
  }
}

interface Parts {
  readonly engine: Engine;
  readonly control: Control;
  readonly pages: HostedPages;
  readonly afterWork: () => void;
}

interface Target {
  readonly path: string;
  readonly query: string;
}

function targetOf({ url = '/' }: IncomingMessage): Target {
  const [path = '/', ...query] = url.split('?');
  return { path, query: query.join('?') };
}

/** Nobody reaches the sandbox under another name: a page of another site could have its own name lead here. */
function isForThisMachine({ headers }: IncomingMessage): boolean {
  const host = (headers.host ?? '').replace(/:\d+$/, '');
  return host === '127.0.0.1' || host === 'localhost' || host === '[::1]';
}

const plainError = (message: string): string => JSON.stringify({ error: { message, type: 'invalid_request_error' } });

/** A request of the API, with whatever was ordered to go wrong. */
async function answerApi(
  { engine, afterWork }: Parts,
  request: IncomingMessage,
  { path, query }: Target,
  body: Buffer,
  response: ServerResponse,
) {
  const method = request.method ?? 'GET';
  const faults = engine.faults.strikeRequest(method, path);
  const accepted = engine.api.accept({
    method,
    path,
    query,
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
  const target = targetOf(request);
  const read = await readBody(request, target.path === '/v1/files' ? MAXIMUM_UPLOAD : MAXIMUM_BODY);
  if (!isForThisMachine(request)) send(response, 403, {}, plainError('The sandbox answers this machine only.'));
  else if (read === 'tooLong') send(response, 413, { connection: 'close' }, plainError('The request is too large.'));
  else if (target.path.startsWith(CONTROL)) {
    if (isCommand(request))
      await answerControl(parts.control, target.path.slice(CONTROL.length), read.toString(), response);
    else send(response, 415, {}, JSON.stringify({ message: 'A command is sent by POST, as application/json.' }));
  } else if (parts.pages.owns(target.path)) {
    const page = parts.pages.answer(request.method ?? 'GET', target.path, target.query, read.toString());
    send(response, page.status, page.headers, page.body);
    parts.afterWork();
  } else await answerApi(parts, request, target, read, response);
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
  }).catch(async (error: unknown) => {
    await engine.close();
    throw error;
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
