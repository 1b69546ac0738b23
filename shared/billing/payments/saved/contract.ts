import { z } from 'zod';
import { paymentFilter, paymentSort, PERIODS } from '#shared/billing/payments/contract.ts';
import { command, query } from '#shared/wire/contract.ts';
import { id, line, nothing } from '#shared/wire/schemas.ts';

/** A filter as it is kept: `period` stands for the `from` and `to` that it has whenever it is used. */
export const keptFilter = paymentFilter.extend({ period: z.enum(PERIODS).optional() });
export type KeptFilter = z.infer<typeof keptFilter>;

const savedFilter = z.object({ id, name: z.string(), filter: keptFilter, sort: paymentSort });
export type SavedFilter = z.infer<typeof savedFilter>;

const readers = { principals: ['staff'], permission: 'payments.read', place: 'core' } as const;

/** Filters that somebody keeps under a name. */
export const savedFiltersContract = {
  /** One's own, by name. */
  'billing.savedFilters': query({
    ...readers,
    errors: [],
    input: nothing,
    output: z.object({ filters: z.array(savedFilter) }),
  }),
  'billing.saveFilter': command({
    ...readers,
    whose: 'own',
    repetition: 'receipt',
    errors: ['CONFLICT'],
    /** An id that exists replaces it. */
    input: z.strictObject({
      id,
      filterId: id,
      name: line(60),
      filter: keptFilter,
      sort: paymentSort,
    }),
    output: nothing,
  }),
  'billing.removeFilter': command({
    ...readers,
    whose: 'own',
    repetition: 'receipt',
    errors: ['NOT_FOUND', 'CONFLICT'],
    input: z.strictObject({ id, filterId: id }),
    output: nothing,
  }),
} as const;
