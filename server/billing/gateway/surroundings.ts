import type { OperationName, OutputOf, ParsedInputOf } from '#shared/contract.ts';
import type { Principal } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { StripeAccount } from '#server/billing/stripe/account.ts';

/** What the parts that keep the mirror in step work with. */
export interface Surroundings {
  readonly submit: <Name extends OperationName>(
    name: Name,
    input: ParsedInputOf<Name>,
    by?: Principal,
  ) => Promise<OutputOf<Name>>;
  /** UTC milliseconds. */
  readonly clock: () => number;
  /** Calls back after `ms`; never keeps the process alive. @returns how to call it off. */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly onError: (error: unknown) => void;
  /** The account that is mirrored; null while none is connected. */
  readonly account: () => StripeAccount | null;
  /** Stripe has answered, or could not be asked. */
  readonly heard: (failure: AppError | null) => void;
}

/** The account that is mirrored. @throws AppError PROVIDER_FAILED `notConnected`. */
export function connected({ account }: Pick<Surroundings, 'account'>): StripeAccount {
  const stripe = account();
  if (stripe === null)
    throw new AppError('PROVIDER_FAILED', 'No Stripe account is connected.', { reason: 'notConnected' });
  return stripe;
}
