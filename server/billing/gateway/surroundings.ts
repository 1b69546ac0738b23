import type { OperationName, OutputOf, ParsedInputOf } from '#shared/contract.ts';
import type { Principal } from '#shared/wire/access.ts';
import type { AppError } from '#shared/wire/errors.ts';
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
