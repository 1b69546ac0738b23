import type { Json } from '#server/billing/stripe/shapes/field.ts';
import type { Reference } from './references.ts';

const KINDS = {
  ch: 'charge',
  py: 'charge',
  re: 'refund',
  pyr: 'refund',
  du: 'dispute',
  dp: 'dispute',
  po: 'payout',
} as const;

/** What a balance transaction was booked for, where that is mirrored. An id tells its kind by what it begins with. */
export function sourceOf({ source }: Json): Reference | null {
  if (typeof source !== 'string') return null;
  const prefix = source.slice(0, source.indexOf('_'));
  return Object.hasOwn(KINDS, prefix) ? { kind: KINDS[prefix as keyof typeof KINDS], id: source } : null;
}
