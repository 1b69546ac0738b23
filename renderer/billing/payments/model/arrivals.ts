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

/**
 * A list, newest first, with arrivals at their places by time.
 * @param isWhole whether nothing older is to be read: else arrivals older than the list are left to the pages that follow.
 */
export function joined(listed: readonly Payment[], added: readonly Payment[], isWhole: boolean): readonly Payment[] {
  const oldest = listed.at(-1)?.createdAt ?? Number.NEGATIVE_INFINITY;
  const own = added.filter(({ createdAt }) => isWhole || createdAt >= oldest);
  return own.length === 0 ? listed : [...own, ...listed].sort((a, b) => b.createdAt - a.createdAt);
}
