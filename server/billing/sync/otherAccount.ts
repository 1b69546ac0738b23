import type { BillingMode } from '#shared/billing/connection/contract.ts';
import { AppError } from '#shared/wire/errors.ts';

interface Account {
  readonly accountId: string;
  readonly mode: BillingMode;
}

/**
 * Test and live mode of one account share its id, and nothing else: neither is ever mixed into the other's mirror.
 * @throws AppError CONFLICT `otherAccount`, `otherMode`, where another one is mirrored.
 */
export function refuseOther(mirrored: Account | null, { accountId, mode }: Account): void {
  if (mirrored === null) return;
  if (mirrored.accountId !== accountId)
    throw new AppError(
      'CONFLICT',
      'This workspace mirrors another Stripe account. Make a workspace of its own for this one.',
      { reason: 'otherAccount', accountId: mirrored.accountId },
    );
  if (mirrored.mode !== mode)
    throw new AppError(
      'CONFLICT',
      'This workspace mirrors the other mode of this Stripe account. Make a workspace of its own for this one.',
      { reason: 'otherMode' },
    );
}
