import assert from 'node:assert/strict';
import type { Shop } from './shop.ts';

export interface Trouble {
  /** `storage.diskFull` ... */
  readonly reason: string;
  /** What `monitoring.storage` says. */
  readonly state: string;
  /** What the refusal's message must say. */
  readonly words: RegExp;
}

/** What must hold while nothing can be written. @returns the message people read. */
export async function checkTrouble(shop: Shop, admin: string, { reason, state, words }: Trouble): Promise<string> {
  const message = await shop.untilRefused(reason);
  assert.match(message, words);
  const before = shop.acknowledged();
  assert.deepEqual(await shop.health(), { status: 503, reason }, '/healthz says why');
  const told = await shop.storage(admin);
  assert.deepEqual(
    { state: told.state, reason: told.refusal?.reason, message: told.refusal?.message },
    { state, reason, message },
    'admins see it in their settings',
  );
  assert((await shop.read()) > 0, 'reading goes on');
  // Twice more around: still refused, and nothing was acknowledged meanwhile.
  await shop.untilRefused(reason);
  await shop.untilRefused(reason);
  assert.equal(shop.acknowledged(), before, 'nothing is acknowledged in trouble');
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
