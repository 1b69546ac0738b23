import type { Payment, PaymentFilter } from '#shared/billing/payments/contract.ts';
import { fits } from './fits.ts';

/** Rows as they were told since the list was read, by id. */
export type Told = ReadonlyMap<string, Payment>;

/** What was told of and is not in the list: what fits, and what only the server can judge. */
export function arrivals(
  listed: readonly Payment[],
  told: Told,
  filter: PaymentFilter,
): { readonly fitting: readonly Payment[]; readonly unsure: readonly Payment[] } {
  if (told.size === 0) return { fitting: [], unsure: [] };
  const known = new Set(listed.map(({ id }) => id));
  const fresh = [...told.values()].filter(({ id }) => !known.has(id));
  return {
    fitting: fresh.filter((payment) => fits(payment, filter) === true),
    unsure: fresh.filter((payment) => fits(payment, filter) === 'unknown'),
  };
}

/** The list with each row as it was told last, at its place: what fits no longer stays until the list is read anew, so that nothing jumps. */
export const upToDate = (listed: readonly Payment[], told: Told): readonly Payment[] =>
  told.size === 0 ? listed : listed.map((payment) => told.get(payment.id) ?? payment);

interface Listing {
  readonly listed: readonly Payment[];
  readonly isNewestFirst: boolean;
  /** Whether nothing more is to be read. */
  readonly isWhole: boolean;
  /** When the list was read, in UTC milliseconds. */
  readonly readAt: number;
}

/**
 * Those of the arrivals that the list should have and has not. One that is older than all that was read is left to the pages that follow; in
 * another order than the newest first nobody knows where those are, and only what was made since counts.
 */
export function newcomers(
  arrived: readonly Payment[],
  { listed, isNewestFirst, isWhole, readAt }: Listing,
): readonly Payment[] {
  if (isWhole) return arrived;
  const oldest = isNewestFirst ? (listed.at(-1)?.createdAt ?? Number.NEGATIVE_INFINITY) : readAt;
  return arrived.filter(({ createdAt }) => createdAt >= oldest);
}

/** A list, newest first, with more of them at their places by time. */
export const joined = (listed: readonly Payment[], added: readonly Payment[]): readonly Payment[] =>
  added.length === 0 ? listed : [...added, ...listed].sort((a, b) => b.createdAt - a.createdAt);
