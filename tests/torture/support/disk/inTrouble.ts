import assert from 'node:assert/strict';
import type { Shop } from './shop.ts';

export interface Trouble {
  /** `storage.diskFull` ... */
  readonly reason: string;
  /** What `monitoring.storage` says. */
  readonly state: string;
  /** What the refusal's message must say. */
  readonly words: RegExp;
  /** Whether it stays until something is done about it; true unless given. */
  readonly steady?: boolean;
}

/**
 * What must hold while nothing can be written. SQLite may still find room for a small commit in its log when the disk is full to the last block,
 * so there the trouble comes and goes; everywhere else it is `steady`.
 * @returns the message people read.
 */
export async function checkTrouble(
  shop: Shop,
  admin: string,
  { reason, state, words, steady = true }: Trouble,
): Promise<string> {
  const message = await shop.untilRefused(reason);
  assert.match(message, words);
  const before = shop.acknowledged();
  let told = await shop.storage(admin);
  let health = await shop.health();
  // Whoever is refused first may hear of it before it is known to be the disk.
  await shop.until('/healthz to say why', async () => (health = await shop.health()).status === 503);
  await shop.until('admins to be told', async () => (told = await shop.storage(admin)).refusal !== null);
  assert.deepEqual(health, { status: 503, reason }, '/healthz says why');
  assert.deepEqual(
    { state: told.state, refusal: told.refusal },
    { state, refusal: { reason, message } },
    'admins see it in their settings',
  );
  assert((await shop.read()) > 0, 'reading goes on');
  // Twice more around: still refused, and nothing was acknowledged meanwhile.
  await shop.untilRefused(reason);
  await shop.untilRefused(reason);
  if (steady) assert.equal(shop.acknowledged(), before, 'nothing is acknowledged in trouble');
  return message;
}

/** What must hold when it is over, in the same process. */
export async function checkRecovery(shop: Shop, admin: string, pid: number): Promise<void> {
  await shop.untilWritten(5);
  assert.equal(shop.server().pid, pid, 'it went on by itself');
  await shop.until('/healthz to be well', async () => (await shop.health()).status === 200);
  const { refusal } = await shop.storage(admin);
  assert.equal(refusal, null);
}
