import { balance } from '#server/billing/sandbox/resources/ledger.ts';
import { createPayout } from '#server/billing/sandbox/resources/payouts.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';

/** When payouts are made, in seconds after midnight. */
export const PAYOUT_SECOND = 3_600;

/** Sends what is available to the bank, in every currency. */
export function payOut(world: World): void {
  for (const { amount, currency } of balance(world).available) {
    if (amount > 0) createPayout(world, { amount, currency, automatic: true, description: 'STRIPE PAYOUT' });
  }
}
