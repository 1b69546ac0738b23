import { createServer } from 'node:net';

/** Where a shop's page expects the server of a desktop that was never configured. */
export const DEFAULT_PORT = 4830;

/** `wanted` when nobody listens there on the loopback address, else 0: the system then chooses when the server listens. */
export function choosePort(wanted: number): Promise<number> {
  if (wanted === 0) return Promise.resolve(0);
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => {
      resolve(0);
    });
    probe.listen({ host: '127.0.0.1', port: wanted, exclusive: true }, () => {
      probe.close(() => {
        resolve(wanted);
      });
    });
  });
}
