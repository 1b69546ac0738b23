import { AppError } from '#shared/wire/errors.ts';
import { hashPassword, verifyPassword } from './password.ts';
import type { Submit } from './submit.ts';
import { newToken } from './token.ts';

/** How many failed tries are let pass before the first lock. */
export interface AllowedFailures {
  readonly perAccount: number;
  readonly perAddress: number;
}

interface Try {
  readonly email: string;
  /** The network address it comes from. */
  readonly address: string;
  readonly password: string;
}

export function createPasswordCheck(submit: Submit, allowed: AllowedFailures) {
  // Checked when an e-mail is unknown, so that the time of the answer does not tell.
  const nobodysHash = hashPassword(newToken());

  /**
   * @returns the account, or null when e-mail and password do not fit. The try stays counted until the core is told that it was right.
   * @throws AppError RATE_LIMITED while the e-mail or the address is locked, whether somebody has the e-mail or not.
   */
  return async ({ email, address, password }: Try): Promise<string | null> => {
    const { retryAfterMs, locks, credentials } = await submit('accounts.attemptSignIn', { email, address, allowed });
    if (retryAfterMs > 0) {
      const seconds = String(Math.ceil(retryAfterMs / 1_000));
      throw new AppError('RATE_LIMITED', `Too many failed sign-ins. Try again in ${seconds} s, or ask an admin.`, {
        reason: 'accounts.lockedOut',
        retryAfterMs,
      });
    }
    const right = await verifyPassword(credentials?.passwordHash ?? (await nobodysHash), password);
    if (credentials !== null && right) return credentials.accountId;
    if (locks) await submit('accounts.lockedOut', { email });
    return null;
  };
}
