import type { Refund } from '#shared/billing/refunds/contract.ts';
import { isGranted, type Role } from '#shared/wire/access.ts';

export type RefundDeed = 'request' | 'approve' | 'refuse' | 'withdraw';

export interface Reader {
  readonly id: string;
  readonly roles: readonly Role[];
}

/** Whether somebody drafted or requested it, and so may not decide on it. */
export const isOwn = ({ drafted, requested }: Refund, { id }: Pick<Reader, 'id'>): boolean =>
  drafted?.by === id || requested?.by === id;

/** What somebody may do with a refund now; the server asks again. */
export function deedsWith(refund: Refund, reader: Reader): readonly RefundDeed[] {
  const own = isOwn(refund, reader);
  const may = (permission: 'refunds.request' | 'refunds.approve') => isGranted(reader.roles, permission);
  switch (refund.state) {
    case 'draft':
      return [...(may('refunds.request') ? (['request'] as const) : []), ...(own ? (['withdraw'] as const) : [])];
    case 'requested':
      if (own) return ['withdraw'];
      return may('refunds.approve') ? ['approve', 'refuse'] : [];
    default:
      return [];
  }
}
