import type { Contract, OperationName } from '#shared/contract.ts';
import { isGranted, type Principal } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';

/** @throws AppError UNAUTHENTICATED or FORBIDDEN unless `principal` may call the operation now. */
export function authorise(operation: Contract[OperationName], principal: Principal, now: number): void {
  if (principal.kind === 'staff' && principal.expiresAt <= now) {
    throw new AppError('UNAUTHENTICATED', 'Your session has ended. Sign in again.', { reason: 'sessionEnded' });
  }
  const principals: readonly string[] = operation.principals;
  if (!principals.includes(principal.kind)) {
    if (principal.kind === 'anonymous') {
      throw new AppError('UNAUTHENTICATED', 'Sign in first.', { reason: 'signInFirst' });
    }
    throw new AppError('FORBIDDEN', 'This is not for you to do.', { reason: 'principal' });
  }
  if (principal.kind === 'staff' && operation.permission !== null && !isGranted(principal.roles, operation.permission)) {
    throw new AppError('FORBIDDEN', 'Your role does not include this. Ask an admin of your workspace.', {
      reason: 'permission',
      permission: operation.permission,
    });
  }
}
