import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A wire between clients and a server that can be cut and mended. */
export interface CuttableLine {
  /** `http://HOST:PORT`, in place of the server's own. */
  readonly url: string;
  /** Ends every connection and refuses new ones. */
  readonly cut: () => void;
  readonly mend: () => void;
  readonly close: () => Promise<void>;
}

export async function openCuttableLine(serverPort: number): Promise<CuttableLine> {
  const ends = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(serverPort, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        ends.delete(one);
        other.destroy();
      });
    }
    far.pipe(near);
    // The handshake names the server, not the wire: the server refuses other hosts.
    near.once('data', (handshake: Buffer) => {
      far.write(handshake.toString('latin1').replace(/^host: .*$/im, `Host: 127.0.0.1:${serverPort}`), 'latin1');
      near.pipe(far);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const cut = (): void => {
    isCut = true;
    for (const end of ends) end.destroy();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    cut,
    mend: () => {
      isCut = false;
    },
    close: () =>
      new Promise((resolve) => {
        cut();
        server.close(() => resolve());
      }),
  };
}
