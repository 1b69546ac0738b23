import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createEngine } from '#server/billing/sandbox/engine.ts';
import { seedOrders } from '#server/billing/sandbox/seed/orders.ts';
import { demoOrders } from '#server/demo/orders.ts';

const SEED = 20_263;

/**
 * The file with everything that the demo's sandbox holds, filled with the past of the shop when it is not there yet. It is made under
 * another name first: it is whole or not there.
 * @param address under which the sandbox will be reached
 */
export async function openStore(directory: string, address: string, now: number): Promise<string> {
  const file = path.join(directory, 'stripe.db');
  if (existsSync(file)) return file;
  mkdirSync(directory, { recursive: true });
  const unfinished = path.join(directory, 'unfinished.db');
  for (const ending of ['', '-wal', '-shm']) rmSync(`${unfinished}${ending}`, { force: true });
  const onFault = (error: unknown): never => {
    throw error;
  };
  const engine = createEngine({ file: unfinished, key: null, machine: () => now, onFault });
  engine.setAddress(address);
  seedOrders(engine, { orders: demoOrders(now), seed: SEED, until: Math.floor(now / 1_000) });
  await engine.close();
  renameSync(unfinished, file);
  return file;
}
