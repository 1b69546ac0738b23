import type { Principal, StaffPrincipal } from '#shared/wire/access.ts';
import { AppError } from '#shared/wire/errors.ts';

/** @throws AppError FORBIDDEN when the caller is not staff. */
export function staffOf({ principal }: { readonly principal: Principal }): StaffPrincipal {
  if (principal.kind !== 'staff') throw new AppError('FORBIDDEN', 'Only staff may do this.');
  return principal;
}
