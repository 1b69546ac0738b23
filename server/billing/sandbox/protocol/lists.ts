import { KINDS } from '#server/billing/sandbox/kinds.ts';
import type { Kind, Kinds } from '#server/billing/sandbox/kinds.ts';
import type { PageQuery } from '#server/billing/sandbox/store/objects.ts';
import type { World } from '#server/billing/sandbox/world/world.ts';
import { integer, text, timeRange } from './parameters.ts';
import type { Parameters } from './parameters.ts';
import { invalidRequest } from './stripeError.ts';

/** The parameters that every list takes. */
export const PAGING = {
  limit: integer({ minimum: 1, maximum: 100 }),
  starting_after: text(),
  ending_before: text(),
};

/** And most of them also the time of creation. */
export const PAGING_AND_CREATED = { ...PAGING, created: timeRange() };

const DEFAULT_LIMIT = 10;

type Paging = Parameters<typeof PAGING> & Partial<Parameters<typeof PAGING_AND_CREATED>>;

export interface List<Item> {
  readonly object: 'list';
  readonly data: readonly Item[];
  readonly has_more: boolean;
  readonly url: string;
}

/** One page of a kind, newest first. `where` names indexed fields. */
export function listOf<K extends Kind>(
  { store }: Pick<World, 'store'>,
  kind: K,
  { limit = DEFAULT_LIMIT, starting_after, ending_before, created }: Paging,
  where: PageQuery['where'] = {},
  url: string = KINDS[kind].path,
): List<Kinds[K]> {
  if (starting_after !== undefined && ending_before !== undefined) {
    throw invalidRequest('You can only specify one of these parameters: starting_after, ending_before.');
  }
  const { data, hasMore } = store.page(kind, {
    limit,
    startingAfter: starting_after,
    endingBefore: ending_before,
    created,
    where,
  });
  return { object: 'list', data, has_more: hasMore, url };
}
