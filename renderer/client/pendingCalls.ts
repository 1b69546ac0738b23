import type { OperationName } from '#shared/contract.ts';
import { AppError } from '#shared/wire/errors.ts';
import type { Reply } from '#shared/wire/frame.ts';
import type { Timers } from './timers.ts';

/** Milliseconds after which a call without an answer counts as failed. */
export const CALL_TIMEOUT_MS = 10_000;

export interface PendingCall {
  readonly value: Promise<unknown>;
  readonly settle: (reply: Reply) => void;
}

export interface PendingCalls {
  readonly open: () => PendingCall;
  /** The line is lost: nobody will answer what is still open. */
  readonly failAll: () => void;
}

export function lineDown(): AppError {
  return new AppError('UNAVAILABLE', 'There is no connection to the server at the moment.', { reason: 'lineDown' });
}

/** Whether success makes this connection somebody's, so that subscriptions refused before are worth asking for again. */
export function opensSession(name: OperationName): boolean {
  return name === 'accounts.signIn' || name === 'accounts.setUp' || name === 'accounts.acceptInvitation';
}

export function createPendingCalls(timers: Timers): PendingCalls {
  const open = new Set<(error: AppError) => void>();

  return {
    open() {
      const { promise, resolve, reject } = promiseParts();
      const cancelTimeout = timers.after(CALL_TIMEOUT_MS, () => {
        fail(new AppError('UNAVAILABLE', 'The server did not answer in time.', { reason: 'timeout' }));
      });
      function done(): void {
        cancelTimeout();
        open.delete(fail);
      }
      function fail(error: AppError): void {
        done();
        reject(error);
      }
      open.add(fail);
      return {
        value: promise,
        settle(reply) {
          if (!open.has(fail)) return;
          if (!reply.ok) {
            fail(AppError.fromWire(reply.error));
            return;
          }
          done();
          resolve(reply.value);
        },
      };
    },
    failAll() {
      for (const fail of [...open]) fail(lineDown());
    },
  };
}

// Promise.withResolvers is newer than the oldest browser we serve (Chromium 114).
function promiseParts(): {
  promise: Promise<unknown>;
  resolve: (value: unknown) => void;
  reject: (error: AppError) => void;
} {
  let resolve: (value: unknown) => void = () => undefined;
  let reject: (error: AppError) => void = () => undefined;
  const promise = new Promise<unknown>((accept, refuse) => {
    resolve = accept;
    reject = refuse;
  });
  return { promise, resolve, reject };
}
