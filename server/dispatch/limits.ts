import { z } from 'zod';
import type { Principal } from '#shared/wire/access.ts';
import type { LimitName } from '#shared/wire/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { Connection } from './connection.ts';
import { createLimiter, type Rate } from './limiter.ts';

const rate = (count: number, perMs: number) =>
  z.strictObject({ count: z.int().min(1), perMs: z.int().min(1) }).default({ count, perMs });

/** Every limit, with the numbers of the product. Tests and benchmarks raise numbers; nothing switches the limiter off. */
export const limitsSchema = z.strictObject({
  /** Messages of one visitor. */
  message: rate(20, 10_000),
  /** Sign-ins and set-ups tried from one address. */
  signIn: rate(20, 60_000),
  /** Calls of any kind on one connection. */
  calls: rate(600, 10_000),
  /** Open connections from one address. */
  connectionsPerAddress: z.int().min(1).default(200),
  /** Failed sign-ins before the first lock, for one e-mail and from one network address. */
  failuresPerAccount: z.int().min(1).default(5),
  failuresPerAddress: z.int().min(1).default(20),
});
export type Limits = z.infer<typeof limitsSchema>;

export interface LimitGuard {
  /** @throws AppError RATE_LIMITED with `retryAfterMs`. */
  call(connection: Connection): void;
  draw(limit: LimitName, connection: Connection): void;
}

const seconds = (milliseconds: number): string => String(Math.max(1, Math.ceil(milliseconds / 1_000)));

const REFUSALS: Readonly<Record<LimitName | 'calls', (rate: Rate, retry: string) => string>> = {
  message: ({ count, perMs }, retry) =>
    `You can send ${String(count)} messages in ${seconds(perMs)} seconds. Try again in ${retry} s.`,
  signIn: (_, retry) => `Too many attempts to sign in. Try again in ${retry} s.`,
  calls: (_, retry) => `Too many requests on this connection. Try again in ${retry} s.`,
};

function who(principal: Principal, connection: Connection): string {
  return principal.kind === 'visitor' ? principal.visitorId : connection.id;
}

export function createLimitGuard(limits: Limits, clock: () => number): LimitGuard {
  const calls = createLimiter(limits.calls, clock);
  const message = createLimiter(limits.message, clock);
  const signIn = createLimiter(limits.signIn, clock);

  function refuse(limit: LimitName | 'calls', retryAfterMs: number): void {
    if (retryAfterMs === 0) return;
    const text = REFUSALS[limit](limits[limit], seconds(retryAfterMs));
    throw new AppError('RATE_LIMITED', text, { reason: `limit.${limit}`, retryAfterMs, ...limits[limit] });
  }

  return {
    // Over HTTP every request is a connection of its own, so there the address is what is counted.
    call: (connection) => {
      refuse('calls', calls.take(connection.carrier === 'http' ? connection.address : connection.id));
    },
    draw: (limit, connection) => {
      refuse(
        limit,
        limit === 'message' ? message.take(who(connection.principal, connection)) : signIn.take(connection.address),
      );
    },
  };
}
