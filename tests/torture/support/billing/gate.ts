import { createServer, request as ask, Agent, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A request on its way through a gate. */
export interface Passage {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface GateOptions {
  /** Where requests go on to, `http://127.0.0.1:N`; null while nobody is there. */
  readonly to: () => string | null;
  /** A request has come and has not gone on yet; it waits for this, and goes on only when it is true. */
  readonly onAsked: (passage: Passage) => Promise<boolean>;
  /** It was answered, and who asked does not know yet; the answer waits for this, and is lost unless it is true. */
  readonly onAnswered: (passage: Passage, answer: Answer) => Promise<boolean>;
  /** The answer has been handed over. */
  readonly onRelayed: (passage: Passage) => void;
}

export interface Gate {
  readonly port: number;
  readonly address: string;
  close(): Promise<void>;
}

/** Answered in place of who is not there: trouble that passes. */
const NOBODY: Answer = { status: 503, headers: {}, body: Buffer.alloc(0) };

/** Of one hop; the next makes its own. */
const HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'host']);
const endToEnd = (headers: IncomingHttpHeaders) =>
  Object.fromEntries(
    Object.entries(headers).filter(([name, value]) => !HOP.has(name) && value !== undefined),
  ) as Record<string, string | string[]>;

function goOn(address: string, { method, path, headers, body }: Passage, agent: Agent): Promise<Answer> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const going = ask(
      {
        hostname,
        port,
        method,
        path,
        agent,
        headers: { ...endToEnd(headers), ...(body.length > 0 && { 'content-length': body.length }) },
      },
      (coming) => {
        buffer(coming).then(
          (whole) => resolve({ status: coming.statusCode ?? 0, headers: coming.headers, body: whole }),
          reject,
        );
      },
    );
    going.on('error', reject);
    going.end(body);
  });
}

/** Stands between two programs: everything passes, and its coming, its answer and its handing over can be acted upon. */
export async function openGate({ to, onAsked, onAnswered, onRelayed }: GateOptions): Promise<Gate> {
  const agent = new Agent({ keepAlive: true });
  async function pass(passage: Passage): Promise<Answer> {
    const address = (await onAsked(passage)) ? to() : null;
    if (address === null) return NOBODY;
    // Who is killed meanwhile has not answered.
    const answer = await goOn(address, passage, agent).catch(() => NOBODY);
    return answer !== NOBODY && (await onAnswered(passage, answer)) ? answer : NOBODY;
  }
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const passage: Passage = {
        method: incoming.method ?? 'GET',
        path: incoming.url ?? '/',
        headers: incoming.headers,
        body: await buffer(incoming),
      };
      const { status, headers, body } = await pass(passage);
      if (outgoing.destroyed) return;
      outgoing.writeHead(status, { ...endToEnd(headers), 'content-length': body.length });
      outgoing.end(body, () => {
        onRelayed(passage);
      });
    })().catch(() => incoming.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    address: `http://127.0.0.1:${String(port)}`,
    close: () =>
      new Promise((resolve) => {
        agent.destroy();
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
