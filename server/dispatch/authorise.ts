import type { Contract, OperationName } from '#shared/contract.ts';
import { isGranted, type Principal } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';

/** @throws AppError UNAUTHENTICATED or FORBIDDEN unless `principal` may call the operation now. */
export function authorise(operation: Contract[OperationName], principal: Principal, now: number): void {
  const principals: readonly string[] = operation.principals;
  if (principal.kind === 'staff' && principal.expiresAt <= now) {
    // What anybody may do, such as signing in, must not be refused to somebody whose session has ended.
    if (principals.includes('anonymous')) return;
    throw new AppError('UNAUTHENTICATED', 'Your session has ended. Sign in again.', { reason: 'sessionEnded' });
  }
  if (!principals.includes(principal.kind)) {
    if (principal.kind === 'anonymous') {
      throw new AppError('UNAUTHENTICATED', 'Sign in first.', { reason: 'signInFirst' });
    }
    throw new AppError('FORBIDDEN', 'This is not for you to do.', { reason: 'principal' });
  }
  if (
    principal.kind === 'staff' &&
    operation.permission !== null &&
    !isGranted(principal.roles, operation.permission)
  ) {
    throw new AppError('FORBIDDEN', 'Your role does not include this. Ask an admin of your workspace.', {
      reason: 'permission',
      permission: operation.permission,
    });
  }
}
