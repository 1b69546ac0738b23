import net, { type AddressInfo, type Socket } from 'node:net';
import tls from 'node:tls';
import type { Certificate } from './tlsAuthority.ts';

export interface HubLine {
  readonly address: string;
  /** Ends every connection and refuses new ones. */
  cut(): Promise<void>;
  /** Is there again, at the same address. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

export interface HubLineOptions {
  /** `http://127.0.0.1:PORT` of the server behind. */
  readonly target: string;
  /** Speaks HTTPS with it. */
  readonly certificate?: Certificate;
  /** What the address calls this computer. */
  readonly host?: string;
}

/** A line between clients and a server that a test can cut. The server behind sees requests for its own name. */
export async function startHubLine({
  target,
  certificate,
  host = '127.0.0.1',
}: HubLineOptions): Promise<HubLine> {
  const behind = new URL(target);
  const sockets = new Set<Socket>();

  function forward(client: Socket): void {
    const server = net.connect(Number(behind.port), behind.hostname);
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
    client.once('data', (head: Buffer) => {
      server.write(head.toString('latin1').replace(/\r\nhost: [^\r]*/i, `\r\nHost: ${behind.host}`), 'latin1');
      client.pipe(server);
    });
    server.pipe(client);
  }

  const listener = certificate === undefined ? net.createServer(forward) : tls.createServer(certificate, forward);
  listener.on('tlsClientError', () => undefined);
  let port = 0;
  const restore = (): Promise<void> =>
    new Promise((resolve, reject) => {
      listener.once('error', reject);
      listener.listen(port, '127.0.0.1', () => resolve());
    });
  await restore();
  port = (listener.address() as AddressInfo).port;
  const cut = async (): Promise<void> => {
    const ended = new Promise<void>((resolve) => listener.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await ended;
  };
  return {
    address: `${certificate === undefined ? 'http' : 'https'}://${host}:${String(port)}`,
    cut,
    restore,
    close: () => (listener.listening ? cut() : Promise.resolve()),
  };
}
