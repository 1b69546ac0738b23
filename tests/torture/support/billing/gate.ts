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

/** `cut`: the line ends without an answer. An answer: this one, in place of the other side's. */
export type Trouble = 'cut' | Answer;

/** What is done on the way. */
export interface Watch {
  /** A request has come and has not gone on yet; it waits for this, and goes on only when it is true. */
  readonly onAsked: (passage: Passage) => Promise<boolean | Trouble>;
  /** It was answered, and who asked does not know yet; the answer waits for this, and is lost unless it is true. */
  readonly onAnswered: (passage: Passage, answer: Answer) => Promise<boolean | Trouble>;
  /** The answer has been handed over. */
  readonly onRelayed: (passage: Passage) => void;
}

export interface GateOptions extends Watch {
  /** Where requests go on to, `http://127.0.0.1:N`; null while nobody is there. */
  readonly to: () => string | null;
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

/** Hands a request over at `address`. */
export function goOn(address: string, { method, path, headers, body }: Passage, agent: Agent): Promise<Answer> {
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
  async function pass(passage: Passage): Promise<Trouble> {
    const may = await onAsked(passage);
    if (typeof may !== 'boolean') return may;
    const address = may ? to() : null;
    if (address === null) return NOBODY;
    // Who is killed meanwhile has not answered.
    const answer = await goOn(address, passage, agent).catch(() => NOBODY);
    if (answer === NOBODY) return NOBODY;
    const mayHear = await onAnswered(passage, answer);
    if (typeof mayHear !== 'boolean') return mayHear;
    return mayHear ? answer : NOBODY;
  }
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const passage: Passage = {
        method: incoming.method ?? 'GET',
        path: incoming.url ?? '/',
        headers: incoming.headers,
        body: await buffer(incoming),
      };
      const answer = await pass(passage);
      if (outgoing.destroyed) return;
      if (answer === 'cut') {
        outgoing.destroy();
        return;
      }
      const { status, headers, body } = answer;
      outgoing.writeHead(status, { ...endToEnd(headers), 'content-length': body.length });
      outgoing.end(body, () => {
        onRelayed(passage);
      });
    })().catch(() => outgoing.destroy());
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
