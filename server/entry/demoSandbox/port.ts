import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';

/** @returns the port, free a moment ago; null when somebody has it. */
function freePort(wish: number): Promise<number | null> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', () => resolve(null));
    probe.listen(wish, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

function rememberedPort(file: string): number {
  try {
    const port = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(port) && port > 0 && port <= 65_535 ? port : 0;
  } catch {
    return 0;
  }
}

/** The port that the sandbox had before, for the sake of the links that it gave out, or another where that one is taken. */
export async function choosePort(directory: string): Promise<number> {
  const file = path.join(directory, 'port');
  const port = (await freePort(rememberedPort(file))) ?? (await freePort(0));
  if (port === null) throw new Error('no port is free at 127.0.0.1');
  mkdirSync(directory, { recursive: true });
  writeFileSync(file, String(port));
  return port;
}
