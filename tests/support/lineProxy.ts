import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Certificate } from './certificates.ts';

/** A network between clients and a server on this computer, with the faults that networks have. */
export interface LineProxy {
  /** `http://127.0.0.1:PORT`, https with a certificate: what clients connect to instead of the server. */
  readonly address: string;
  /** Ends every connection; none is made until `heal`. `pages`: plain HTTP still gets through, so that a page can be loaded. */
  cut(options?: { readonly pages?: boolean }): void;
  /** Half-open: connections stay, but nothing comes through any more, until `heal` or `cut`. What was swallowed is lost with the connection. */
  freeze(): void;
  /**
   * The connections there are stay half-open for good; new ones are well: a laptop that slept, and whose connections the network has
   * forgotten meanwhile. Nobody is told.
   */
  strand(): void;
  /** Each connection from now on waits this many milliseconds before it reaches the server: later ones overtake it. */
  setConnectDelay(milliseconds: () => number): void;
  /** Each piece of data takes this many milliseconds. */
  setDelay(milliseconds: number): void;
  /** The line is good again. Connections that were half-open are ended: what they swallowed cannot be made up for. */
  heal(): void;
  /** As if the server's program had ended: connections end, and nobody answers at the address. */
  stop(): Promise<void>;
  /** Is there again, at the same address. */
  startAgain(): Promise<void>;
  /** Connections so far. */
  readonly connections: () => number;
  close(): Promise<void>;
}

export interface LineProxyOptions {
  /** Speaks HTTPS with it; the server behind speaks HTTP. */
  readonly certificate?: Certificate;
}

type Mode = 'open' | 'cut' | 'pages' | 'frozen';

interface Pair {
  readonly end: () => void;
  readonly isSocketIo: () => boolean;
  isSpoilt: boolean;
}

export async function createLineProxy(
  serverAddress: string,
  { certificate }: LineProxyOptions = {},
): Promise<LineProxy> {
  const target = new URL(serverAddress);
  const pairs = new Set<Pair>();
  let mode: Mode = 'open';
  let delay = 0;
  let connectDelay = (): number => 0;
  let made = 0;
  let ownHost = '';

  function join(client: Socket): void {
    made += 1;
    let isSocketIo = false;
    const server = connect({ host: target.hostname, port: Number(target.port) });
    const pair: Pair = {
      isSpoilt: false,
      isSocketIo: () => isSocketIo,
      end: () => {
        pairs.delete(pair);
        client.destroy();
        server.destroy();
      },
    };
    pairs.add(pair);

    /** The way to `to`: in order, late if the line is slow; a half-open line swallows everything. */
    const pipe = (to: Socket): ((data: Buffer) => void) => {
      const late: Buffer[] = [];
      const arrive = (data: Buffer): void => {
        if (mode === 'frozen') pair.isSpoilt = true;
        if (!pair.isSpoilt && !to.destroyed) to.write(data);
      };
      return (data) => {
        if (delay === 0 && late.length === 0) {
          arrive(data);
          return;
        }
        late.push(data);
        // Whichever timer fires first takes the oldest: a slow line delays, it never changes the order of bytes.
        setTimeout(() => {
          const next = late.shift();
          if (next !== undefined) arrive(next);
        }, delay);
      };
    };
    const toServer = pipe(server);
    client.on('data', (data) => {
      // The server answers to its own name only.
      const text = data.toString('latin1');
      const own = text.replaceAll(ownHost, target.host);
      isSocketIo ||= text.startsWith('GET /socket.io/');
      if (isSocketIo && mode === 'pages') pair.end();
      else toServer(own === text ? data : Buffer.from(own, 'latin1'));
    });
    server.on('data', pipe(client));
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      socket.on('error', pair.end);
      socket.on('close', pair.end);
    }
  }

  function meet(client: Socket): void {
    const wait = connectDelay();
    if (mode === 'cut') client.destroy();
    else if (wait === 0) join(client);
    else {
      client.pause();
      client.on('error', () => client.destroy());
      setTimeout(() => {
        if (mode === 'cut' || client.destroyed) client.destroy();
        else join(client.resume());
      }, wait);
    }
  }

  const listener = certificate === undefined ? createServer(meet) : createTlsServer(certificate, meet);
  listener.on('tlsClientError', () => undefined);
  let port = 0;
  const listen = (): Promise<void> =>
    new Promise((resolve, reject) => {
      listener.once('error', reject);
      listener.listen(port, '127.0.0.1', () => resolve());
    });
  await listen();
  ({ port } = listener.address() as AddressInfo);
  ownHost = `127.0.0.1:${String(port)}`;
  const endAll = (which: (pair: Pair) => boolean): void => {
    for (const pair of [...pairs]) if (which(pair)) pair.end();
  };

  const stop = async (): Promise<void> => {
    const ended = new Promise((resolve) => listener.close(resolve));
    endAll(() => true);
    await ended;
  };

  return {
    address: `${certificate === undefined ? 'http' : 'https'}://${ownHost}`,
    cut: ({ pages = false } = {}) => {
      mode = pages ? 'pages' : 'cut';
      endAll((pair) => !pages || pair.isSocketIo());
    },
    freeze: () => {
      mode = 'frozen';
    },
    strand: () => {
      mode = 'open';
      for (const pair of pairs) pair.isSpoilt = true;
    },
    setConnectDelay: (milliseconds) => {
      connectDelay = milliseconds;
    },
    setDelay: (milliseconds) => {
      delay = milliseconds;
    },
    heal: () => {
      mode = 'open';
      delay = 0;
      connectDelay = () => 0;
      endAll((pair) => pair.isSpoilt);
    },
    stop,
    startAgain: listen,
    connections: () => made,
    close: async () => {
      mode = 'cut';
      if (listener.listening) await stop();
    },
  };
}
