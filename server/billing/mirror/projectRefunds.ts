import type { ReadObject } from '#server/billing/stripe/shapes/shapes.ts';

type Refund = ReadObject<'refund'>;

/**
 * What a capture leaves over is let go by a refund that no money was booked for (docs/adr/0034); it takes nothing off what was captured.
 * One that is still pending may only wait for the balance to have enough.
 */
export const isRelease = ({ status, balance_transaction: booked }: Refund): boolean =>
  status === 'succeeded' && booked === null;

/** Pending money is on its way. Failed and cancelled refunds give nothing back. */
const counts = ({ status }: Refund): boolean =>
  status === 'succeeded' || status === 'pending' || status === 'requires_action';

/** Sums the refunds of a payment of which `received` was captured, all in minor units. */
export function refundedOf(refunds: readonly Refund[], received: number) {
  const amountRefunded = refunds
    .filter((refund) => counts(refund) && !isRelease(refund))
    .reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  const isWhole = amountRefunded >= received;
  return { amountRefunded, refunded: amountRefunded === 0 ? 'none' : isWhole ? 'full' : 'partial' } as const;
}
